sample-plain = ともにへ ようこそ
sample-argument = { $name }さんが 新《あたら》しい 人に なりました
