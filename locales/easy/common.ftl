-brand = ともに

site-name = { -brand }
site-purpose = 町の ことを、みんなで 考えます。

language-ja = 日本語
language-en = English
language-easy = やさしい 日本語
language-switch = ページの 言葉

action-save = 保存する
action-back = もどる
action-cancel = やめる
action-leave = やめて もどる
action-search = さがす
action-sign-in = サインイン
action-sign-out = サインアウト

page-title = { $title } | { site-name }

people-count = { $count }人《にん》
towns-count = { $count ->
    [0] まだ 町は ありません
   *[other] 町は { $count }あります
}
easy-theirs = この ページには、町の 人などが 書いた 言葉が あります。その 言葉は、そのまま のせています。やさしい 日本語では ありません。
