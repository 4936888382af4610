# Words that every page may need.
-brand = ともに

site-name = { -brand }
site-purpose = 官民共創を、わたしたちの手で。

language-ja = 日本語
language-en = English
language-easy = やさしい日本語
language-switch = 表示言語

action-save = 保存する
action-back = 戻る
action-cancel = やめる
action-leave = やめて戻る
action-search = 探す
action-sign-in = サインイン
action-sign-out = サインアウト

page-title = { $title } | { site-name }

people-count = { $count }人
towns-count = { $count ->
    [0] まだ自治体はありません
   *[other] { $count }自治体
}
easy-theirs = このページには、町の方などが書いたことばが、そのまま載っています。
