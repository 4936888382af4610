//! The names of closed vocabularies, and what is said about problems.

use domain::{Problem, audience::Audience, municipality::MunicipalityKind, phase::Phase};

use crate::words::Words;

impl Words {
    /// The name of a phase.
    pub fn phase(self, phase: &Phase) -> &'static str {
        match phase {
            Phase::Listening => self.phase_listening(),
            Phase::Shaping => self.phase_shaping(),
            Phase::Adapting => self.phase_adapting(),
            Phase::Trying => self.phase_trying(),
            Phase::Reflecting => self.phase_reflecting(),
            Phase::Resting => self.phase_resting(),
        }
    }

    /// The name of an audience.
    pub fn audience(self, audience: &Audience) -> &'static str {
        match audience {
            Audience::Participants => self.audience_participants(),
            Audience::Town => self.audience_town(),
            Audience::Circle => self.audience_circle(),
            Audience::Network => self.audience_network(),
            Audience::Public => self.audience_public(),
        }
    }

    /// The name of a kind of municipality.
    pub fn municipality_kind(self, kind: &MunicipalityKind) -> &'static str {
        match kind {
            MunicipalityKind::Prefecture => self.municipality_prefecture(),
            MunicipalityKind::City => self.municipality_city(),
            MunicipalityKind::SpecialWard => self.municipality_special_ward(),
            MunicipalityKind::Town => self.municipality_town(),
            MunicipalityKind::Village => self.municipality_village(),
        }
    }

    /// What is wrong with a field, and what to do.
    pub fn problem(self, problem: &Problem) -> String {
        match problem {
            Problem::Missing => self.problem_missing().to_owned(),
            Problem::TooLong { limit, actual } => self.problem_too_long(*actual, *limit),
            Problem::TooShort { least } => self.problem_too_short(*least),
            Problem::NotADay => self.problem_not_a_day().to_owned(),
            Problem::NotLater => self.problem_not_later().to_owned(),
            Problem::NotYet => self.problem_not_yet().to_owned(),
            Problem::NotATime => self.problem_not_a_time().to_owned(),
            Problem::NotANumber => self.problem_not_a_number().to_owned(),
            Problem::NotAChoice => self.problem_not_a_choice().to_owned(),
            Problem::NotAnEmail => self.problem_not_an_email().to_owned(),
            Problem::OfFile { name, why } => {
                let why = self.lookup(why).unwrap_or_else(|| self.problem_other());
                self.problem_of_file(name, why)
            }
            Problem::Said(key) => self
                .lookup(key)
                .unwrap_or_else(|| self.problem_other())
                .to_owned(),
        }
    }
}

/// The icon of an audience.
pub fn audience_icon(audience: &Audience) -> &'static str {
    match audience {
        Audience::Participants => "lock",
        Audience::Town => "town",
        Audience::Circle => "circle",
        Audience::Network => "network",
        Audience::Public => "globe",
    }
}

impl Words {
    /// What the title of a page begins with when its form came back.
    pub fn form_error_title(self, refused: bool) -> &'static str {
        if refused { self.form_refused() } else { "" }
    }

    /// The label of a faulty field for the summary, with a separator; empty where the list does not name it.
    pub fn label_of(self, labels: &[(&str, &str)], name: &str) -> String {
        labels
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, label)| self.form_label(label))
            .unwrap_or_default()
    }
}
