# mails
