//! 参加の申請: joining a town or a partner, registering a partner, invitations, and the people of each.

use askama::Template;
use domain::{
    Day, MunicipalityCode, Timestamp,
    id::{InvitationId, JoinRequestId, PartnerId, RelationshipId, SeatId},
    organisation::{Answer, Kind},
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    text::Prose,
    words::Words,
};

impl Words {
    /// The name of a kind of organisation.
    pub fn organisation_kind(self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Company => self.partner_company(),
            Kind::Npo => self.partner_npo(),
            Kind::University => self.partner_university(),
            Kind::Sole => self.partner_sole(),
            Kind::Group => self.partner_group(),
        }
    }

    /// How a request stands.
    pub fn answer(self, answer: Option<&Answer>) -> &'static str {
        match answer {
            None => self.join_waiting(),
            Some(Answer::Admitted) => self.join_admitted(),
            Some(Answer::Declined) => self.join_declined(),
            Some(Answer::Withdrawn) => self.join_withdrawn(),
        }
    }
}

/// A request, one's own or one to answer.
#[derive(Clone, Debug)]
pub struct Request {
    /// The id.
    pub id: JoinRequestId,
    /// Who asks.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The town or partner.
    pub organisation: String,
    /// The department; empty for partners.
    pub department: String,
    /// The title; may be empty.
    pub title: String,
    /// What they wrote; may be empty.
    pub message: String,
    /// When they asked.
    pub asked_at: Timestamp,
    /// The answer.
    pub answer: Option<Answer>,
    /// Why.
    pub reason: String,
}

/// A town whose addresses lie on the reader's domain.
#[derive(Clone, Debug)]
pub struct TownChoice {
    /// The code.
    pub code: MunicipalityCode,
    /// Prefecture and name.
    pub name: String,
}

/// A partner found by its name.
#[derive(Clone, Debug)]
pub struct PartnerLine {
    /// The id.
    pub id: PartnerId,
    /// The name.
    pub name: String,
    /// What kind it is.
    pub kind: Kind,
}

/// `/join`.
#[derive(Template)]
#[template(path = "joining/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// What was searched for.
    pub form: Form,
    /// The towns the reader may ask to join.
    pub towns: Vec<TownChoice>,
    /// The domain of the reader's address.
    pub domain: String,
    /// Partners found.
    pub partners: Vec<PartnerLine>,
    /// The reader's own requests, the newest first.
    pub requests: Vec<Request>,
}

/// `/join/towns/{code}`, `/join/partners/{partner}`.
#[derive(Template)]
#[template(path = "joining/ask.html")]
pub struct Ask {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
    /// Where it is sent.
    pub action: String,
    /// The town's or partner's name.
    pub organisation: String,
    /// A town's departments; none for partners.
    pub departments: Vec<Choice>,
}

/// `/partners/new`.
#[derive(Template)]
#[template(path = "partners/new.html")]
pub struct NewPartner {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
}

/// `/partners/{partner}`.
#[derive(Template)]
#[template(path = "partners/show.html")]
pub struct Partner {
    /// The chrome.
    pub page: Chrome,
    /// The id.
    pub id: PartnerId,
    /// The name.
    pub name: String,
    /// Its reading; may be empty.
    pub kana: String,
    /// What kind it is.
    pub kind: Kind,
    /// Its 法人番号.
    pub number: Option<String>,
    /// What it says of itself.
    pub about: Prose,
    /// Whether the reader belongs to it.
    pub own: bool,
    /// Whether the reader may ask it for advice.
    pub can_ask: bool,
    /// The relationship of the reader's town with it.
    pub relationship: Option<RelationshipId>,
}

/// Somebody who holds a post or membership.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The seat.
    pub seat: SeatId,
    /// Their name.
    pub name: String,
    /// The department; empty for partners.
    pub department: String,
    /// The title; may be empty.
    pub title: String,
    /// Whether they administer the people.
    pub admin: bool,
    /// The first day.
    pub begins: Day,
    /// The last day, if it is known.
    pub ends: Option<Day>,
}

/// `/towns/{code}/people`, `/partners/{partner}/people`.
#[derive(Template)]
#[template(path = "joining/people.html")]
pub struct People {
    /// The chrome.
    pub page: Chrome,
    /// The form that came back, if one did.
    pub form: Form,
    /// Whose people they are.
    pub organisation: String,
    /// The address of this page.
    pub path: String,
    /// Whether it is a town.
    pub town: bool,
    /// Whether the reader administers them.
    pub admin: bool,
    /// Who holds what.
    pub holders: Vec<Holder>,
    /// Who held what.
    pub past: Vec<Holder>,
    /// The requests that wait, the oldest first.
    pub requests: Vec<Request>,
    /// The domains of a town's addresses.
    pub domains: Vec<String>,
}

/// An invitation in the operator's list.
#[derive(Clone, Debug)]
pub struct InvitationLine {
    /// The id.
    pub id: InvitationId,
    /// The town.
    pub town: String,
    /// Whom.
    pub name: String,
    /// Where to.
    pub email: String,
    /// When it was last sent.
    pub invited_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// Whether it can still be accepted.
    pub open: bool,
}

/// `/operator`.
#[derive(Template)]
#[template(path = "joining/operator.html")]
pub struct Operator {
    /// The chrome.
    pub page: Chrome,
    /// The form of a new invitation.
    pub form: Form,
    /// Those sent, the newest first.
    pub invitations: Vec<InvitationLine>,
}

/// `/invitations/{link}`.
#[derive(Template)]
#[template(path = "joining/invitation.html")]
pub struct Invitation {
    /// The chrome.
    pub page: Chrome,
    /// The form.
    pub form: Form,
    /// The last part of the address.
    pub link: String,
    /// The town.
    pub town: String,
    /// Department and title.
    pub place: String,
    /// Where it was sent.
    pub email: String,
    /// What is asked: nothing more, a password for a new account, or to sign in first.
    pub needs: Needs,
}

/// What accepting an invitation needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// The reader is signed in with the invited address.
    Nothing,
    /// The address has no account: a name and a password.
    Account,
    /// The address has an account: sign in with it.
    SignIn,
}

/// The fields' labels, for the summary of a refused form.
macro_rules! labels {
    ($($page:ty),+) => {$(
        impl $page {
            fn labels(&self) -> Vec<(&'static str, &'static str)> {
                let w = self.page.w;
                vec![
                    ("name", w.join_name()),
                    ("kana", w.accounts_kana()),
                    ("kind", w.partner_kind()),
                    ("number", w.partner_number()),
                    ("about", w.partner_about()),
                    ("department", w.join_department()),
                    ("title", w.join_title_held()),
                    ("message", w.join_message()),
                    ("reason", w.join_reason()),
                    ("town", w.join_town_code()),
                    ("email", w.accounts_email()),
                    ("domain", w.join_domain()),
                    ("new-password", w.accounts_new_password()),
                ]
            }
        }
    )+};
}
labels!(Ask, NewPartner, People, Operator, Invitation);

impl People {
    /// The name of what is wrong with somebody's seat.
    fn seat(seat: &SeatId) -> String {
        format!("seat-{seat}")
    }

    /// Which request a form that came back was about.
    fn is_about(&self, request: &JoinRequestId) -> bool {
        self.form.value("request") == request.to_string()
    }
}
