//! The languages side by side: checked against each other and written as the methods of `Words`.
//!
//! Easy Japanese may lack a message: its readers get the Japanese one. What it has carries readings.
//!
//! A message without arguments becomes `const fn key(self) -> &'static str`; one with arguments becomes
//! `fn key(self, …) -> String`, its arguments in alphabetical order of their names.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::fluent::{self, Choice, Key, Language, Message, Piece, Source};
use super::readings::Readings;

/// Method names that `Words` has besides its messages.
const TAKEN: [&str; 3] = ["of", "lookup", "plain"];

/// How an argument is used, and so what its parameter takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Only shown: `impl Display`.
    Shown,
    /// Compared with numbers: `impl Count`.
    Counted,
    /// Compared with words: `impl Display`, whose text is compared.
    Named,
}

/// The Rust text of `impl Words { … }` for all messages of `sources`, or every problem found.
pub fn methods(sources: &[Source], readings: &Readings) -> Result<String, Vec<String>> {
    let (ja, mut problems) = fluent::read(Language::Ja, sources);
    let (en, more) = fluent::read(Language::En, sources);
    problems.extend(more);
    let (mut easy, more) = fluent::read(Language::Easy, sources);
    problems.extend(more);
    for (key, message) in &mut easy {
        if let Err(problem) = readings.annotate(&mut message.pieces) {
            problems.push(format!("{}: {key}: {problem}", message.file));
        }
    }
    // A message that could not be read is missing from its language: saying so again would hide the cause.
    if !problems.is_empty() {
        return Err(problems);
    }
    problems.extend(missing(&ja, &en, Language::En));
    problems.extend(missing(&en, &ja, Language::Ja));
    problems.extend(missing(&easy, &ja, Language::Ja));
    let mut entries = Vec::new();
    for (key, ja) in &ja {
        let Some(en) = en.get(key) else { continue };
        let easy = easy.get(key);
        match arguments(ja, en, easy) {
            Ok(arguments) if TAKEN.contains(&key.as_str()) => {
                let _ = arguments;
                problems.push(format!("{}: {key}: the name is taken by Words itself", ja.file));
            }
            Ok(arguments) => entries.push(Entry {
                key,
                ja,
                en,
                easy,
                arguments,
            }),
            Err((file, problem)) => problems.push(format!("{file}: {key}: {problem}")),
        }
    }
    if problems.is_empty() {
        Ok(write(&entries))
    } else {
        Err(problems)
    }
}

fn missing(
    here: &BTreeMap<String, Message>,
    there: &BTreeMap<String, Message>,
    language: Language,
) -> Vec<String> {
    here.iter()
        .filter(|(key, _)| !there.contains_key(*key))
        .map(|(key, message)| {
            format!(
                "{}: {key}: is missing in locales/{}",
                message.file,
                language.folder()
            )
        })
        .collect()
}

type Arguments = BTreeMap<String, Use>;

/// What a message takes, or what is wrong and in which file.
fn arguments<'m>(
    ja: &'m Message,
    en: &'m Message,
    easy: Option<&'m Message>,
) -> Result<Arguments, (&'m str, String)> {
    let mut all = Arguments::new();
    collect(&ja.pieces, &mut all).map_err(|problem| (ja.file.as_str(), problem))?;
    for (language, other) in [(Language::En, Some(en)), (Language::Easy, easy)] {
        let Some(other) = other else { continue };
        let said = |problem| (other.file.as_str(), problem);
        let mut arguments = Arguments::new();
        collect(&other.pieces, &mut arguments).map_err(said)?;
        if !all.keys().eq(arguments.keys()) {
            return Err(said(format!(
                "arguments differ: ja has {}, {} has {}",
                listed(&all),
                language.folder(),
                listed(&arguments)
            )));
        }
        for (name, usage) in arguments {
            note(&mut all, &name, usage).map_err(said)?;
        }
    }
    Ok(all)
}

fn listed(arguments: &Arguments) -> String {
    if arguments.is_empty() {
        return "none".to_owned();
    }
    arguments
        .keys()
        .map(|name| format!("${name}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn collect(pieces: &[Piece], arguments: &mut Arguments) -> Result<(), String> {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Argument(name) => note(arguments, name, Use::Shown)?,
            Piece::Choice(choice) => {
                let usage = match choice.arms.first() {
                    None => Use::Shown,
                    Some((Key::Number(_), _)) => Use::Counted,
                    Some((Key::Text(_), _)) => Use::Named,
                };
                note(arguments, &choice.argument, usage)?;
                for (_, pieces) in &choice.arms {
                    collect(pieces, arguments)?;
                }
                collect(&choice.otherwise, arguments)?;
            }
        }
    }
    Ok(())
}

fn note(arguments: &mut Arguments, name: &str, usage: Use) -> Result<(), String> {
    let slot = arguments.entry(name.to_owned()).or_insert(usage);
    match (*slot, usage) {
        (Use::Shown, usage) => *slot = usage,
        (_, Use::Shown) => {}
        (before, usage) if before == usage => {}
        _ => {
            return Err(format!(
                "${name} is compared with numbers in one place and with words in another"
            ));
        }
    }
    Ok(())
}

