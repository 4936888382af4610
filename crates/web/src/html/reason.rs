//! The dialogue or the voice that is the reason for a change, chosen from what a challenge's record holds.

use domain::id::{DialogueId, VoiceId};
use pages::{Words, form::Choice};
use store::challenge::{Entry, EntryKind};

/// How much of a title or of somebody's words a choice shows.
const SHORT: usize = 40;

/// The choices.
pub fn choices(w: Words, record: &[Entry]) -> Vec<Choice> {
    let choice = |one: &Entry| {
        let (kind, what) = match one.kind {
            EntryKind::Dialogue => ("dialogue", w.entry_dialogue()),
            EntryKind::Voice => ("voice", w.voices_heard()),
            EntryKind::Adaptation | EntryKind::Trial | EntryKind::Reflection | EntryKind::Procurement => {
                return None;
            }
        };
        Some(Choice {
            value: format!("{kind}:{}", one.id),
            label: format!("{what}　{}", text::excerpt(&one.title, SHORT)),
        })
    };
    record.iter().filter_map(choice).collect()
}

/// What was chosen, if it is one of the choices.
pub fn chosen(typed: &str, record: &[Entry]) -> (Option<DialogueId>, Option<VoiceId>) {
    let offered = |kind, id: &str| {
        record
            .iter()
            .any(|one| one.kind == kind && one.id.to_string() == id)
    };
    match typed.split_once(':') {
        Some(("dialogue", id)) if offered(EntryKind::Dialogue, id) => (id.parse().ok(), None),
        Some(("voice", id)) if offered(EntryKind::Voice, id) => (None, id.parse().ok()),
        _ => (None, None),
    }
}
