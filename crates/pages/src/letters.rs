//! Voices left with a town: the form, what is open, what waits for the town's staff, and the author's receipt.

use askama::Template;
use domain::{
    Coded, Day, MunicipalityCode,
    id::VoiceId,
    letter::{Anonymity, Channel, Criterion, Outcome, Standing},
    voice::{Consent, Speaker},
};

use crate::{
    chrome::Chrome,
    form::{Choice, Form},
    text::Prose,
    words::Words,
};

impl Words {
    /// How a voice came.
    pub fn channel(self, channel: &Channel) -> &'static str {
        match channel {
            Channel::Dialogue => self.channel_dialogue(),
            Channel::Web => self.channel_web(),
            Channel::Paper => self.channel_paper(),
            Channel::Telephone => self.channel_telephone(),
            Channel::Counter => self.channel_counter(),
        }
    }

    /// How much of its author is told.
    pub fn anonymity(self, anonymity: &Anonymity) -> &'static str {
        match anonymity {
            Anonymity::Hidden => self.anonymity_hidden(),
            Anonymity::Described => self.anonymity_described(),
            Anonymity::Named => self.anonymity_named(),
        }
    }

    /// Where the town's look at a voice stands.
    pub fn standing_of_voice(self, standing: &Standing) -> &'static str {
        match standing {
            Standing::Heard => self.letters_standing_heard(),
            Standing::Waiting => self.letters_standing_waiting(),
            Standing::Second => self.letters_standing_second(),
            Standing::Opened => self.letters_standing_opened(),
            Standing::Kept => self.letters_standing_kept(),
            Standing::Withdrawn => self.letters_standing_withdrawn(),
        }
    }

    /// The same, told to the author in a sentence.
    pub fn became_of_voice(self, standing: &Standing, consent: &Consent) -> &'static str {
        match (standing, consent) {
            (Standing::Waiting, _) => self.letters_became_waiting(),
            (Standing::Second, _) => self.letters_became_second(),
            (Standing::Heard | Standing::Opened, Consent::Public) => self.letters_became_public(),
            (Standing::Heard | Standing::Opened, Consent::Circle) => self.letters_became_circle(),
            (Standing::Heard | Standing::Opened, Consent::Record) => self.letters_became_record(),
            (Standing::Kept, _) => self.letters_became_kept(),
            (Standing::Withdrawn, _) => self.letters_became_withdrawn(),
        }
    }

    /// What a look came to.
    pub fn look_outcome(self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Open => self.letters_outcome_open(),
            Outcome::Keep => self.letters_outcome_keep(),
        }
    }

    /// A published criterion.
    pub fn criterion(self, criterion: &Criterion) -> &'static str {
        match criterion {
            Criterion::Person => self.criterion_person(),
            Criterion::Harm => self.criterion_harm(),
            Criterion::Unlawful => self.criterion_unlawful(),
            Criterion::Trade => self.criterion_trade(),
            Criterion::Unrelated => self.criterion_unrelated(),
            Criterion::Consent => self.criterion_consent(),
        }
    }

    /// What a consent means for a voice left with a town.
    pub fn consent_to_town(self, consent: &Consent) -> &'static str {
        match consent {
            Consent::Record => self.letters_consent_record(),
            Consent::Circle => self.letters_consent_circle(),
            Consent::Public => self.letters_consent_public(),
        }
    }
}

/// A voice as these pages show it.
pub struct Spoken {
    /// The id.
    pub id: VoiceId,
    /// The words.
    pub words: Prose,
    /// Who spoke.
    pub speaker: Speaker,
    /// What is told of them.
    pub described: String,
    /// How it came.
    pub channel: Channel,
    /// What they agreed to.
    pub consent: Consent,
    /// Where the town's look at it stands.
    pub standing: Standing,
    /// When it came.
    pub day: Day,
}