struct Entry<'m> {
    key: &'m str,
    ja: &'m Message,
    en: &'m Message,
    easy: Option<&'m Message>,
    arguments: Arguments,
}

impl Entry<'_> {
    /// The message of each arm of `match self.locale`.
    fn arms(&self) -> Vec<(&'static str, &Message)> {
        match self.easy {
            Some(easy) => vec![
                ("Locale::Ja", self.ja),
                ("Locale::En", self.en),
                ("Locale::Easy", easy),
            ],
            None => vec![("Locale::Ja | Locale::Easy", self.ja), ("Locale::En", self.en)],
        }
    }
}

fn write(entries: &[Entry<'_>]) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = write_all(&mut out, entries);
    out
}

fn write_all(out: &mut String, entries: &[Entry<'_>]) -> fmt::Result {
    writeln!(
        out,
        "// Written by the build script from locales/*/*.ftl.\n\nimpl Words {{"
    )?;
    for entry in entries {
        let (name, doc) = (entry.key.replace('-', "_"), summary(&entry.ja.pieces));
        writeln!(out, "    #[doc = {doc:?}]")?;
        if entry.arguments.is_empty() {
            writeln!(out, "    pub const fn {name}(self) -> &'static str {{")?;
            writeln!(out, "        match self.locale {{")?;
            for (locales, message) in entry.arms() {
                writeln!(out, "            {locales} => {:?},", plain(message))?;
            }
            writeln!(out, "        }}\n    }}\n")?;
        } else {
            write_with_arguments(out, &name, entry)?;
        }
    }
    writeln!(out, "}}\n")?;
    let plains: Vec<_> = entries
        .iter()
        .filter(|entry| entry.arguments.is_empty())
        .collect();
    writeln!(
        out,
        "/// Messages without arguments by key, in order of the key; the texts in order of `Locale`."
    )?;
    writeln!(out, "static PLAIN: [(&str, [&str; 3]); {}] = [", plains.len())?;
    for entry in plains {
        writeln!(
            out,
            "    ({:?}, [{:?}, {:?}, {:?}]),",
            entry.key,
            plain(entry.ja),
            plain(entry.en),
            plain(entry.easy.unwrap_or(entry.ja))
        )?;
    }
    writeln!(out, "];")
}

fn write_with_arguments(out: &mut String, name: &str, entry: &Entry<'_>) -> fmt::Result {
    write!(out, "    pub fn {name}(self")?;
    for (argument, usage) in &entry.arguments {
        let bound = if *usage == Use::Counted {
            "Count"
        } else {
            "Display"
        };
        write!(out, ", {argument}: impl {bound}")?;
    }
    writeln!(out, ") -> String {{")?;
    for (argument, usage) in &entry.arguments {
        match usage {
            Use::Shown => {}
            Use::Counted => writeln!(out, "        let {argument} = Count::count(&{argument});")?,
            Use::Named => writeln!(out, "        let {argument} = {argument}.to_string();")?,
        }
    }
    writeln!(
        out,
        "        let mut _out = String::new();\n        match self.locale {{"
    )?;
    for (locales, message) in entry.arms() {
        writeln!(out, "            {locales} => {{")?;
        write_pieces(out, &message.pieces, 4)?;
        writeln!(out, "            }}")?;
    }
    writeln!(out, "        }}\n        _out\n    }}\n")
}

fn write_pieces(out: &mut String, pieces: &[Piece], depth: usize) -> fmt::Result {
    let indent = "    ".repeat(depth);
    for piece in pieces {
        match piece {
            Piece::Text(text) => writeln!(out, "{indent}_out.push_str({text:?});")?,
            Piece::Argument(name) => writeln!(out, "{indent}_out.put(&{name});")?,
            Piece::Choice(choice) if choice.arms.is_empty() => write_pieces(out, &choice.otherwise, depth)?,
            Piece::Choice(choice) => write_choice(out, choice, depth)?,
        }
    }
    Ok(())
}

fn write_choice(out: &mut String, choice: &Choice, depth: usize) -> fmt::Result {
    let indent = "    ".repeat(depth);
    let by_word = matches!(choice.arms.first(), Some((Key::Text(_), _)));
    writeln!(
        out,
        "{indent}match {}{} {{",
        choice.argument,
        if by_word { ".as_str()" } else { "" }
    )?;
    for (key, pieces) in &choice.arms {
        match key {
            Key::Number(number) => writeln!(out, "{indent}    {number} => {{")?,
            Key::Text(text) => writeln!(out, "{indent}    {text:?} => {{")?,
        }
        write_pieces(out, pieces, depth + 2)?;
        writeln!(out, "{indent}    }}")?;
    }
    writeln!(out, "{indent}    _ => {{")?;
    write_pieces(out, &choice.otherwise, depth + 2)?;
    writeln!(out, "{indent}    }}\n{indent}}}")
}

/// The text of a message without arguments; with no argument there is at most one piece, a text.
fn plain(message: &Message) -> &str {
    match message.pieces.first() {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

/// A message as its documentation shows it: `{count}` for an argument, the default text of a choice.
fn summary(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Argument(name) => format!("`{{{name}}}`"),
            Piece::Choice(choice) => summary(&choice.otherwise),
        })
        .collect()
}
