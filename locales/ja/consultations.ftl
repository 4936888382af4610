consultations-title = 相談
consultations-lead = 気軽に聞いてみる場所です。答える義務も、しめきりもありません。
consultations-ask = 気軽に相談する
consultations-none = まだ相談はありません
consultations-none-hint = うまく言葉になっていなくてもかまいません。二、三行から、だれかに聞いてみませんか。
consultations-summary = 本文は、自治体の職員とパートナー団体の方が読めます。
consultations-answered = ことばが届いています
consultations-form-lead = 二、三行で十分です。答えがなくても、だれかが「この人なら」とつないでくれるかもしれません。
consultations-about = 課題
consultations-what = 何についての相談ですか
consultations-question = 聞きたいこと
consultations-question-hint = この欄は公文書として開示の対象になります。病気や信条など、配慮のいる個人情報は書かないでください。
consultations-to = だれに聞きますか
consultations-to-hint = ここで選んだ人が、この相談と、寄せられたことばを読めます。
consultations-professional = お名前は、聞いた相手に伝わります。
consultations-to-people = 知っている方に
consultations-to-partner = パートナー団体に
consultations-to-circle = 輪のみなさんに
consultations-to-town = 自治体の職員に
consultations-to-network = ネットワークのどなたかに
consultations-nobody = これまでの対話や名刺で会った方が、ここに並びます。まだどなたもいないときは、自治体や団体に聞いてみてください。
consultations-partner = 団体の名前
consultations-partner-hint = 登録されている正しい名前で。団体のどなたかが答えるまで、個人の名前は出ません。
consultations-town-hint = 空のままなら{ $town }です。ほかの自治体の職員に聞くときは、その名前を入力してください。
consultations-town-needed = どの自治体についての相談ですか。この相談は、その自治体の記録になります。
consultations-send = 相談する
consultations-no-words = まだことばはありません。思いつくことを、ひとことからどうぞ。答えを知らなくても、知っている人をつなげます。
consultations-body-hint = この欄は公文書として開示の対象になります。この相談を読める人が、このことばも読めます。
consultations-there = 聞いた人・答えた人
consultations-thanks = ありがとう、助かりました
consultations-waiting = 相談が届いています。気が向いたら、ひとことを
dialogue-consultation = 相談
problem-partner-unknown = 登録されている団体の中に見つかりません。正しい名前で入力してください。
problem-partner-empty = この団体には、いま答えられる方がいません。
problem-nobody-chosen = 聞きたい方を選んでください。
problem-may-not-ask = いまの立場では、ここには聞けません。ほかの相手を選んでください。
done-consultation-asked = 相談を届けました。
done-thanked = お礼を伝えました。
mail-consultation-subject = 相談：{ $title }
mail-consultation = { $asker }さんから、相談が届きました。答える義務も、しめきりもありません。

    { $title }

    { $question }

    読む・答える：{ $page }
mail-answer-subject = 相談にことばが届きました：{ $title }
mail-answer = 「{ $title }」に、{ $name }さんからことばが届きました。

    { $page }
