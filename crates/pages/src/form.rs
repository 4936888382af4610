//! A form as it was typed, with what is wrong beside each field. A refused form keeps every character.

use domain::{Coded, Problem};

/// Typed values and their problems.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    problems: Vec<(String, Problem)>,
}

impl Form {
    /// An empty form.
    pub fn new() -> Self {
        Self::default()
    }

    /// A form with these values in it.
    pub fn filled(values: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        let values = values
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        Self {
            values,
            problems: Vec::new(),
        }
    }

    /// Puts a value in, unless the field has one.
    #[must_use]
    pub fn or(mut self, name: &str, value: impl Into<String>) -> Self {
        if self.first(name).is_none() {
            self.values.push((name.to_owned(), value.into()));
        }
        self
    }

    /// Marks a field as faulty.
    pub fn add(&mut self, name: &str, problem: Problem) {
        self.problems.push((name.to_owned(), problem));
    }

    fn first(&self, name: &str) -> Option<&str> {
        self.values
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a field; empty if it has none.
    pub fn value(&self, name: &str) -> &str {
        self.first(name).unwrap_or_default()
    }

    /// All values of a field with several.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether a choice is taken.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|one| one == value)
    }

    /// Whether a coded choice is taken.
    pub fn chose<T: Coded>(&self, name: &str, value: &T) -> bool {
        self.has(name, value.code())
    }

    /// What is wrong with a field.
    pub fn problem(&self, name: &str) -> Option<&Problem> {
        self.problems
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, problem)| problem)
    }

    /// Everything that is wrong, in the order of the fields.
    pub fn problems(&self) -> &[(String, Problem)] {
        &self.problems
    }

    /// Whether something is wrong.
    pub fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Every value, in the order typed.
    pub fn typed(&self) -> &[(String, String)] {
        &self.values
    }
}

/// One choice of a select or a group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}
