-brand = ともに

sample-argument = { $name }さんが{ -brand }に加わりました
sample-choice-by-number = { $count ->
    [0] まだありません
   *[other] { $count }件
}
sample-choice-by-word = { $kind ->
    [visit] { $place }を訪ねました
    [call] 電話しました
   *[other] 話しました
} ({ $place })
sample-default-only = { $count ->
   *[other] 何人か
}
sample-lines =
    一行目
    "二行目"
sample-order = { $west }と{ $east }
sample-plain = { -brand }へようこそ
sample-referring = 【{ sample-argument }】
sample-silent = { "" }
