introductions-waiting = Somebody would like to introduce you
introductions-title = Introductions
introductions-lead = "I know who can help", once both have been asked.
introductions-begin = Introduce somebody
introductions-form-lead = Each of the two is asked first whether they would like to talk. Until both do, neither name nor contact is passed on.
introductions-nobody = There is nobody to introduce yet
introductions-nobody-hint = Once you have met two people in dialogues or by their cards, you can introduce them here.
introductions-first = Whom you introduce
introductions-second = To whom
introductions-choose = Please choose
introductions-about = What kind of person (without a name)
introductions-about-hint = This is all the other is told at first, such as: somebody who has delivered in a mountain town for five winters
introductions-words = Why they should meet
introductions-words-hint = Both read it. Please do not write any name here yet either.
introductions-send = Ask both
introductions-none = There are none yet
introductions-none-hint = When you think "I know who can help" in a question or a dialogue, introduce them from there.
introductions-by = From { $name }
introductions-somebody = Somebody of { $organisation }
introductions-professional = A professional
introductions-to-you = Would you like to talk with { $other }?
introductions-unnamed = Names and contacts are passed on once both have said they would like to talk.
introductions-unanswered = No answer yet
introductions-asked = Being asked
introductions-met = Introduced
introductions-let-be = Not this time
introductions-withdrawn = Taken back
introductions-lapsed = Ended quietly
introductions-wish = What would you like?
introductions-wish-hint = You need not answer. After 60 days it ends quietly.
introductions-talk = I would like to talk
introductions-later = Not now
introductions-answer-words = A word
introductions-answer-words-hint = For whoever introduces you. Once you are introduced, the other can read it too.
introductions-answer = Answer
introductions-withdraw = Take back
introductions-withdraw-lead = You can take it back. Neither of the two learns the other's name.
introductions-dialogue = To the first talk
introductions-first-talk = First talk: { $first } and { $second }
introductions-agenda = Getting to know each other
introductions-agenda-why = Why { $name } introduced us
problem-introduction-oneself = You cannot introduce yourself. Please choose somebody else.
problem-introduction-same = This is the same person. Please choose another.
problem-introduction-twice = These two have been asked already. Please wait for their answers.
problem-introduction-named = Names are not passed on yet. Please describe the person without naming anybody.
problem-introduction-town = One of the two has to be staff of a local government.
done-introduction-asked = Both have been asked.
done-introduction-answered = Your answer was passed on.
done-introduction-met = You are introduced. A first talk has been prepared.
done-introduction-withdrawn = Taken back.
mail-introduction-subject = { $introducer } would like to introduce you to somebody
mail-introduction = { $introducer } asks whether you would like to talk with somebody.

    With: { $other }
    What kind of person: { $about }
    Why: { $words }

    Neither name nor contact is passed on until both have said they would like to talk. You need not answer.

    { $page }
mail-introduction-answered-subject = Introduction: an answer has come
mail-introduction-answered = { $name } has answered.

    { $page }
mail-introduction-met-subject = Introduced
mail-introduction-met = { $first } and { $second } are going to talk.
    A first talk has been prepared; please settle day and place there.

    { $page }
