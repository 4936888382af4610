//! What surrounds every page: words, the person and their hats, where we are.

use domain::{Coded, Day, day::Calendar};

use crate::words::{Locale, Words};

/// The five places of the navigation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    /// 今日.
    Home,
    /// 対話.
    Dialogues,
    /// 課題.
    Challenges,
    /// 型.
    Packages,
    /// 自治体.
    Towns,
    /// None of them: sign-in, account, errors.
    Elsewhere,
}

impl Section {
    /// The address of the place; empty for none of the five.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/home",
            Self::Dialogues => "/dialogues",
            Self::Challenges => "/challenges",
            Self::Packages => "/packages",
            Self::Towns => "/towns",
            Self::Elsewhere => "",
        }
    }
}

/// A hat in the switcher.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HatLine {
    /// What the form sends.
    pub code: String,
    /// Town, partner or the name of the role.
    pub organisation: String,
    /// Department and title; may be empty.
    pub title: String,
    /// `town`, `partner` or `pro`: the shape and colour of the avatar.
    pub side: &'static str,
    /// Whether it is worn now.
    pub current: bool,
}

impl HatLine {
    /// The first character of the organisation, for the avatar.
    pub fn initial(&self) -> String {
        self.organisation
            .chars()
            .next()
            .map(String::from)
            .unwrap_or_default()
    }
}

/// The signed-in person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Me {
    /// Their name.
    pub name: String,
    /// The hats they may wear today.
    pub hats: Vec<HatLine>,
    /// The address of the people of the organisation whose hat is worn.
    pub people: Option<String>,
    /// Whether the operator's hat is worn.
    pub operator: bool,
}

impl Me {
    /// The hat worn now.
    pub fn hat(&self) -> Option<&HatLine> {
        self.hats.iter().find(|hat| hat.current)
    }

    /// The first character of the name, for the avatar.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }
}

/// Everything around a page's own content.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The words in the reader's language.
    pub w: Words,
    /// The reader, if signed in.
    pub me: Option<Me>,
    /// The place of the navigation this page belongs to.
    pub section: Section,
    /// The token every form of this page sends back in the field `csrf`.
    pub csrf: String,
    /// The path and query of this page, for coming back to it.
    pub here: String,
    /// The address people type, without a slash at the end, for links that are read elsewhere.
    pub site: String,
    /// How the reader reads years.
    pub calendar: Calendar,
    /// Today in Asia/Tokyo.
    pub today: Day,
    /// Whether this is the demo, where everything is fictional.
    pub demo: bool,
    /// What was just done, to be said at the top.
    pub notice: Option<&'static str>,
}

impl Chrome {
    /// A chrome for rendering samples: nobody signed in, nothing done.
    pub fn sample(locale: Locale, today: Day) -> Self {
        Self {
            w: Words::of(locale),
            me: None,
            section: Section::Elsewhere,
            csrf: "token".to_owned(),
            here: "/".to_owned(),
            site: String::new(),
            calendar: Calendar::Wareki,
            today,
            demo: false,
            notice: None,
        }
    }

    /// Whether the place with this address is the current one.
    pub fn is_at(&self, path: &str) -> bool {
        self.section.path() == path
    }

    /// Whether the reader wears the hat of a town or a partner.
    pub fn has_side(&self) -> bool {
        let hat = self.me.as_ref().and_then(Me::hat);
        hat.is_some_and(|hat| matches!(hat.side, "town" | "partner"))
    }

    /// The language this page is in.
    pub fn lang(&self) -> &'static str {
        self.w.locale.lang()
    }

    /// Whether this page is in easy Japanese.
    pub fn easy(&self) -> bool {
        self.w.locale == Locale::Easy
    }

    /// The other languages: name, `lang` attribute and the link that shows this page in it.
    pub fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str, String)> {
        let others = Locale::ALL.into_iter().filter(|locale| *locale != self.w.locale);
        others.map(|locale| {
            let name = match locale {
                Locale::Ja => "日本語",
                Locale::En => "English",
                Locale::Easy => "やさしい日本語",
            };
            let link = format!("/language/{}?to={}", locale.as_str(), percent(&self.here));
            (name, locale.lang(), link)
        })
    }

    /// The calendar that a visitor may change to, and its link; whoever is signed in has it among the settings, and
    /// easy Japanese knows the Western calendar alone.
    pub fn other_calendar(&self) -> Option<(&'static str, String)> {
        if self.me.is_some() || self.easy() {
            return None;
        }
        let (other, words) = match self.calendar {
            Calendar::Wareki => (Calendar::Seireki, self.w.layout_seireki()),
            Calendar::Seireki => (Calendar::Wareki, self.w.layout_wareki()),
        };
        Some((
            words,
            format!("/calendar/{}?to={}", other.code(), percent(&self.here)),
        ))
    }

    /// The path of this page without its query, as paper has it.
    pub fn path(&self) -> &str {
        self.here.split('?').next().unwrap_or_default()
    }
}

/// Percent-encodes a path for a query value.
fn percent(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
