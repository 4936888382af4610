//! 参加とアカウント: signing in, registering, and what a person sets for themselves.

use askama::Template;
use domain::{Timestamp, day::Calendar, id::SessionId};

use crate::{
    Form,
    chrome::Chrome,
    form::Choice,
    words::{Locale, Words},
};

impl Words {
    /// The name of a way to count years.
    pub fn calendar(self, calendar: &Calendar) -> &'static str {
        match calendar {
            Calendar::Wareki => self.accounts_wareki(),
            Calendar::Seireki => self.accounts_seireki(),
        }
    }
}

/// `/sign-in`.
#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
pub struct SignIn {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// `/register`.
#[derive(Template)]
#[template(path = "accounts/register.html")]
pub struct Register {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// `/confirm`: the code of a mail, or its link, with the password chosen when registering.
#[derive(Template)]
#[template(path = "accounts/confirm.html")]
pub struct Confirm {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// `/password/forgot`.
#[derive(Template)]
#[template(path = "accounts/forgot.html")]
pub struct Forgot {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// `/password/reset`: the code of a mail, or its link, with a new password.
#[derive(Template)]
#[template(path = "accounts/reset.html")]
pub struct Reset {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// A link of a mail that opens nothing any more.
#[derive(Template)]
#[template(path = "accounts/spent.html")]
pub struct Spent {
    /// The chrome.
    pub page: Chrome,
    /// Where a new one is asked for.
    pub again: &'static str,
}

/// `/account`.
#[derive(Template)]
#[template(path = "accounts/account.html")]
pub struct Account {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
    /// The address; shown, not changed here.
    pub email: String,
}

/// `/account/password`.
#[derive(Template)]
#[template(path = "accounts/password.html")]
pub struct Password {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// A signed-in browser in its person's list.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// The session.
    pub id: SessionId,
    /// What the browser calls itself; may be empty.
    pub agent: String,
    /// The address it was begun from; may be empty.
    pub address: String,
    /// When it began.
    pub began: Timestamp,
    /// When its last use was noted.
    pub seen: Timestamp,
    /// Whether it is the one asking.
    pub this: bool,
}

/// `/account/sessions`.
#[derive(Template)]
#[template(path = "accounts/sessions.html")]
pub struct Sessions {
    /// The chrome.
    pub page: Chrome,
    /// The sessions, the newest first.
    pub sessions: Vec<SessionLine>,
}

/// The fields' labels, for the summary of a refused form.
macro_rules! labels {
    ($($page:ty),+) => {$(
        impl $page {
            fn labels(&self) -> Vec<(&'static str, &'static str)> {
                let w = self.page.w;
                vec![
                    ("email", w.accounts_email()),
                    ("name", w.accounts_name()),
                    ("kana", w.accounts_kana()),
                    ("password", w.accounts_password()),
                    ("new-password", w.accounts_new_password()),
                    ("code", w.accounts_code()),
                ]
            }
        }
    )+};
}
labels!(SignIn, Register, Confirm, Forgot, Reset, Account, Password);

impl Account {
    fn locales(&self) -> Vec<Choice> {
        let name = |locale| match locale {
            Locale::Ja => self.page.w.language_ja(),
            Locale::En => self.page.w.language_en(),
            Locale::Easy => self.page.w.language_easy(),
        };
        Locale::ALL
            .into_iter()
            .map(|locale| Choice {
                value: locale.as_str().to_owned(),
                label: name(locale).to_owned(),
            })
            .collect()
    }

    fn calendars(&self) -> Vec<Choice> {
        self.page.w.choices(Words::calendar)
    }
}

impl Sessions {
    /// The browser and system in short, as far as its name for itself tells; the whole name otherwise.
    fn device(&self, agent: &str) -> String {
        let browser = [
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ];
        let system = [
            ("Windows", "Windows"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ];
        let named = |names: &[(&str, &'static str)]| {
            names
                .iter()
                .find(|(part, _)| agent.contains(part))
                .map(|(_, name)| *name)
        };
        match (named(&browser), named(&system)) {
            (Some(browser), Some(system)) => format!("{browser}（{system}）"),
            _ if agent.is_empty() => self.page.w.accounts_unknown_device().to_owned(),
            _ => agent.chars().take(60).collect(),
        }
    }
}
