-brand = tomoni

sample-argument = { $name } joined { -brand }
sample-choice-by-number = { $count ->
    [0] None yet
    [one] { $count } item
   *[other] { $count } items
}
sample-choice-by-word = { $kind ->
    [visit] Visited { $place }
   *[other] Talked
} ({ $place })
sample-default-only = { $count ->
   *[other] some people
}
sample-lines =
    first line
    "second line"
sample-order = { $east } and { $west }
sample-plain = Welcome to { -brand }
sample-referring = [{ sample-argument }]
sample-silent = { "" }
