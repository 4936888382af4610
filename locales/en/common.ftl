# Words that every page may need.
-brand = tomoni

site-name = { -brand }
site-purpose = Public and private, creating together.

language-ja = 日本語
language-en = English
language-easy = Easy Japanese
language-switch = Language

action-save = Save
action-back = Back
action-cancel = Cancel
action-leave = Leave
action-search = Search
action-sign-in = Sign in
action-sign-out = Sign out

page-title = { $title } | { site-name }

people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
towns-count = { $count ->
    [0] No local governments yet
    [one] { $count } local government
   *[other] { $count } local governments
}
easy-theirs = This page holds words that people wrote, shown as they wrote them.
