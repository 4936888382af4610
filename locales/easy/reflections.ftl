reflections-learnt = わかった こと
reflections-onward = これから
reflections-of = { $round }回目の ふりかえり
reflections-left = 次に 考える ことを 書きました。
onward-next-round = もう一度 はじめから
onward-continue = つづける・ひろげる
onward-rest = 休む
reflections-read = ふりかえりを 読む
