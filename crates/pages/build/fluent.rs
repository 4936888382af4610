//! From fluent files to messages in which nothing is left to look up: references and terms are inlined,
//! string literals unescaped, plural categories turned into numbers.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::{parser, unicode};

type Pattern<'s> = ast::Pattern<&'s str>;

/// The CLDR plural categories: a choice whose keys are all among them or numbers is a choice by count.
const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A language the pages are written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// Japanese, the first language.
    Ja,
    /// English.
    En,
    /// やさしい日本語: Japanese for whoever is learning it. It may lack messages, which are then the Japanese ones.
    Easy,
}

impl Language {
    /// The folder of `locales/` that holds it.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
            Self::Easy => "easy",
        }
    }
}

/// One `.ftl` file.
pub struct Source {
    /// Which language it is written in.
    pub language: Language,
    /// Its path from the workspace, as problems name it.
    pub file: String,
    /// Its content.
    pub text: String,
}

/// A stretch of a resolved message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Written as it stands.
    Text(String),
    /// The value of an argument, by its Rust name.
    Argument(String),
    /// One of several texts, chosen by an argument.
    Choice(Choice),
}

/// A select expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The Rust name of the argument that decides.
    pub argument: String,
    /// The texts for exact values, no value twice; empty when only the default is written.
    pub arms: Vec<(Key, Vec<Piece>)>,
    /// The text for every other value.
    pub otherwise: Vec<Piece>,
}

/// A value that an argument is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
    /// `[0]`, or `[one]` in a language where that is exactly 1.
    Number(i64),
    /// `[visit]`
    Text(String),
}

/// A message with everything it refers to inlined.
#[derive(PartialEq, Eq, Debug)]
pub struct Message {
    /// The file it is written in.
    pub file: String,
    /// Its text; two `Text` pieces never follow each other.
    pub pieces: Vec<Piece>,
}

/// The messages of `language` among `sources`, and every problem found, each naming file and key.
pub fn read(language: Language, sources: &[Source]) -> (BTreeMap<String, Message>, Vec<String>) {
    let mut problems = Vec::new();
    let parsed: Vec<(&str, ast::Resource<&str>)> = sources
        .iter()
        .filter(|source| source.language == language)
        .map(|source| (source.file.as_str(), parse(source, &mut problems)))
        .collect();
    let mut book = Book {
        language,
        messages: BTreeMap::new(),
        terms: BTreeMap::new(),
    };
    for (file, resource) in &parsed {
        for entry in &resource.body {
            if let Err(problem) = book.enter(file, entry) {
                problems.push(format!("{file}: {problem}"));
            }
        }
    }
    let mut messages = BTreeMap::new();
    for (&key, &(file, pattern)) in &book.messages {
        match book.pattern(pattern, &mut vec![key.to_owned()]) {
            Ok(pieces) => {
                messages.insert(
                    key.to_owned(),
                    Message {
                        file: file.to_owned(),
                        pieces,
                    },
                );
            }
            Err(problem) => problems.push(format!("{file}: {key}: {problem}")),
        }
    }
    (messages, problems)
}

fn parse<'s>(source: &'s Source, problems: &mut Vec<String>) -> ast::Resource<&'s str> {
    match parser::parse_runtime(source.text.as_str()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let junk = error
                    .slice
                    .clone()
                    .and_then(|range| source.text.get(range))
                    .unwrap_or_default();
                let key = junk
                    .trim_start()
                    .split([' ', '=', '\n'])
                    .next()
                    .unwrap_or_default();
                let line = source
                    .text
                    .bytes()
                    .take(error.pos.start)
                    .filter(|byte| *byte == b'\n')
                    .count()
                    + 1;
                problems.push(format!(
                    "{}: {key}: not fluent, at line {line}: {}",
                    source.file, error.kind
                ));
            }
            resource
        }
    }
}

/// Turns `some-name` into the Rust name `some_name`, or says why it cannot.
pub fn rust_name(name: &str) -> Result<String, String> {
    let lower = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    if !lower {
        return Err(format!("the name {name} has other letters than a–z, 0–9 and -"));
    }
    let name = name.replace('-', "_");
    if RUST_WORDS.contains(&name.as_str()) {
        return Err(format!("the name {name} is a word of Rust"));
    }
    Ok(name)
}

/// Strict and reserved words of edition 2024 that consist of lower-case letters.
#[rustfmt::skip]
const RUST_WORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// All entries of one language before anything is inlined, with the file of each.
struct Book<'s> {
    language: Language,
    messages: BTreeMap<&'s str, (&'s str, &'s Pattern<'s>)>,
    terms: BTreeMap<&'s str, (&'s str, &'s Pattern<'s>)>,
}

impl<'s> Book<'s> {
    fn enter(&mut self, file: &'s str, entry: &'s ast::Entry<&'s str>) -> Result<(), String> {
        let (sign, written, key, pattern, attributes) = match entry {
            ast::Entry::Message(message) => (
                "",
                &mut self.messages,
                message.id.name,
                message.value.as_ref(),
                &message.attributes,
            ),
            ast::Entry::Term(term) => (
                "-",
                &mut self.terms,
                term.id.name,
                Some(&term.value),
                &term.attributes,
            ),
            // Junk comes with an error of the parser, already reported.
            ast::Entry::Junk { .. }
            | ast::Entry::Comment(_)
            | ast::Entry::GroupComment(_)
            | ast::Entry::ResourceComment(_) => return Ok(()),
        };
        if let Some(attribute) = attributes.first() {
            return Err(format!(
                "{sign}{key}: attributes are not supported (.{})",
                attribute.id.name
            ));
        }
        let Some(pattern) = pattern else {
            return Err(format!("{sign}{key}: has no text"));
        };
        if sign.is_empty() {
            rust_name(key).map_err(|problem| format!("{key}: {problem}"))?;
            if key.contains('_') {
                return Err(format!("{key}: words of a key are joined by -, not _"));
            }
        }
        match written.entry(key) {
            Slot::Vacant(slot) => {
                slot.insert((file, pattern));
                Ok(())
            }
            Slot::Occupied(slot) => Err(format!(
                "{sign}{key}: is written twice, the first time in {}",
                slot.get().0
            )),
        }
    }

