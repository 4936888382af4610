//! The picture of the loop. Its geometry never changes: docs/design.md has it.

use domain::{
    Day,
    phase::{CIRCLE, Phase, Place},
};

/// The picture of the loop: which of its five steps is the current one.
#[derive(Clone, Copy)]
pub struct Ring {
    place: Place,
    at: usize,
}

/// The centre of each step, then the arrow that leaves it.
const STEPS: [(&str, &str, &str); 5] = [
    (
        "180",
        "58",
        "M232.5 69.9A122 122 0 0 1 265.5 93M255.6 93.3L265.5 93 264.8 82.8",
    ),
    (
        "296",
        "142.3",
        "M301 195.9A122 122 0 0 1 289.2 234.4M285.8 225.1L289.2 234.4 298.7 230.6",
    ),
    (
        "251.7",
        "278.7",
        "M202.2 300A122 122 0 0 1 162 300.7M169.8 294.5L162 300.7 168.5 308.5",
    ),
    (
        "108.3",
        "278.7",
        "M72.8 238.2A122 122 0 0 1 59.7 200.1M67.9 205.7L59.7 200.1 54.3 208.8",
    ),
    (
        "64",
        "142.3",
        "M91.5 96A122 122 0 0 1 123.7 71.8M120.9 81.3L123.7 71.8 113.8 69.3",
    ),
];

/// One step of the picture.
pub struct Step {
    /// Its phase.
    pub phase: Phase,
    /// Its centre.
    pub x: &'static str,
    /// Its centre.
    pub y: &'static str,
    /// The arrow that leaves it.
    pub way: &'static str,
    /// The classes of the step, with a space before.
    pub class: &'static str,
    /// Whether the arrow was gone in this round.
    pub gone: bool,
}

impl Ring {
    /// The picture of a place.
    pub fn of(place: Place) -> Self {
        let phase = place.resume.unwrap_or(place.phase);
        let at = CIRCLE.iter().position(|one| *one == phase).unwrap_or(0);
        Self { place, at }
    }

    /// Its steps in order.
    pub fn steps(&self) -> Vec<Step> {
        CIRCLE
            .iter()
            .zip(STEPS)
            .enumerate()
            .map(|(index, (phase, (x, y, way)))| Step {
                phase: *phase,
                x,
                y,
                way,
                class: match index.cmp(&self.at) {
                    std::cmp::Ordering::Less => " is-done",
                    std::cmp::Ordering::Equal => " is-current",
                    std::cmp::Ordering::Greater => "",
                },
                gone: index < self.at,
            })
            .collect()
    }

    /// Whether it rests.
    pub fn rests(&self) -> bool {
        self.place.phase == Phase::Resting
    }

    /// The phase it stands in, or rests from.
    pub fn phase(&self) -> &'static Phase {
        const STEPS: &[Phase; 5] = &CIRCLE;
        &STEPS[self.at]
    }

    /// The round.
    pub fn round(&self) -> i64 {
        self.place.round
    }

    /// While resting: until when.
    pub fn until(&self) -> Option<Day> {
        self.place.rest_until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_one_current_step_also_while_resting() {
        for (index, phase) in CIRCLE.iter().enumerate() {
            for resting in [false, true] {
                let place = if resting {
                    Place {
                        phase: Phase::Resting,
                        resume: Some(*phase),
                        ..Place::BEGINNING
                    }
                } else {
                    Place {
                        phase: *phase,
                        ..Place::BEGINNING
                    }
                };
                let ring = Ring::of(place);
                let current: Vec<_> = ring
                    .steps()
                    .iter()
                    .map(|one| one.class == " is-current")
                    .collect();
                assert_eq!(current.iter().filter(|one| **one).count(), 1);
                assert!(current[index]);
                assert_eq!((ring.phase(), ring.rests()), (phase, resting));
            }
        }
    }
}
