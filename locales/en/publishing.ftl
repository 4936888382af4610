publishing-left-out = Part of this is not published.
publishing-partial = Some paragraphs
publishing-some = for some paragraphs
publishing-summary = What this version is
publishing-terms = Who, cost and conditions
publishing-what = What is tried
publishing-piece-lead = You can open the whole, or choose paragraphs. Either way, only that opens for which the hands of every side are up.
publishing-preview = See what outsiders see
publishing-take-back = Take back
publishing-hands = Hands that are up
publishing-no-hands = No hand is up yet.
publishing-owners-only = Raising a hand and taking it back is for co-owners.
publishing-paragraphs-here = How far each paragraph is open
publishing-paragraphs = Open chosen paragraphs
publishing-paragraphs-hint = Once one is open, the title is seen as well (for a wording, its title and purpose). Paragraphs you do not choose show neither their length nor their content.
publishing-mine = Your hand
publishing-reached = { $side }: { $audience }
publishing-missing = Waiting for a hand: { $side }
publishing-some-network = Open these to the network
publishing-some-public = Open these to everyone
publishing-some-down = Lower my side's hands for these
publishing-whole = Open the whole
publishing-whole-hint = A newer version begins closed again. Raising a hand never closes anything: to open it less far, take it back first.
publishing-preview-lead = What people outside the circle see now.
publishing-preview-agreed = What people outside the circle would see if the missing hands were up too.
publishing-eyes = Through whose eyes
publishing-as-public = Everyone
publishing-as-network = The network
publishing-as-public-agreed = Everyone (with all hands)
publishing-as-network-agreed = The network (with all hands)
publishing-preview-nothing = They see nothing, not even that it exists.
publishing-take-back-lead = All hands of your side for this are lowered, also those of people who have moved on. What is open outside closes at once.
publishing-take-back-known = Nothing stays at the public address or in the feeds. What was read and copied already cannot be called back. That it was taken back is noted in the record.
publishing-take-back-do = Lower our hands and take it back
publishing-record = Open the record
publishing-choose = Choose who may read it
publishing-choose-hint = The people of the circle decide how far this record opens.
publishing-feed = What is published (Atom feed)
corrections-title = Corrections and notices
corrections-correction = Correction
corrections-notice = Notice
corrections-corrected = Corrected
corrections-stays = Not changed
corrections-mistake = Found a mistake?
corrections-tell = Whom to ask about this record.
corrections-office = Office
corrections-office-hint = For example: Planning Division, partnerships
corrections-telephone = Telephone
corrections-email = E-mail address
corrections-site = Contact page
corrections-ask = Ask for a correction
corrections-make = Add a correction or notice
corrections-lead = What became known later is added to the published record. It is dated, and never changed.
corrections-none = No corrections or notices yet.
corrections-one-hand = So that mistakes do not stay, one hand is enough to publish a correction. Do not write what is not public, such as people's names.
corrections-kind = Which is it?
corrections-words = What is right
corrections-words-hint = Say where, and how it is rightly.
corrections-reason = Why
corrections-reason-hint = How it became known, or why it was different.
corrections-publish = Add to the public record
corrections-contact = Contact for corrections
corrections-contact-lead = Shown on every page of your published records, for whoever finds a mistake.
corrections-one-way = Give at least one of telephone, e-mail address and contact page.
corrections-contact-save = Use this contact
corrections-ask-lead = The staff of { $town } reads it and answers in words: what was corrected, or why not. You need no account.
corrections-purpose-of-use = Purpose of use: what you write is used only to consider the correction and to answer you. Your address is erased 30 days after the answer, the text after one year.
corrections-wrong = What is wrong?
corrections-wrong-hint = Please leave out names, addresses, illnesses and the like, your own and other people's.
corrections-reply-to = Where to send the answer
corrections-reply-to-hint = You may leave this empty: the next page gives you an address where you can read the answer later.
corrections-send = Send
corrections-requests = Requests for corrections
corrections-requests-lead = What people from outside ask about published records. Each is answered in words.
corrections-waiting = Waiting
corrections-answered = Answered
corrections-no-requests = There are no requests here now.
corrections-to-town = To the town's page
corrections-request = Request for a correction
corrections-to-record = See the challenge
corrections-answer-goes = The answer is also sent to { $email }.
corrections-outcome = What did you do?
corrections-outcome-hint = To correct a published record, add the correction there first.
corrections-answer = Your answer
corrections-answer-hint = If you corrected it, say what and how; if not, say why.
corrections-answer-send = Answer
corrections-mine = Your request for a correction
corrections-mine-fresh = It was sent. You can read the answer at this address. It is shown only once, so please keep it.
corrections-mine-waiting = The staff of { $town } will read it. Please wait a little for the answer.
corrections-set-contact = Set the contact for corrections
problem-no-paragraph = Choose at least one paragraph.
problem-paragraph-changed = The text of a paragraph you chose has changed. Read it as it is now and choose again.
problem-contact-way = Give at least one of telephone, e-mail address and contact page.
problem-not-an-address = Write an address that begins with https://.
problem-requests-throttled = Many requests came within a short time. Please wait a while and send it again.
done-hand-paragraphs-raised = Your hand is up for these paragraphs. They open when everyone else's is too.
done-hand-taken-back = Taken back. Nobody outside sees it any more.
done-hand-lowered-open = The hands are down. Some of it can still be seen from outside.
done-hand-none = No hand was up that could be lowered. A hand for the whole is lowered with “Take back”.
done-correction-made = Added to the public record.
done-contact-named = The contact for corrections is set.
done-correction-asked = Thank you for telling us.
done-request-answered = Your answer was sent.
feeds-all = tomoni: what was published
feeds-of-town = { $town }: what was published
feeds-entry = { $title } ({ $what })
mail-correction-asked-subject = A correction of a published record is asked for ({ $town })
mail-correction-asked =
    Somebody asks for a correction of a record that { $town } published.

    { $words }

    Please read it here and answer in words: what was corrected, or why not.
    { $link }
mail-correction-answered-subject = The answer to your request for a correction ({ $town })
mail-correction-answered =
    { $town } answers your request for a correction.

    { $outcome }
    { $answer }

    The published record:
    { $link }
layout-printed = Printed on { $day }
