//! 広域: the towns of a challenge beside each other, and how another one joins, is asked, leaves.

use askama::Template;
use domain::{
    Coded, Day, MunicipalityCode, Timestamp,
    audience::Audience,
    id::DialogueId,
    joint::{Standing, Way},
    problem::limit,
};

use crate::{
    challenges::Card,
    chrome::Chrome,
    corrections::Beside,
    form::{Choice, Form},
    text::Prose,
    wordings::Field,
    words::Words,
};

impl Words {
    /// How a town came to a challenge.
    pub fn way(self, way: &Way) -> &'static str {
        match way {
            Way::Offered => self.joint_way_offered(),
            Way::Asked => self.joint_way_asked(),
        }
    }

    /// Where a town stands that is not, or not any more, part of a challenge.
    pub fn joint_standing(self, standing: &Standing) -> &'static str {
        match standing {
            Standing::Offered => self.joint_standing_offered(),
            Standing::Asked => self.joint_standing_asked(),
            Standing::Joined => self.joint_standing_joined(),
            Standing::Apart => self.joint_standing_apart(),
            Standing::Left => self.joint_standing_left(),
        }
    }
}

/// A town that holds the challenge.
pub struct Town {
    /// Its code.
    pub code: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Whether it keeps the challenge; the others joined.
    pub keeper: bool,
    /// Since when and how it takes part, for one that joined.
    pub joined: Option<(Day, Way)>,
    /// The dialogue that was its reason, where the reader may read it: id and title.
    pub dialogue: Option<(DialogueId, String)>,
    /// What it says of its own situation, as far as the reader may read it.
    pub context: Option<Context>,
    /// Whether the reader may write that.
    pub mine: bool,
}

/// What a town says of itself.
pub struct Context {
    /// The words.
    pub words: Prose,
    /// The number of the revision.
    pub number: i64,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// To whom it is open.
    pub audience: Audience,
}

/// A town that waits, or is not there any more.
pub struct Waiting {
    /// Its code.
    pub code: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub standing: Standing,
    /// What it said of itself, or what the circle said.
    pub words: String,
    /// The dialogue that is its reason, where the reader may read it.
    pub dialogue: Option<(DialogueId, String)>,
    /// Who offered or asked.
    pub asked_name: String,
    /// When.
    pub asked_at: Timestamp,
    /// Why it is not there.
    pub reason: String,
    /// Whether the reader may welcome it.
    pub can_answer: bool,
    /// Whether the reader may take it up.
    pub can_take_up: bool,
    /// Whether the reader may take it back, or decline for their town.
    pub can_leave: bool,
}

/// `/challenges/{challenge}/towns`.
#[derive(Template)]
#[template(path = "joint/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The towns that hold it, the keeping one first.
    pub towns: Vec<Town>,
    /// Those that wait or are not there.
    pub waiting: Vec<Waiting>,
    /// Whether the reader's town may offer to join.
    pub can_offer: bool,
    /// Whether the reader may ask a town in.
    pub can_ask: bool,
    /// Whether the reader may take their town out.
    pub can_leave: bool,
    /// What went wrong with an answer.
    pub form: Form,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}

impl Index {
    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("reason", self.page.w.joint_reason())]
    }
}

/// What a form about a town is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Offering to join.
    Offer,
    /// Taking up that one was asked.
    TakeUp,
    /// Asking a town in.
    Ask,
    /// Leaving.
    Leave,
    /// Writing one's own context.
    Tell,
}

/// The forms under `/challenges/{challenge}/towns` and `…/contexts`.
#[derive(Template)]
#[template(path = "joint/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// What it is for.
    pub purpose: Purpose,
    /// The reader's own town, where the form is about it.
    pub town: String,
    /// What is typed.
    pub form: Form,
    /// The dialogues or towns to choose from.
    pub choices: Vec<Choice>,
}

impl Edit {
    /// The title of the form.
    pub fn title(&self) -> String {
        let w = self.page.w;
        match self.purpose {
            Purpose::Offer => w.joint_offer().to_owned(),
            Purpose::TakeUp => w.joint_take_up().to_owned(),
            Purpose::Ask => w.joint_ask().to_owned(),
            Purpose::Leave => w.joint_leave().to_owned(),
            Purpose::Tell => w.joint_tell(&*self.town),
        }
    }

    /// What stands below the title.
    pub fn lead(&self) -> &'static str {
        let w = self.page.w;
        match self.purpose {
            Purpose::Offer | Purpose::TakeUp => w.joint_offer_lead(),
            Purpose::Ask => w.joint_ask_lead(),
            Purpose::Leave => w.joint_leave_lead(),
            Purpose::Tell => w.joint_tell_lead(),
        }
    }

    /// Where the form is sent, below the challenge.
    pub fn action(&self) -> &'static str {
        match self.purpose {
            Purpose::Offer | Purpose::TakeUp => "towns",
            Purpose::Ask => "towns/invitation",
            Purpose::Leave => "towns/departure",
            Purpose::Tell => "contexts",
        }
    }

    /// Whether a dialogue of the reader's town is chosen.
    pub fn is_offer(&self) -> bool {
        matches!(self.purpose, Purpose::Offer | Purpose::TakeUp)
    }

    /// Whether a town is chosen.
    pub fn is_ask(&self) -> bool {
        self.purpose == Purpose::Ask
    }

    /// Whether it ends something.
    pub fn is_leave(&self) -> bool {
        self.purpose == Purpose::Leave
    }

    /// Whether the reader's town has a text already.
    pub fn is_again(&self) -> bool {
        self.purpose == Purpose::Tell && self.form.value("base") != "0"
    }

    /// The label of the text.
    pub fn words_label(&self) -> String {
        let w = self.page.w;
        match self.purpose {
            Purpose::Ask => w.joint_words_ask().to_owned(),
            Purpose::Leave => w.joint_reason().to_owned(),
            _ => w.joint_words(&*self.town),
        }
    }

    /// What stands below that label.
    pub fn words_hint(&self) -> &'static str {
        let w = self.page.w;
        match self.purpose {
            Purpose::Ask => w.joint_words_ask_hint(),
            Purpose::Leave => "",
            _ => w.joint_words_hint(),
        }
    }

    /// How many characters the text takes, for the counter beside it.
    pub fn most(&self) -> usize {
        match self.purpose {
            Purpose::Ask | Purpose::Leave => limit::PARAGRAPH,
            _ => limit::PROSE,
        }
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("words", w.joint_words_short()),
            ("dialogue", w.joint_dialogue()),
            ("town", w.joint_which()),
            ("because", w.challenges_because()),
        ]
    }
}

/// One revision of a town's context, with what changed since the one before.
pub struct Revision {
    /// Who wrote it, when, and to whom it is open; its words are in `changes`.
    pub context: Context,
    /// Why.
    pub because: String,
    /// What changed; the first revision has nothing to compare with and is shown as it is.
    pub changes: Option<Field>,
}

/// `/challenges/{challenge}/contexts/{code}`.
#[derive(Template)]
#[template(path = "joint/history.html")]
pub struct History {
    /// The chrome.
    pub page: Chrome,
    /// The challenge.
    pub card: Card,
    /// The town.
    pub town: String,
    /// Its revisions the reader may read, the newest first.
    pub revisions: Vec<Revision>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: Beside,
}
