publishing-left-out = この間の一部は公開していません。
publishing-partial = 一部の段落
publishing-some = 一部の段落について
publishing-summary = この版のあらまし
publishing-terms = 担い手・費用・条件
publishing-what = 何を試すか
publishing-piece-lead = 全体を開くことも、段落を選んで開くこともできます。どちらも、すべての側の手がそろったところだけが開きます。
publishing-preview = 外からどう見えるか確かめる
publishing-take-back = 取り下げる
publishing-hands = 上がっている手
publishing-no-hands = まだ、どなたの手も上がっていません。
publishing-owners-only = 手を上げること、取り下げることは、共同の持ち主ができます。
publishing-paragraphs-here = 段落ごとの開き方
publishing-paragraphs = 段落を選んで開く
publishing-paragraphs-hint = 一つでも開くと、題名も見えます（課題のことばでは、題名とめざす姿）。選ばなかった段落は、長さも中身も外へは出ません。
publishing-mine = あなたの手
publishing-reached = { $side }：{ $audience }
publishing-missing = { $side }の手を待っています
publishing-some-network = 選んだ段落を、ネットワークまで開く
publishing-some-public = 選んだ段落を、どなたでも読めるように
publishing-some-down = 選んだ段落の、自分の側の手を下ろす
publishing-whole = 全体を開く
publishing-whole-hint = 書き直した新しい版は、また閉じたところから始まります。手を上げて狭くなることはありません。狭めるときは、いちど取り下げます。
publishing-preview-lead = いま、輪の外の方に見える内容です。
publishing-preview-agreed = まだ上がっていない側の手もそろったとしたら、輪の外の方に見える内容です。
publishing-eyes = だれの目で見るか
publishing-as-public = どなたでも
publishing-as-network = ネットワークの方
publishing-as-public-agreed = どなたでも（手がそろったら）
publishing-as-network-agreed = ネットワークの方（手がそろったら）
publishing-preview-nothing = 何も見えません。あることも分かりません。
publishing-take-back-lead = あなたの側の手をすべて下ろします。異動や退任をした人が上げた手も下ろします。外へ開いていれば、その場で閉じます。
publishing-take-back-known = 取り下げると、公開していた住所には何も残らず、更新情報からも消えます。すでに読まれ、写されたものまでは戻せません。取り下げたことは、あゆみに記録されます。
publishing-take-back-do = 手を下ろして取り下げる
publishing-record = この記録を開く
publishing-choose = 公開の範囲を選ぶ
publishing-choose-hint = この記録をどこまで開くかは、輪の人たちで決めます。
publishing-feed = 公開の更新情報（Atom）
corrections-title = 訂正とお知らせ
corrections-correction = 訂正
corrections-notice = お知らせ
corrections-corrected = 訂正しました
corrections-stays = 訂正していません
corrections-mistake = 誤りに気づいたら
corrections-tell = この記録についてのお問い合わせ先です。
corrections-office = 部署名
corrections-office-hint = 例：企画課 公民連携係
corrections-telephone = 電話
corrections-email = メールアドレス
corrections-site = お問い合わせページ
corrections-ask = 訂正をお願いする
corrections-make = 訂正・お知らせを添える
corrections-lead = 公開した記録に、後から分かったことを添えます。添えたものは書き換えられず、日付とともに残ります。
corrections-none = まだ訂正もお知らせもありません。
corrections-one-hand = 誤りをそのままにしないため、訂正は一人の手だけで公開されます。個人の名前など、公開していないことは書かないでください。
corrections-kind = どちらですか
corrections-words = 正しい内容
corrections-words-hint = どこが、正しくはどうなのかを書きます。
corrections-reason = わけ
corrections-reason-hint = どうして分かったか、なぜ違っていたか。
corrections-publish = 公開の記録に添える
corrections-contact = 訂正の連絡先
corrections-contact-lead = 公開した記録のすべてのページに、「誤りに気づいたら」の連絡先として出ます。
corrections-one-way = 電話、メールアドレス、お問い合わせページのどれか一つは書いてください。
corrections-contact-save = この連絡先にする
corrections-ask-lead = { $town }の職員が読み、訂正したこと、または訂正しないわけを、ことばでお答えします。登録はいりません。
corrections-purpose-of-use = 利用目的：いただいた内容は、記録の訂正を検討し、お答えするためだけに使います。メールアドレスはお答えの30日後に、内容は1年後に消します。
corrections-wrong = どこが違っていますか
corrections-wrong-hint = ご自分やほかの方の名前、住所、病気などは書かないでください。
corrections-reply-to = お返事の送り先
corrections-reply-to-hint = なくてもかまいません。次の画面に出る住所から、あとで答えを読めます。
corrections-send = 送る
corrections-requests = 訂正のお願い
corrections-requests-lead = 公開した記録への、外からのお願いです。どれにも、ことばで答えます。
corrections-waiting = 待っているもの
corrections-answered = 答えたもの
corrections-no-requests = ここにはいま、お願いがありません。
corrections-to-town = 町のページへ
corrections-request = 訂正のお願い
corrections-to-record = その課題を見る
corrections-answer-goes = 答えは { $email } にも送ります。
corrections-outcome = どうしましたか
corrections-outcome-hint = 公開した記録への訂正は、先にその記録に添えてください。
corrections-answer = お答え
corrections-answer-hint = 訂正したときは何をどう直したか、しないときはなぜかを書きます。
corrections-answer-send = 答える
corrections-mine = あなたの訂正のお願い
corrections-mine-fresh = お送りいただきました。答えは、この住所から読めます。一度だけ表示しますので、控えておいてください。
corrections-mine-waiting = { $town }の職員が読みます。お答えまで、しばらくお待ちください。
corrections-set-contact = 訂正の連絡先を決める
problem-no-paragraph = 段落を一つ以上選んでください。
problem-paragraph-changed = 選んだ段落の文が変わっています。いまの文を読んで、選び直してください。
problem-contact-way = 電話、メールアドレス、お問い合わせページのどれか一つを書いてください。
problem-not-an-address = https:// から始まる住所を書いてください。
problem-requests-throttled = しばらくのあいだに多くのお願いが届いています。時間をおいてから、もう一度お送りください。
done-hand-paragraphs-raised = 選んだ段落に手を上げました。ほかのみなさんの手がそろうと開きます。
done-hand-taken-back = 取り下げました。もう外からは見えません。
done-hand-lowered-open = 手を下ろしました。いまも外から見えるところがあります。
done-hand-none = 下ろす手は上がっていませんでした。全体に上げた手は「取り下げる」で下ろせます。
done-correction-made = 公開の記録に添えました。
done-contact-named = 訂正の連絡先を決めました。
done-correction-asked = お送りいただき、ありがとうございます。
done-request-answered = お答えしました。
feeds-all = ともに：公開された課題のあゆみ
feeds-of-town = { $town }：公開された課題のあゆみ
feeds-entry = { $title }（{ $what }）
mail-correction-asked-subject = 公開した記録への訂正のお願い（{ $town }）
mail-correction-asked =
    { $town }が公開した記録について、訂正のお願いが届きました。

    { $words }

    次のページで読み、訂正したこと、または訂正しないわけを、ことばで答えてください。
    { $link }
mail-correction-answered-subject = 訂正のお願いへのお答え（{ $town }）
mail-correction-answered =
    先日お送りいただいた訂正のお願いに、{ $town }がお答えします。

    { $outcome }
    { $answer }

    公開した記録：
    { $link }
layout-printed = { $day }に印刷
