partner-company = 会社
partner-npo = NPO・一般社団法人など
partner-university = 大学など
partner-sole = 1人《ひとり》で 仕事を する 人
partner-group = グループ
partner-number = 法人番号
partner-no-about = まだ 何も 書いてありません。
mailbox-title = 試す ための メール
