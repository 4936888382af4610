//! vCard (RFC 6350, and version 3.0 of RFC 2426 for older address books): plain fields → bytes.

/// Which version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Version {
    /// 3.0, RFC 2426.
    V3,
    /// 4.0, RFC 6350.
    V4,
}

/// What a card says. Empty fields are left out.
#[derive(Clone, Debug, Default)]
pub struct Card<'a> {
    /// The name as it is written: family name, a space, given name.
    pub name: &'a str,
    /// Its reading, in the same order.
    pub kana: &'a str,
    /// The organisation.
    pub organisation: &'a str,
    /// The department.
    pub department: &'a str,
    /// The title.
    pub title: &'a str,
    /// What they do, and the languages they speak, as one remark.
    pub note: &'a str,
    /// The telephone as it is written.
    pub phone: &'a str,
    /// The address of mails.
    pub email: &'a str,
    /// Their page.
    pub site: &'a str,
    /// The page of the card itself.
    pub page: &'a str,
    /// What stays the same when the card changes: `urn:uuid:…`.
    pub uid: &'a str,
}

/// The card as a file, lines folded and ended as the standard asks.
pub fn write(card: &Card<'_>, version: Version) -> String {
    let mut lines = vec!["BEGIN:VCARD".to_owned()];
    let (family, given) = parts(card.name);
    let (family_kana, given_kana) = parts(card.kana);
    let name = format!("{};{};;;", escaped(family), escaped(given));
    match version {
        Version::V4 => {
            lines.push("VERSION:4.0".to_owned());
            lines.push("KIND:individual".to_owned());
            lines.push(format!("FN:{}", escaped(card.name)));
            if card.kana.is_empty() {
                lines.push(format!("N:{name}"));
            } else {
                let sort = parameter(&[family_kana, given_kana]);
                lines.push(format!("N;SORT-AS={sort}:{name}"));
            }
        }
        Version::V3 => {
            lines.push("VERSION:3.0".to_owned());
            lines.push(format!("FN:{}", escaped(card.name)));
            lines.push(format!("N:{name}"));
            push(&mut lines, "SORT-STRING", card.kana);
        }
    }
    push(&mut lines, "X-PHONETIC-LAST-NAME", family_kana);
    push(&mut lines, "X-PHONETIC-FIRST-NAME", given_kana);
    if !card.organisation.is_empty() {
        let mut organisation = format!("ORG:{}", escaped(card.organisation));
        if !card.department.is_empty() {
            organisation.push(';');
            organisation.push_str(&escaped(card.department));
        }
        lines.push(organisation);
    }
    push(&mut lines, "TITLE", card.title);
    push(&mut lines, "TEL;TYPE=work", card.phone);
    push(&mut lines, "EMAIL;TYPE=work", card.email);
    for address in [card.site, card.page] {
        if !address.is_empty() {
            // An address is no text: nothing in it is escaped, and nothing that could end the line is in it.
            let plain: String = address.chars().filter(|one| !one.is_control()).collect();
            lines.push(format!("URL:{plain}"));
        }
    }
    push(&mut lines, "NOTE", card.note);
    push(&mut lines, "UID", card.uid);
    lines.push("END:VCARD".to_owned());
    let mut file = String::new();
    for line in &lines {
        fold(line, &mut file);
    }
    file
}

fn push(lines: &mut Vec<String>, name: &str, value: &str) {
    if !value.is_empty() {
        lines.push(format!("{name}:{}", escaped(value)));
    }
}

/// Family name and given name; a name without a space is a family name.
fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    name.split_once([' ', '　'])
        .map_or((name, ""), |(family, given)| (family, given.trim()))
}

/// A text value: RFC 6350, 3.4.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for one in text.chars() {
        match one {
            '\\' => value.push_str("\\\\"),
            ',' => value.push_str("\\,"),
            ';' => value.push_str("\\;"),
            '\n' => value.push_str("\\n"),
            other if other.is_control() && other != '\t' => {}
            other => value.push(other),
        }
    }
    value
}

/// A parameter of several values, always quoted; what cannot stand in quotes is written by RFC 6868.
fn parameter(values: &[&str]) -> String {
    let values: Vec<String> = values
        .iter()
        .filter(|value| !value.is_empty())
        .map(|value| {
            let plain: String = value.chars().filter(|one| !one.is_control()).collect();
            plain.replace('^', "^^").replace('"', "^'")
        })
        .collect();
    format!("\"{}\"", values.join(","))
}

/// How many octets a line has at most, without its end.
const OCTETS: usize = 75;

