//! 対話: the list, one dialogue, its form; with the voices heard.

use askama::Template;
use domain::{
    Coded, Day, Timestamp,
    audience::Audience,
    dialogue::{Kind, Participant, Presence, Spot},
    id::{ChallengeId, DialogueId, ProcurementId, VoiceId},
    voice::{Consent, Speaker},
};

use crate::{
    chrome::Chrome,
    files::{FileLine, labels},
    form::{Choice, Form},
    messages::MessageLine,
    text::Prose,
    words::Words,
};

impl Words {
    /// The name of a kind of dialogue.
    pub fn dialogue_kind(self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Visit => self.dialogue_visit(),
            Kind::Meeting => self.dialogue_meeting(),
            Kind::Call => self.dialogue_call(),
            Kind::Thread => self.dialogue_thread(),
            Kind::Consultation => self.dialogue_consultation(),
        }
    }

    /// For whom somebody took part.
    pub fn presence(self, presence: &Presence) -> &'static str {
        match presence {
            Presence::Town => self.presence_town(),
            Presence::Partner => self.presence_partner(),
            Presence::Resident => self.presence_resident(),
            Presence::Other => self.presence_other(),
        }
    }

    /// Who spoke.
    pub fn speaker(self, speaker: &Speaker) -> &'static str {
        match speaker {
            Speaker::Resident => self.speaker_resident(),
            Speaker::Business => self.speaker_business(),
            Speaker::Student => self.speaker_student(),
            Speaker::Visitor => self.speaker_visitor(),
            Speaker::Staff => self.speaker_staff(),
            Speaker::Other => self.speaker_other(),
        }
    }

    /// What a speaker agreed to.
    pub fn consent(self, consent: &Consent) -> &'static str {
        match consent {
            Consent::Record => self.consent_record(),
            Consent::Circle => self.consent_circle(),
            Consent::Public => self.consent_public(),
        }
    }

    /// The choices of a vocabulary, each with its name.
    pub fn choices<T: Coded>(self, name: impl Fn(Self, &T) -> &'static str) -> Vec<Choice> {
        T::ALL
            .iter()
            .map(|one| Choice {
                value: one.code().to_owned(),
                label: name(self, one).to_owned(),
            })
            .collect()
    }
}

/// One line of the list.
pub struct Line {
    /// The id.
    pub id: DialogueId,
    /// When.
    pub day: Day,
    /// How people met.
    pub kind: Kind,
    /// What it was about.
    pub title: String,
    /// The town.
    pub town: String,
    /// Where.
    pub place: String,
    /// To whom it is open.
    pub audience: Audience,
}

/// The lines of one month.
pub struct Month {
    /// A day of it.
    pub day: Day,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Month {
    /// Groups lines, already in order, by month.
    pub fn group(lines: Vec<Line>) -> Vec<Self> {
        let mut months: Vec<Self> = Vec::new();
        for line in lines {
            let same = |day: Day| (day.parts().0, day.parts().1) == (line.day.parts().0, line.day.parts().1);
            match months.last_mut() {
                Some(month) if same(month.day) => month.lines.push(line),
                _ => months.push(Self {
                    day: line.day,
                    lines: vec![line],
                }),
            }
        }
        months
    }
}

/// `/dialogues`.
#[derive(Template)]
#[template(path = "dialogues/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// The months of this page.
    pub months: Vec<Month>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader can record one under their hat.
    pub can_record: bool,
}

/// A voice as it is shown.
pub struct VoiceLine {
    /// The id.
    pub id: VoiceId,
    /// The words.
    pub words: Prose,
    /// Who spoke.
    pub speaker: Speaker,
    /// Age and district.
    pub described: String,
    /// What they agreed to.
    pub consent: Consent,
    /// To whom it is open.
    pub audience: Audience,
    /// Whether the reader may open or close it for the town.
    pub moderated: bool,
}

/// `/dialogues/{dialogue}`.
#[derive(Template)]
#[template(path = "dialogues/show.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says what one button needs; none depends on another"
)]
pub struct Show {
    /// The chrome.
    pub page: Chrome,
    /// Its line.
    pub line: Line,
    /// The time of day.
    pub starts: String,
    /// What was said.
    pub notes: Prose,
    /// Who was there.
    pub there: Vec<Participant>,
    /// The voices the reader may hear.
    pub voices: Vec<VoiceLine>,
    /// The challenge it belongs to.
    pub challenge: Option<ChallengeId>,
    /// Whether the reader may change it and add voices.
    pub can_edit: bool,
    /// Whether the reader may write in it.
    pub can_say: bool,
    /// Whether it is a consultation the reader asked, who may say thank you.
    pub can_thank: bool,
    /// Whether the reader may say that they were there.
    pub can_confirm: bool,
    /// Whether a challenge may be worded from it by the reader.
    pub can_open: bool,
    /// What is to be talked about.
    pub agenda: Vec<String>,
    /// Whether its day has not come yet.
    pub ahead: bool,
    /// Where exactly.
    pub spot: Option<Spot>,
    /// Photos and files of the dialogue itself, the oldest first.
    pub files: Vec<FileLine>,
    /// Whether there are more of them than shown.
    pub more_files: bool,
    /// The newest messages, the oldest first.
    pub messages: Vec<MessageLine>,
    /// The address of older ones.
    pub older: Option<String>,
    /// When the page was read: messages from then on arrive by themselves.
    pub now: Timestamp,
    /// A procedure foreseen or under way: words with a partner are then logged.
    pub foreseen: Option<ProcurementId>,
    /// When the draft that was put back was kept.
    pub draft: Option<Timestamp>,
    /// The forms for one more voice and one more message.
    pub form: Form,
}

