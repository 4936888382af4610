//! What mails say, in the language of whoever reads them. Plain text, so that it is read everywhere.

use domain::correction::Outcome;

use crate::words::Words;

/// A mail's subject and text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text with the greeting and the sender's words at the end.
    pub body: String,
}

/// What every letter needs.
#[derive(Clone, Copy, Debug)]
pub struct To<'a> {
    /// The words in the reader's language.
    pub w: Words,
    /// The reader's name.
    pub name: &'a str,
    /// The installation's address, without a slash at the end.
    pub site: &'a str,
}

impl To<'_> {
    pub(crate) fn letter(&self, subject: &str, text: &str) -> Letter {
        Letter {
            subject: format!("{}{subject}", self.w.mail_prefix()),
            body: format!(
                "{}\n\n{text}\n\n{}\n",
                self.w.mail_greeting(self.name),
                self.w.mail_end(self.site)
            ),
        }
    }

    /// Confirms an address: `link` is the last part of the address, `code` eight digits.
    pub fn confirmation(&self, link: &str, code: &str) -> Letter {
        let link = format!("{}/confirm/{link}", self.site);
        let page = format!("{}/confirm", self.site);
        let text = self.w.mail_confirmation(code, link, page);
        self.letter(self.w.mail_confirmation_subject(), &text)
    }

    /// Sets a new password.
    pub fn reset(&self, link: &str, code: &str) -> Letter {
        let link = format!("{}/password/reset/{link}", self.site);
        let page = format!("{}/password/reset", self.site);
        let text = self.w.mail_reset(code, link, page);
        self.letter(self.w.mail_reset_subject(), &text)
    }

    /// Somebody registered an address that has an account.
    pub fn registered_again(&self) -> Letter {
        let text = self.w.mail_registered_again(
            format!("{}/password/forgot", self.site),
            format!("{}/sign-in", self.site),
        );
        self.letter(self.w.mail_registered_again_subject(), &text)
    }

    /// The password was changed.
    pub fn password_changed(&self) -> Letter {
        let text = self
            .w
            .mail_password_changed(format!("{}/password/forgot", self.site));
        self.letter(self.w.mail_password_changed_subject(), &text)
    }

    /// Somebody asks the town to put something right; to its staff. `path` leads to the request.
    pub fn correction_asked(&self, town: &str, words: &str, path: &str) -> Letter {
        let link = format!("{}{path}", self.site);
        let text = self.w.mail_correction_asked(link, town, words);
        self.letter(&self.w.mail_correction_asked_subject(town), &text)
    }

    /// What a request for a correction came to; to whoever asked.
    pub fn correction_answered(&self, town: &str, outcome: &Outcome, answer: &str, path: &str) -> Letter {
        let link = format!("{}{path}", self.site);
        let text = self
            .w
            .mail_correction_answered(answer, link, self.w.correction_outcome(outcome), town);
        Letter {
            subject: format!(
                "{}{}",
                self.w.mail_prefix(),
                self.w.mail_correction_answered_subject(town)
            ),
            // Whoever asked gave no name.
            body: format!("{text}\n\n{}\n", self.w.mail_end(self.site)),
        }
    }

    /// The operator invites a town's first admin.
    pub fn invitation(&self, town: &str, department: &str, title: &str, link: &str, until: &str) -> Letter {
        let link = format!("{}/invitations/{link}", self.site);
        let text = self.w.mail_invitation(department, link, title, town, until);
        self.letter(&self.w.mail_invitation_subject(town), &text)
    }

    /// Somebody asks to join; to those who can answer. `path` leads to the list of requests.
    pub fn asked(&self, asking: &Asking<'_>, path: &str) -> Letter {
        let place = asking.place(self.w);
        let said = if asking.message.is_empty() {
            self.w.mail_no_message()
        } else {
            asking.message
        };
        let page = format!("{}{path}", self.site);
        let text = self.w.mail_asked(asking.email, said, asking.name, page, place);
        let subject = self.w.mail_asked_subject(asking.name, asking.organisation);
        self.letter(&subject, &text)
    }

    /// The same, to whoever asked: their request waits.
    pub fn asking(&self, asking: &Asking<'_>) -> Letter {
        let text = self
            .w
            .mail_asking(format!("{}/join", self.site), asking.place(self.w));
        self.letter(&self.w.mail_asking_subject(asking.organisation), &text)
    }

    /// They were admitted.
    pub fn admitted(&self, asking: &Asking<'_>) -> Letter {
        let text = self
            .w
            .mail_admitted(format!("{}/home", self.site), asking.place(self.w));
        self.letter(&self.w.mail_admitted_subject(asking.organisation), &text)
    }

    /// Something about a procedure is shown to all. `path` leads to its page.
    pub fn shown(&self, purpose: &str, told: &str, path: &str) -> Letter {
        let page = format!("{}{path}", self.site);
        let text = self.w.mail_shown(page, purpose, told);
        self.letter(&self.w.mail_shown_subject(purpose), &text)
    }

    /// They were not, and why.
    pub fn declined(&self, asking: &Asking<'_>, reason: &str) -> Letter {
        let text = self
            .w
            .mail_declined(format!("{}/join", self.site), asking.place(self.w), reason);
        self.letter(&self.w.mail_declined_subject(asking.organisation), &text)
    }
}

/// A request to join, as letters tell it.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Who asks.
    pub name: &'a str,
    /// Their address.
    pub email: &'a str,
    /// The town or partner.
    pub organisation: &'a str,
    /// The department; empty for partners.
    pub department: &'a str,
    /// The title; may be empty.
    pub title: &'a str,
    /// What they wrote; may be empty.
    pub message: &'a str,
}

impl Asking<'_> {
    /// Organisation, department and title in one line.
    fn place(&self, w: Words) -> String {
        let parts = [self.organisation, self.department, self.title];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(w.mail_between())
    }
}
