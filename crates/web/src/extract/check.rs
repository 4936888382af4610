//! Reading typed fields. Each reader answers a usable value and notes what is wrong; [`Check::finish`] says whether all
//! was well, and gives the form back with its problems otherwise.

use std::str::FromStr;

use domain::{Coded, Day, Problem, email::Email, problem::limit};
use pages::Form;

/// The digits of an amount in yen as people write it.
pub fn yen_digits(typed: &str) -> String {
    let folded = text::fold(typed);
    folded
        .chars()
        .filter(|one| !matches!(one, ',' | '円' | ' '))
        .collect()
}

/// A form being read.
pub struct Check<'a> {
    form: &'a Form,
    problems: Vec<(String, Problem)>,
}

impl<'a> Check<'a> {
    /// Begins reading.
    pub const fn new(form: &'a Form) -> Self {
        Self {
            form,
            problems: Vec::new(),
        }
    }

    /// Notes a problem.
    pub fn add(&mut self, name: &str, problem: Problem) {
        self.problems.push((name.to_owned(), problem));
    }

    /// Whether nothing is wrong so far.
    pub fn is_well(&self) -> bool {
        self.problems.is_empty()
    }

    /// One line, needed.
    pub fn line(&mut self, name: &str, most: usize) -> String {
        let value = text::clean_line(self.form.value(name));
        self.bounded(name, value, most, true)
    }

    /// One line, or nothing.
    pub fn line_or_none(&mut self, name: &str, most: usize) -> String {
        let value = text::clean_line(self.form.value(name));
        self.bounded(name, value, most, false)
    }

    /// A text of several lines, needed.
    pub fn prose(&mut self, name: &str, most: usize) -> String {
        let value = self.form.value(name).to_owned();
        self.bounded(name, value, most, true)
    }

    /// A text of several lines, or nothing.
    pub fn prose_or_none(&mut self, name: &str, most: usize) -> String {
        let value = self.form.value(name).to_owned();
        self.bounded(name, value, most, false)
    }

    fn bounded(&mut self, name: &str, value: String, most: usize, needed: bool) -> String {
        let actual = text::chars(&value);
        if needed && value.trim().is_empty() {
            self.add(name, Problem::Missing);
        } else if actual > most {
            self.add(name, Problem::TooLong { limit: most, actual });
        }
        value
    }

    /// A day by either calendar, needed.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let typed = self.form.value(name);
        if typed.is_empty() {
            self.add(name, Problem::Missing);
            return None;
        }
        self.day_or_none(name)
    }

    /// A day, or nothing.
    pub fn day_or_none(&mut self, name: &str) -> Option<Day> {
        let typed = self.form.value(name).trim();
        if typed.is_empty() {
            return None;
        }
        let day = Day::typed(typed).ok();
        if day.is_none() {
            self.add(name, Problem::NotADay);
        }
        day
    }

    /// A time of day as `13:30`, or nothing.
    pub fn time_or_none(&mut self, name: &str) -> Option<String> {
        let typed = self.form.value(name).trim();
        if typed.is_empty() {
            return None;
        }
        let parts = typed
            .split_once(':')
            .and_then(|(h, m)| Some((h.parse::<u8>().ok()?, m.parse::<u8>().ok()?)));
        match parts {
            Some((hour, minute)) if hour < 24 && minute < 60 => Some(format!("{hour:02}:{minute:02}")),
            _ => {
                self.add(name, Problem::NotATime);
                None
            }
        }
    }

    /// One of a closed vocabulary, needed.
    pub fn choice<T: Coded>(&mut self, name: &str) -> Option<T> {
        let chosen = T::parse(self.form.value(name));
        if chosen.is_none() {
            self.add(
                name,
                if self.form.value(name).is_empty() {
                    Problem::Missing
                } else {
                    Problem::NotAChoice
                },
            );
        }
        chosen
    }

    /// One of a closed vocabulary, or nothing.
    pub fn choice_or_none<T: Coded>(&mut self, name: &str) -> Option<T> {
        if self.form.value(name).is_empty() {
            return None;
        }
        self.choice(name)
    }

    /// Anything that reads from text, such as an id; nothing typed is nothing.
    pub fn parsed<T: FromStr>(&mut self, name: &str, problem: Problem) -> Option<T> {
        let typed = self.form.value(name).trim();
        if typed.is_empty() {
            return None;
        }
        let parsed = typed.parse().ok();
        if parsed.is_none() {
            self.add(name, problem);
        }
        parsed
    }

    /// The same, needed.
    pub fn needed<T: FromStr>(&mut self, name: &str, problem: Problem) -> Option<T> {
        if self.form.value(name).trim().is_empty() {
            self.add(name, Problem::Missing);
        }
        self.parsed(name, problem)
    }

    /// An amount in yen, needed, as people write it: 12,000, １２，０００円.
    pub fn yen(&mut self, name: &str, fits: impl Fn(i64) -> bool) -> Option<i64> {
        let plain = yen_digits(self.form.value(name));
        let amount = plain.parse().ok().filter(|yen| fits(*yen));
        if plain.is_empty() {
            self.add(name, Problem::Missing);
        } else if amount.is_none() {
            self.add(name, Problem::Said("problem-not-an-amount"));
        }
        amount
    }

    /// An address, needed.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        if self.form.value(name).trim().is_empty() {
            self.add(name, Problem::Missing);
            return None;
        }
        self.parsed(name, Problem::NotAnEmail)
    }

    /// A password to be compared, needed. It is taken byte for byte.
    pub fn password(&mut self, name: &str) -> String {
        let value = self.form.value(name).to_owned();
        if value.is_empty() {
            self.add(name, Problem::Missing);
        } else if value.len() > domain::password::MOST_BYTES {
            let (limit, actual) = (domain::password::MOST_BYTES, value.len());
            self.add(name, Problem::TooLong { limit, actual });
        }
        value
    }

    /// A password to be set for the account of an address.
    pub fn new_password(&mut self, name: &str, email: &str) -> String {
        let value = self.form.value(name).to_owned();
        if let Err(problem) = domain::password::check(&value, email) {
            self.add(name, problem);
        }
        value
    }

    /// A title.
    pub fn title(&mut self, name: &str) -> String {
        self.line(name, limit::TITLE)
    }

    /// Ends reading: `Ok` if nothing is wrong, otherwise the form with its problems.
    pub fn finish(self) -> Result<(), Form> {
        if self.problems.is_empty() {
            return Ok(());
        }
        let mut form = self.form.clone();
        for (name, problem) in self.problems {
            form.add(&name, problem);
        }
        Err(form)
    }
}