    /// `trail` holds the message and every term or message it is being inlined through.
    fn pattern(&self, pattern: &Pattern<'s>, trail: &mut Vec<String>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    append(&mut pieces, Piece::Text((*value).to_owned()));
                }
                PatternElement::Placeable { expression } => {
                    for piece in self.expression(expression, trail)? {
                        append(&mut pieces, piece);
                    }
                }
            }
        }
        Ok(pieces)
    }

    fn expression(
        &self,
        expression: &Expression<&'s str>,
        trail: &mut Vec<String>,
    ) -> Result<Vec<Piece>, String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, trail),
            Expression::Select {
                selector: InlineExpression::VariableReference { id },
                variants,
            } => Ok(vec![Piece::Choice(self.choice(
                argument(id.name, trail)?,
                variants,
                trail,
            )?)]),
            Expression::Select { .. } => Err("only an argument can choose between texts".to_owned()),
        }
    }

    fn inline(
        &self,
        inline: &InlineExpression<&'s str>,
        trail: &mut Vec<String>,
    ) -> Result<Vec<Piece>, String> {
        match inline {
            InlineExpression::StringLiteral { value } => Ok(vec![Piece::Text(
                unicode::unescape_unicode_to_string(value).into_owned(),
            )]),
            InlineExpression::NumberLiteral { value } => Ok(vec![Piece::Text((*value).to_owned())]),
            InlineExpression::VariableReference { id } => {
                Ok(vec![Piece::Argument(argument(id.name, trail)?)])
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.refer(id.name.to_owned(), self.messages.get(id.name), trail)
            }
            InlineExpression::TermReference {
                id,
                attribute: None,
                arguments: None,
            } => self.refer(format!("-{}", id.name), self.terms.get(id.name), trail),
            InlineExpression::Placeable { expression } => self.expression(expression, trail),
            InlineExpression::FunctionReference { id, .. } => {
                Err(format!("functions are not supported ({})", id.name))
            }
            InlineExpression::TermReference {
                id,
                arguments: Some(_),
                ..
            } => Err(format!("arguments of a term are not supported (-{})", id.name)),
            InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => {
                Err(format!("attributes are not supported ({})", id.name))
            }
        }
    }

    fn refer(
        &self,
        name: String,
        found: Option<&(&'s str, &'s Pattern<'s>)>,
        trail: &mut Vec<String>,
    ) -> Result<Vec<Piece>, String> {
        let Some((_, pattern)) = found else {
            return Err(format!(
                "refers to {name}, which is not written in {}",
                self.language.folder()
            ));
        };
        if trail.contains(&name) {
            return Err(format!("refers to itself: {} → {name}", trail.join(" → ")));
        }
        trail.push(name);
        let pieces = self.pattern(pattern, trail);
        trail.pop();
        pieces
    }

    fn choice(
        &self,
        argument: String,
        variants: &[ast::Variant<&'s str>],
        trail: &mut Vec<String>,
    ) -> Result<Choice, String> {
        let by_text = variants.iter().any(|variant| {
            matches!(&variant.key, VariantKey::Identifier { name } if !PLURAL_CATEGORIES.contains(name))
        });
        let mut arms: Vec<(Key, Vec<Piece>)> = Vec::new();
        let mut otherwise = Vec::new();
        for variant in variants {
            let pieces = self.pattern(&variant.value, trail)?;
            if variant.default {
                otherwise = pieces;
                continue;
            }
            let key = self.key(&variant.key, by_text)?;
            if arms.iter().any(|(earlier, _)| *earlier == key) {
                return Err(format!("two texts of ${argument} are for the same value"));
            }
            arms.push((key, pieces));
        }
        Ok(Choice {
            argument,
            arms,
            otherwise,
        })
    }

    fn key(&self, key: &VariantKey<&'s str>, by_text: bool) -> Result<Key, String> {
        match key {
            VariantKey::NumberLiteral { value } if by_text => {
                Err(format!("a choice is by number or by word, not both ([{value}])"))
            }
            VariantKey::NumberLiteral { value } => value
                .parse()
                .map(Key::Number)
                .map_err(|_| format!("[{value}] is not a whole number")),
            VariantKey::Identifier { name } if by_text => Ok(Key::Text((*name).to_owned())),
            // CLDR: English `one` is i = 1 and v = 0, which for whole numbers is exactly 1; Japanese has none.
            VariantKey::Identifier { name: "one" } if self.language == Language::En => Ok(Key::Number(1)),
            VariantKey::Identifier { name } => Err(format!(
                "[{name}] never happens in {}; write the number itself",
                self.language.folder()
            )),
        }
    }
}

/// An argument's Rust name. A term has none of its own: fluent does not hand it the arguments of the message.
fn argument(name: &str, trail: &[String]) -> Result<String, String> {
    if let Some(term) = trail.last().filter(|last| last.starts_with('-')) {
        return Err(format!("the term {term} cannot use the argument ${name}"));
    }
    rust_name(name)
}

fn append(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Text(last)), Piece::Text(more)) => last.push_str(&more),
        (_, Piece::Text(text)) if text.is_empty() => {}
        (_, piece) => pieces.push(piece),
    }
}