/// `/towns/{code}/voice`.
#[derive(Template)]
#[template(path = "letters/leave.html")]
pub struct Leave {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Whether its staff type in for somebody else.
    pub staff: bool,
}

impl Leave {
    /// The labels of the fields, for the summary of faults.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("channel", w.letters_channel()),
            ("words", w.letters_words()),
            ("speaker", w.letters_speaker()),
            ("consent", w.letters_consent()),
            ("anonymity", w.letters_anonymity()),
            ("described", w.letters_described()),
            ("name", w.letters_name()),
        ]
    }

    fn channels(&self) -> Vec<Choice> {
        Channel::BY_STAFF
            .iter()
            .map(|one| Choice {
                value: one.code().to_owned(),
                label: self.page.w.channel(one).to_owned(),
            })
            .collect()
    }
}

/// `/towns/{code}/voices`.
#[derive(Template)]
#[template(path = "letters/town.html")]
pub struct OfTown {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Whether it takes part.
    pub joined: bool,
    /// Whether the reader is of its staff.
    pub staff: bool,
    /// The voices open to everyone.
    pub voices: Vec<Spoken>,
    /// The address of the next page.
    pub next: Option<String>,
}

/// `/towns/{code}/letters`.
#[derive(Template)]
#[template(path = "letters/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The town.
    pub town: MunicipalityCode,
    /// Its name.
    pub name: String,
    /// Which ones are shown.
    pub standing: Standing,
    /// The voices of this page.
    pub voices: Vec<Spoken>,
    /// The address of the next page.
    pub next: Option<String>,
}

impl Index {
    /// What can be looked through.
    pub const TABS: [Standing; 4] = [
        Standing::Waiting,
        Standing::Second,
        Standing::Opened,
        Standing::Kept,
    ];
}

/// A look of the town's staff.
pub struct Look {
    /// What it came to.
    pub outcome: Outcome,
    /// The criterion it was kept back by.
    pub criterion: Option<Criterion>,
    /// Why.
    pub reason: String,
    /// Whose it was; for the town's staff only.
    pub name: String,
    /// When.
    pub day: Day,
}

/// `/letters/{letter}`.
#[derive(Template)]
#[template(path = "letters/show.html")]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// What a look may come to.
    pub outcomes: &'static [Outcome],
    /// The town.
    pub town: MunicipalityCode,
    /// The voice.
    pub voice: Spoken,
    /// The looks, the last first.
    pub looks: Vec<Look>,
    /// The challenges it may belong to.
    pub challenges: Vec<Choice>,
}

impl Show {
    /// The labels of the fields, for the summary of faults.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("outcome", w.letters_outcome()),
            ("criterion", w.letters_criterion()),
            ("reason", w.letters_reason()),
        ]
    }
}

/// `/voice`.
#[derive(Template)]
#[template(path = "letters/ask.html")]
pub struct Ask {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
}

impl Ask {
    /// The label of the one field.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        vec![("receipt", self.page.w.letters_receipt())]
    }
}

/// Something that came of a voice.
pub struct Came {
    /// Whether a challenge was worded anew; a part of a solution otherwise.
    pub wording: bool,
    /// Its address and title, once it is open to everyone.
    pub open: Option<(String, String)>,
    /// When.
    pub day: Day,
}

/// `/voice/{receipt}`.
#[derive(Template)]
#[template(path = "letters/mine.html")]
pub struct Mine {
    /// The chrome.
    pub page: Chrome,
    /// The receipt, in groups.
    pub receipt: String,
    /// Whether it was left just now and the receipt is to be written down.
    pub fresh: bool,
    /// The installation's address.
    pub address: String,
    /// The voice.
    pub voice: Spoken,
    /// Whether it can be taken back.
    pub withdrawable: bool,
    /// The town.
    pub town: MunicipalityCode,
    /// The town's looks, the last first.
    pub looks: Vec<Look>,
    /// What came of it, the earliest first.
    pub came: Vec<Came>,
}
