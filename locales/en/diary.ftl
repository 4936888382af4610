diary-title = Diary of the trial
diary-lead = What was seen and heard that day, by everybody of the circle in their own words.
diary-new = Write in the diary
diary-none = Nothing in the diary yet
diary-none-hint = What no number shows: a few words, on the same day.
diary-all = Read the whole diary
diary-back = Back to the trial
diary-form-lead = What went wrong and what nobody expected belongs here too. It helps when you look back.
diary-body = That day
diary-body-hint = This field is a public record that can be disclosed, and it is opened together with the trial. Leave out illnesses, beliefs and other sensitive personal data.
diary-there = Who was there
diary-there-hint = For example: Makabe, Hamaguchi, three people from Nishihama. Leave out residents' names.
diary-voice = A voice of that day
diary-voice-hint = A voice heard for this challenge can stand beside the entry.
diary-no-voice = None
diary-save = Keep it
diary-rewrite = Rewrite the entry
diary-by = { $name }
diary-history = Earlier texts
diary-history-of = Earlier texts of { $name }
diary-withdrawn = Whoever wrote this entry took it back.
problem-no-such-voice = Choose one of this challenge's voices.
done-diary-told = It is in the diary.
done-diary-retold = The entry is rewritten.
done-diary-withdrawn = The entry is taken back.
diary-photos = { $count ->
    [one] See the photo or file
   *[other] See { $count } photos and files
 }