/// Adds a line, folded between characters, never inside one.
fn fold(line: &str, file: &mut String) {
    let mut octets = 0;
    for one in line.chars() {
        if octets + one.len_utf8() > OCTETS {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(one);
        octets += one.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Reads a file back: name with its parameters, and the components of the value.
    fn read(file: &str) -> Vec<(String, Vec<String>)> {
        assert!(file.ends_with("\r\n"));
        let unfolded = file.replace("\r\n ", "");
        unfolded
            .trim_end_matches("\r\n")
            .split("\r\n")
            .map(|line| {
                let mut quoted = false;
                let colon = line.find(|one| {
                    quoted ^= one == '"';
                    one == ':' && !quoted
                });
                let (name, value) = line.split_at(colon.expect("a colon"));
                let mut components = vec![String::new()];
                let mut signs = value[1..].chars();
                while let Some(one) = signs.next() {
                    let last = components.last_mut().unwrap();
                    match one {
                        '\\' => match signs.next() {
                            Some('n') => last.push('\n'),
                            Some(other) => last.push(other),
                            None => panic!("a lone backslash in {line}"),
                        },
                        ';' => components.push(String::new()),
                        other => last.push(other),
                    }
                }
                (name.to_owned(), components)
            })
            .collect()
    }

    fn sample() -> Card<'static> {
        Card {
            name: "浜口 千夏",
            kana: "はまぐち ちなつ",
            organisation: "凪浦町",
            department: "企画振興課",
            title: "係長",
            note: "買い物の足を、一緒に考えています。\n日本語、英語",
            phone: "0000-11-2222",
            email: "c-hamaguchi@town.nagiura.example",
            site: "https://town.nagiura.example/kikaku?a=1,2;b",
            page: "https://tomoni.example/cards/0000",
            uid: "urn:uuid:019370c5-0000-7000-8000-000000000000",
        }
    }

    #[test]
    fn both_versions_say_the_same() {
        for (version, number) in [(Version::V4, "4.0"), (Version::V3, "3.0")] {
            let file = write(&sample(), version);
            let lines = read(&file);
            let of = |name: &str| {
                let found = lines.iter().find(|(one, _)| one == name);
                found.map(|(_, value)| value.join(";")).unwrap_or_default()
            };
            assert!(
                file.starts_with(&format!("BEGIN:VCARD\r\nVERSION:{number}\r\n")),
                "{file}"
            );
            assert_eq!(of("FN"), "浜口 千夏");
            assert_eq!(of("ORG"), "凪浦町;企画振興課");
            assert_eq!(of("X-PHONETIC-LAST-NAME"), "はまぐち");
            assert_eq!(of("X-PHONETIC-FIRST-NAME"), "ちなつ");
            assert_eq!(of("NOTE"), sample().note);
            assert!(
                file.contains("URL:https://town.nagiura.example/kikaku?a=1,2;b\r\n"),
                "{file}"
            );
            let name = if number == "4.0" {
                "N;SORT-AS=\"はまぐち,ちなつ\""
            } else {
                assert_eq!(of("SORT-STRING"), "はまぐち ちなつ");
                "N"
            };
            assert_eq!(of(name), "浜口;千夏;;;");
        }
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let card = Card {
            name: "森",
            uid: "urn:uuid:0",
            ..Card::default()
        };
        let names: Vec<String> = read(&write(&card, Version::V4))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["BEGIN", "VERSION", "KIND", "FN", "N", "UID", "END"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_every_text_comes_back(
            name in "[^ 　\\p{Cc}]{1,30}",
            kana in "\\PC{0,40}",
            organisation in "\\PC{0,120}",
            note in "[\\PC\n\\\\;,:\"]{0,400}",
        ) {
            let card = Card { name: &name, kana: &kana, organisation: &organisation, note: &note, ..Card::default() };
            for version in [Version::V3, Version::V4] {
                let file = write(&card, version);
                for line in file.split("\r\n") {
                    prop_assert!(line.len() <= OCTETS, "{} octets: {line}", line.len());
                    prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
                }
                let lines = read(&file);
                let of = |name: &str| {
                    lines.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone())
                };
                prop_assert_eq!(of("FN"), Some(vec![name.clone()]));
                prop_assert_eq!(of("NOTE"), (!note.is_empty()).then(|| vec![note.clone()]));
                prop_assert_eq!(of("ORG"), (!organisation.is_empty()).then(|| vec![organisation.clone()]));
                prop_assert_eq!(of("END"), Some(vec!["VCARD".to_owned()]));
            }
        }
    }
}
