introductions-waiting = つなぎたい、という声が届いています
introductions-title = つなぐ
introductions-lead = 「この人なら力になれそう」を、お二人の気持ちを聞いてから。
introductions-begin = だれかとつなぐ
introductions-form-lead = まずお二人それぞれに、話してみたいかをたずねます。両方の方が望むまで、名前も連絡先も伝わりません。
introductions-nobody = まだつなげる方がいません
introductions-nobody-hint = 対話や名刺で会った方が二人以上になると、ここからつなげます。
introductions-first = つなぐ方
introductions-second = もうお一人
introductions-choose = 選んでください
introductions-about = どんな方か（名前は書かずに）
introductions-about-hint = お相手には、この紹介だけが先に伝わります。例：山の町で、冬の配達を五年つづけている方
introductions-words = なぜ、つなぎたいのか
introductions-words-hint = お二人とも読みます。ここにもまだ名前は書かないでください。
introductions-send = お二人にたずねる
introductions-none = まだありません
introductions-none-hint = 相談や対話の中で「この人なら」と思ったら、その画面からつなげます。
introductions-by = { $name }さんから
introductions-somebody = { $organisation }の方
introductions-professional = 複業人材の方
introductions-to-you = { $other }と、話してみませんか
introductions-unnamed = お名前と連絡先は、お二人とも「話してみたい」と答えてから伝わります。
introductions-unanswered = 返事を待っています
introductions-asked = たずねています
introductions-met = つながりました
introductions-let-be = 今回は見送り
introductions-withdrawn = 取り下げました
introductions-lapsed = 静かに終わりました
introductions-wish = どうしますか
introductions-wish-hint = 答えないままでもかまいません。60日たつと、静かに終わります。
introductions-talk = 話してみたい
introductions-later = いまは見送る
introductions-answer-words = ひとこと
introductions-answer-words-hint = つないでくれた方に伝わります。お二人がつながると、お相手も読めます。
introductions-answer = 答える
introductions-withdraw = 取り下げる
introductions-withdraw-lead = やはり控えたいときは、取り下げられます。お二人の名前は、おたがいに伝わりません。
introductions-dialogue = はじめての話へ
introductions-first-talk = はじめての話：{ $first }・{ $second }
introductions-agenda = 自己紹介
introductions-agenda-why = { $name }さんがつないだわけ
problem-introduction-oneself = ご自分は選べません。ほかの方を選んでください。
problem-introduction-same = 同じ方です。ちがう方を選んでください。
problem-introduction-twice = このお二人には、もうたずねています。返事を待ってみてください。
problem-introduction-named = まだ名前は伝わらない約束です。名前を書かずに、どんな方かを書いてください。
problem-introduction-town = お二人のどちらかは、自治体の職員の方にしてください。
done-introduction-asked = お二人にたずねました。
done-introduction-answered = お返事を伝えました。
done-introduction-met = つながりました。はじめての話を用意しました。
done-introduction-withdrawn = 取り下げました。
mail-introduction-subject = { $introducer }さんが、つなぎたい方がいるそうです
mail-introduction = { $introducer }さんから、「話してみませんか」という声が届きました。

    お相手：{ $other }
    どんな方か：{ $about }
    つなぎたいわけ：{ $words }

    お名前と連絡先は、お二人とも「話してみたい」と答えるまで、おたがいに伝わりません。答えないままでもかまいません。

    { $page }
mail-introduction-answered-subject = つなぐ：お返事がありました
mail-introduction-answered = { $name }さんからお返事がありました。

    { $page }
mail-introduction-met-subject = つながりました
mail-introduction-met = { $first }さんと{ $second }さんが、話してみることになりました。
    はじめての話の場を用意しました。日にちや場所は、その中で決めてください。

    { $page }
