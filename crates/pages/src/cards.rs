//! 名刺: a card as others see it, the form of one's own, and its print.

use askama::Template;
use domain::{Day, card::Visibility};

use crate::{chrome::Chrome, form::Form, qr::Qr, words::Words};

impl Words {
    /// Who may see a card.
    pub fn card_visibility(self, visibility: &Visibility) -> &'static str {
        match visibility {
            Visibility::Off => self.cards_off(),
            Visibility::Network => self.cards_network(),
            Visibility::Link => self.cards_link(),
        }
    }
}

/// What a card says. Empty fields are left out.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// The name.
    pub name: String,
    /// Its reading.
    pub kana: String,
    /// The town or partner.
    pub organisation: String,
    /// Department and title.
    pub post: String,
    /// 一言: what they do together with others.
    pub words: String,
    /// The languages they speak.
    pub languages: String,
    /// The telephone.
    pub phone: String,
    /// The address of mails.
    pub email: String,
    /// Their page.
    pub site: String,
    /// `town` or `partner`: the shape and colour.
    pub side: &'static str,
}

impl Face {
    /// The first character of the name.
    pub fn initial(&self) -> String {
        self.name.chars().next().map(String::from).unwrap_or_default()
    }

    /// The number a telephone dials, without what people write around it.
    pub fn dialled(&self) -> String {
        // Digits before the first bracket or word: what follows is an extension or a remark.
        let number = self.phone.split(['（', '(', '　']).next().unwrap_or_default();
        number
            .chars()
            .filter(|one| one.is_ascii_digit() || *one == '+')
            .collect()
    }
}

/// `/cards/{token}`.
#[derive(Template)]
#[template(path = "cards/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// What it says.
    pub face: Face,
    /// The last part of its address.
    pub token: String,
    /// The code that opens this page.
    pub qr: Option<Qr>,
    /// The whole address.
    pub address: String,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// Whether the reader can say that they met.
    pub can_add: bool,
    /// The form for it.
    pub form: Form,
}

impl Show {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![("day", w.cards_met_on()), ("place", w.cards_met_at())]
    }
}

/// `/cards/{token}` after its owner moved on: nothing of the person.
#[derive(Template)]
#[template(path = "cards/moved_on.html")]
pub struct MovedOn {
    /// The chrome.
    pub page: Chrome,
    /// The town or partner.
    pub organisation: String,
    /// The department; empty for partners.
    pub department: String,
    /// The page of the organisation here.
    pub path: String,
    /// Its own page.
    pub home: Option<String>,
    /// The last day.
    pub ended: Option<Day>,
}

/// `/card`: one's own under the hat worn.
#[derive(Template)]
#[template(path = "cards/edit.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The card as it is kept.
    pub face: Face,
    /// Who may see it as it is kept.
    pub visibility: Visibility,
    /// The last part of its address; none before it was first kept.
    pub token: Option<String>,
    /// The whole address.
    pub address: String,
    /// The code that opens it.
    pub qr: Option<Qr>,
}

impl Edit {
    /// Whether only its owner sees it.
    pub fn is_off(&self) -> bool {
        self.visibility == Visibility::Off
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("words", w.cards_words()),
            ("languages", w.cards_languages()),
            ("phone", w.cards_phone()),
            ("email", w.cards_email()),
            ("site", w.cards_site()),
            ("visibility", w.cards_visibility()),
        ]
    }
}

/// `/card/print` and `/card/print/one`.
#[derive(Template)]
#[template(path = "cards/print.html")]
pub struct Print {
    /// The chrome.
    pub page: Chrome,
    /// What it says.
    pub face: Face,
    /// The code that opens it.
    pub qr: Option<Qr>,
    /// How many are on the sheet: ten on A4, or one by itself.
    pub copies: usize,
}

impl Print {
    /// One after the other.
    fn sheet(&self) -> std::ops::Range<usize> {
        0..self.copies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_dials_the_number_alone() {
        for (written, dialled) in [
            ("0000-11-2222", "0000112222"),
            ("0000-11-2222（内線 305）", "0000112222"),
            ("+81 3 0000 1111", "+81300001111"),
            ("javascript:alert(1)", ""),
            ("", ""),
        ] {
            let face = Face {
                phone: written.to_owned(),
                ..Face::default()
            };
            assert_eq!(face.dialled(), dialled, "{written}");
        }
    }
}
