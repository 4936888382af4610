mail-prefix = 【ともに】
mail-greeting = { $name } 様
mail-between = { "　" }
mail-end = --
    このメールは、ともに（{ $site }）からお送りしています。
    お心当たりのないときは、このまま破棄してください。
mail-confirmation-subject = メールアドレスの確認をお願いします
mail-confirmation = アカウントの登録を受け付けました。
    次のページを開き、登録のときに決めたパスワードを入力すると、確認が終わります（24時間以内）。

    { $link }

    リンクを開けないときは、{ $page } に次の番号を入力してください（30分以内）。

    { $code }
mail-reset-subject = パスワードの再設定
mail-reset = パスワードの再設定を受け付けました。
    次のページで、新しいパスワードを決めてください（24時間以内）。

    { $link }

    リンクを開けないときは、{ $page } に次の番号を入力してください（30分以内）。

    { $code }

    お申し込みでないときは、何もする必要はありません。パスワードはそのままです。
mail-registered-again-subject = すでに登録されています
mail-registered-again = このアドレスで、もう一度アカウントの登録がありました。
    すでに登録されていますので、新しいアカウントは作られていません。

    サインイン：{ $page }
    パスワードをお忘れのとき：{ $forgot }
mail-password-changed-subject = パスワードが変わりました
mail-password-changed = アカウントのパスワードが変わりました。ほかの端末はサインアウトされています。

    ご自身で変えたのでないときは、すぐに次のページからパスワードを決めなおし、運営者へお知らせください。

    { $forgot }
mail-invitation-subject = { $town }の管理者としてお招きします
mail-invitation = { $town }（{ $department }　{ $title }）の最初の管理者として、ともにへお招きします。
    次のページで受け取ると、{ $town }の参加が始まり、職員の方々の申請を受け付けられるようになります（{ $until }まで）。

    { $link }
mail-asked-subject = 参加の申請：{ $name }さん（{ $organisation }）
mail-asked = { $name }さん（{ $email }）から、参加の申請がありました。

    立場：{ $place }
    ことば：{ $message }

    次のページで、ご本人であることを確かめてから答えてください。

    { $page }
mail-no-message = （ありません）
mail-asking-subject = { $organisation }への参加の申請を受け付けました
mail-asking = 参加の申請を受け付けました。管理者が確かめますので、お待ちください。答えはメールでお知らせします。

    立場：{ $place }

    申請のようすは、次のページで見られます。取り下げることもできます。

    { $page }
mail-admitted-subject = { $organisation }に参加しました
mail-admitted = 参加の申請が認められました。

    立場：{ $place }

    次のページから始めてください。

    { $page }
mail-declined-subject = { $organisation }への参加の申請について
mail-declined = 今回の参加の申請は、お受けできませんでした。

    立場：{ $place }
    理由：{ $reason }

    内容を改めて、もう一度申請することもできます。

    { $page }