/// `/dialogues/new` and `/dialogues/{dialogue}/edit`.
#[derive(Template)]
#[template(path = "dialogues/form.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The dialogue being changed; none for a new one.
    pub id: Option<DialogueId>,
    /// The name of the town, where it is fixed.
    pub town: Option<String>,
    /// The people who may be named.
    pub people: Vec<Choice>,
    /// The audiences to choose from.
    pub audiences: Vec<Choice>,
    /// When the draft that was put back was kept.
    pub draft: Option<Timestamp>,
    /// The procedures foreseen or under way for the challenge.
    pub foreseen: Vec<crate::procurements::Short>,
}

impl Edit {
    /// How people met; of a consultation nobody is asked.
    pub fn kinds(&self) -> Vec<Choice> {
        let kinds = Kind::MET.iter().map(|one| Choice {
            value: one.code().to_owned(),
            label: self.page.w.dialogue_kind(one).to_owned(),
        });
        kinds.collect()
    }

    /// Whether a consultation is worded anew: it has a question, and no agenda, place or spot.
    pub fn is_consultation(&self) -> bool {
        self.form.value("kind") == Kind::Consultation.code()
    }

    /// The labels of the fields, for the summary of faults.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        vec![
            ("kind", w.dialogues_kind()),
            ("title", w.dialogues_what()),
            ("town", w.dialogues_town()),
            ("day", w.dialogues_day()),
            ("starts", w.dialogues_starts()),
            ("place", w.dialogues_place()),
            ("spot", w.dialogues_spot()),
            ("agenda", w.dialogues_agenda()),
            ("notes", w.dialogues_notes()),
            ("told", w.foreseen_told()),
            ("residents", w.dialogues_residents()),
            ("others", w.dialogues_others()),
            ("audience", w.dialogues_audience()),
            ("words", w.voices_words()),
            ("speaker", w.voices_speaker()),
            ("described", w.voices_described()),
            ("consent", w.voices_consent()),
        ]
    }
}

/// The name of the field that says why a voice is not open any more.
pub fn closing(voice: VoiceId) -> String {
    format!("closing-{}", voice.uuid().simple())
}

impl Show {
    /// The same, for the template.
    pub fn closing(&self, voice: &VoiceId) -> String {
        closing(*voice)
    }

    /// Whether somebody asks for advice in it.
    pub fn is_consultation(&self) -> bool {
        self.line.kind == Kind::Consultation
    }

    /// Whether the reader may open or close one of the voices.
    pub fn moderates(&self) -> bool {
        self.voices.iter().any(|one| one.moderated)
    }

    /// Whether a map can show the place of the visit.
    pub fn map(&self) -> Option<String> {
        let spot = self.spot?.to_string();
        Some(format!("https://maps.gsi.go.jp/#17/{}", spot.replace(',', "/")))
    }

    /// Whether the voice that was typed is what has to be mended.
    pub fn voice_is_refused(&self) -> bool {
        let fields = ["words", "speaker", "described", "consent"];
        fields.iter().any(|field| self.form.problem(field).is_some())
    }

    /// Where files of the dialogue are sent.
    pub fn files_address(&self) -> String {
        format!("/dialogues/{}/files", self.line.id)
    }

    /// Whether the files that were to go with a message are what has to be mended.
    pub fn attached_is_refused(&self) -> bool {
        let fields = ["attached", "attached-caption"];
        fields.iter().any(|field| self.form.problem(field).is_some())
    }

    /// Whether the files that were chosen for the dialogue are what has to be mended.
    pub fn files_are_refused(&self) -> bool {
        let fields = ["file", "file-caption"];
        fields.iter().any(|field| self.form.problem(field).is_some())
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        let w = self.page.w;
        let own = vec![
            ("words", w.voices_words()),
            ("speaker", w.voices_speaker()),
            ("described", w.voices_described()),
            ("consent", w.voices_consent()),
            ("body", w.messages_body()),
        ];
        let files = labels(w, "file", "file-caption");
        [own, files, labels(w, "attached", "attached-caption")].concat()
    }
}
