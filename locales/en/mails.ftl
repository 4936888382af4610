mail-prefix = [tomoni]{ " " }
mail-greeting = Dear { $name },
mail-between = , { "" }
mail-end = --
    This mail was sent by tomoni ({ $site }).
    If you did not expect it, you need not do anything.
mail-confirmation-subject = Please confirm your address
mail-confirmation = We have received your registration.
    Open this page and type the password you chose to finish (within 24 hours):

    { $link }

    If you cannot open the link, type this code at { $page } (within 30 minutes):

    { $code }
mail-reset-subject = Set a new password
mail-reset = Somebody asked to set a new password for your account.
    Choose it on this page (within 24 hours):

    { $link }

    If you cannot open the link, type this code at { $page } (within 30 minutes):

    { $code }

    If it was not you, there is nothing to do. Your password stays as it is.
mail-registered-again-subject = You have an account already
mail-registered-again = Somebody registered an account with this address once more.
    It has one already, so no new one was made.

    Sign in: { $page }
    If you forgot your password: { $forgot }
mail-password-changed-subject = Your password was changed
mail-password-changed = The password of your account was changed. Other devices are signed out.

    If it was not you, choose a new password on this page at once, and tell the operator.

    { $forgot }
mail-invitation-subject = An invitation to administer { $town }
mail-invitation = You are invited to be the first administrator of { $town } ({ $department }, { $title }) in tomoni.
    Accept on this page, and { $town } takes part: its staff can then ask to join (until { $until }).

    { $link }
mail-asked-subject = { $name } asks to join { $organisation }
mail-asked = { $name } ({ $email }) asks to join.

    As: { $place }
    Message: { $message }

    Make sure that it is them, then answer on this page:

    { $page }
mail-no-message = (none)
mail-asking-subject = We have received your request to join { $organisation }
mail-asking = We have received your request to join. An administrator looks at it; the answer comes by mail.

    As: { $place }

    See it, or take it back, on this page:

    { $page }
mail-admitted-subject = You have joined { $organisation }
mail-admitted = Your request to join was granted.

    As: { $place }

    Begin here:

    { $page }
mail-declined-subject = Your request to join { $organisation }
mail-declined = Your request to join was not granted.

    As: { $place }
    Reason: { $reason }

    You can change it and ask again:

    { $page }
