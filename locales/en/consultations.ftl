consultations-title = Asking for advice
consultations-lead = A place simply to ask. Nobody has to answer, and there is no deadline.
consultations-ask = Ask for advice
consultations-none = Nobody has asked anything yet
consultations-none-hint = It need not be well put. Two or three lines are enough: why not ask somebody?
consultations-summary = Staff of local governments and members of partners can read the text.
consultations-answered = Words have come
consultations-form-lead = Two or three lines are enough. Even without an answer, somebody may know who can help and introduce you.
consultations-about = Challenge
consultations-what = What is it about?
consultations-question = What you would like to ask
consultations-question-hint = This is a public record and may be disclosed. Please leave out sensitive personal data such as illness or belief.
consultations-to = Whom do you ask?
consultations-to-hint = Those you choose can read this and whatever is written in reply.
consultations-professional = { " " }Your name is shown to those you ask.
consultations-to-people = People I know
consultations-to-partner = A partner organisation
consultations-to-circle = Everyone in the circle
consultations-to-town = The staff of a local government
consultations-to-network = Anybody in the network
consultations-nobody = People you met in dialogues or by their cards are listed here. Until there are any, ask a local government or a partner.
consultations-partner = Name of the organisation
consultations-partner-hint = Its exact registered name. No person is named until somebody there answers.
consultations-town-hint = Left empty, it is { $town }. To ask the staff of another local government, type its name.
consultations-town-needed = Which local government is it about? It becomes part of its record.
consultations-send = Ask
consultations-no-words = Nothing has been written yet. A word is enough to begin, and if you know who knows, you can introduce them.
consultations-body-hint = This is a public record and may be disclosed. Whoever can read the question can read these words.
consultations-there = Who asked and answered
consultations-thanks = Thank you, that helped
consultations-waiting = Somebody asks for advice: a word if you like
dialogue-consultation = Advice
problem-partner-unknown = There is no registered partner of this name. Please type its exact name.
problem-partner-empty = Nobody of this partner can answer at present.
problem-nobody-chosen = Choose whom you would like to ask.
problem-may-not-ask = You cannot ask here under this role. Please choose somebody else.
done-consultation-asked = Your question is on its way.
done-thanked = Your thanks were passed on.
mail-consultation-subject = A question: { $title }
mail-consultation = { $asker } asks for advice. Nobody has to answer, and there is no deadline.

    { $title }

    { $question }

    Read and answer: { $page }
mail-answer-subject = Words on your question: { $title }
mail-answer = { $name } wrote something on "{ $title }".

    { $page }
