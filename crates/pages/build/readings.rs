//! ふりがな of easy Japanese, put into its messages at build time.
//!
//! `locales/easy/readings.txt` has a word and its reading on each line; the longest word that stands at a place is taken.
//! Where a word is read otherwise, the message says so as books do: `人《にん》`, or `｜今日は《こんにちは》` where what
//! is read does not begin with the kanji before. A kanji without a reading stops the build.
//!
//! A message then holds `U+FFF9 base U+FFFA reading U+FFFB` (interlinear annotation of Unicode), which the page turns into
//! `<ruby>` where markup may stand and into the base alone elsewhere.

use std::collections::BTreeMap;

use super::fluent::Piece;

/// Words and their readings.
#[derive(Default)]
pub struct Readings(BTreeMap<String, String>);

impl Readings {
    /// Reads the list: a word, a blank, its reading; empty lines and those that begin with `#` are skipped.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<String>> {
        let mut words = BTreeMap::new();
        let mut problems = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let split = line.split_once(' ').filter(|(word, reading)| {
                word.chars().any(is_kanji) && !reading.is_empty() && reading.chars().all(is_hiragana)
            });
            match split {
                None => problems.push(format!(
                    "{file}: line {}: not a word, a blank and its reading in hiragana: {line}",
                    number + 1
                )),
                Some((word, reading)) => {
                    if words.insert(word.to_owned(), reading.to_owned()).is_some() {
                        problems.push(format!("{file}: line {}: {word} stands twice", number + 1));
                    }
                }
            }
        }
        if problems.is_empty() {
            Ok(Self(words))
        } else {
            Err(problems)
        }
    }

    /// Puts readings over the kanji of a message, or says which has none.
    pub fn annotate(&self, pieces: &mut [Piece]) -> Result<(), String> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => *text = self.over(text)?,
                Piece::Argument(_) => {}
                Piece::Choice(choice) => {
                    for (_, pieces) in &mut choice.arms {
                        self.annotate(pieces)?;
                    }
                    self.annotate(&mut choice.otherwise)?;
                }
            }
        }
        Ok(())
    }

    fn over(&self, text: &str) -> Result<String, String> {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((base, reading, after)) = said(rest)? {
                put(&mut out, base, reading);
                rest = after;
            } else if let Some((word, reading)) = self.longest(rest) {
                put(&mut out, word, reading);
                rest = rest.strip_prefix(word).unwrap_or_default();
            } else if is_kanji(first) {
                return Err(format!("{first} has no reading"));
            } else {
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        Ok(out)
    }

    /// The longest word of the list that `text` begins with.
    fn longest<'w>(&'w self, text: &str) -> Option<(&'w str, &'w str)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(8);
        ends.filter_map(|end| self.0.get_key_value(text.get(..end)?))
            .last()
            .map(|(word, reading)| (word.as_str(), reading.as_str()))
    }
}

/// `base《reading》` at the beginning of a text, and what follows.
fn said(text: &str) -> Result<Option<(&str, &str, &str)>, String> {
    let (base, after) = if let Some(marked) = text.strip_prefix('｜') {
        marked.split_once('《').ok_or("a ｜ without its 《》")?
    } else {
        let kanji: usize = text
            .chars()
            .take_while(|c| is_kanji(*c))
            .map(char::len_utf8)
            .sum();
        let (base, after) = text.split_at(kanji);
        match after.strip_prefix('《') {
            Some(after) if kanji > 0 => (base, after),
            _ => return Ok(None),
        }
    };
    let (reading, after) = after.split_once('》').ok_or("a 《 without its 》")?;
    Ok(Some((base, reading, after)))
}

/// The kana at both ends that word and reading share stand beside the reading, not under it: 書《か》く.
fn put(out: &mut String, word: &str, reading: &str) {
    let shared = |a: Option<char>, b: Option<char>| a.filter(|c| is_hiragana(*c) && a == b);
    let (mut word, mut reading) = (word, reading);
    while let Some(kana) = shared(word.chars().next(), reading.chars().next()) {
        out.push(kana);
        word = word.get(kana.len_utf8()..).unwrap_or_default();
        reading = reading.get(kana.len_utf8()..).unwrap_or_default();
    }
    let mut after = Vec::new();
    while let Some(kana) = shared(word.chars().next_back(), reading.chars().next_back()) {
        after.push(kana);
        word = word.strip_suffix(kana).unwrap_or_default();
        reading = reading.strip_suffix(kana).unwrap_or_default();
    }
    out.extend(['\u{fff9}']);
    out.push_str(word);
    out.push('\u{fffa}');
    out.push_str(reading);
    out.push('\u{fffb}');
    out.extend(after.iter().rev());
}

fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ー')
}
