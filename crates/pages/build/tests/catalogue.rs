use super::super::catalogue;
use super::super::fluent::{Language, Source};
use super::super::readings::Readings;
use super::pair;

/// The methods written for `sample/*.ftl`. The text is compared here and run in `crate::words::tests`, so that
/// what is written and what it does are both seen in a change.
const SAMPLE: &str = include_str!("sample/methods.txt");

fn methods(sources: &[Source]) -> Result<String, Vec<String>> {
    catalogue::methods(sources, &readings())
}

fn readings() -> Readings {
    Readings::read("readings.txt", "人 ひと").unwrap()
}

/// One message in the three languages.
fn three(ja: &str, en: &str, easy: &str) -> Vec<Source> {
    let mut sources = pair(ja, en);
    sources.push(Source {
        language: Language::Easy,
        file: "locales/easy/town.ftl".to_owned(),
        text: easy.to_owned(),
    });
    sources
}

fn refused(ja: &str, en: &str) -> Vec<String> {
    methods(&pair(ja, en)).unwrap_err()
}

#[test]
fn the_sample_is_written_as_kept() {
    let written = methods(&three(
        include_str!("sample/ja.ftl"),
        include_str!("sample/en.ftl"),
        include_str!("sample/easy.ftl"),
    ))
    .unwrap();
    assert!(
        written == SAMPLE,
        "build/tests/sample/methods.txt should now be:\n{written}"
    );
}

#[test]
fn a_key_in_one_language_only_is_refused() {
    assert_eq!(
        refused("a = あ\nb = い", "b = b\nc = c"),
        [
            "locales/ja/town.ftl: a: is missing in locales/en",
            "locales/en/town.ftl: c: is missing in locales/ja"
        ]
    );
}

#[test]
fn differing_arguments_are_refused() {
    assert_eq!(
        refused("m = { $b }{ $a }", "m = { $b }"),
        ["locales/en/town.ftl: m: arguments differ: ja has $a, $b, en has $b"]
    );
    assert_eq!(
        refused("m = なし", "m = { $b }"),
        ["locales/en/town.ftl: m: arguments differ: ja has none, en has $b"]
    );
}

#[test]
fn an_argument_is_compared_with_numbers_or_with_words() {
    let (by_number, by_word) = (
        "m = { $a ->\n    [0] x\n   *[other] y\n }",
        "m = { $a ->\n    [visit] x\n   *[other] y\n }",
    );
    let expected =
        ["locales/en/town.ftl: m: $a is compared with numbers in one place and with words in another"];
    assert_eq!(refused(by_number, by_word), expected);
    assert_eq!(refused(by_word, by_number), expected);
}

#[test]
fn one_language_may_choose_where_the_other_only_shows() {
    let written = methods(&pair(
        "m = { $n }件",
        "m = { $n ->\n    [one] one\n   *[other] { $n }\n }",
    ))
    .unwrap();
    assert!(
        written.contains("pub fn m(self, n: impl Count) -> String"),
        "{written}"
    );
}

#[test]
fn names_that_words_itself_has_are_refused() {
    assert_eq!(
        refused("lookup = あ", "lookup = a"),
        ["locales/ja/town.ftl: lookup: the name is taken by Words itself"]
    );
}

#[test]
fn an_unreadable_message_is_not_also_called_missing() {
    assert_eq!(
        refused("m = あ", "m = { NUMBER($n) }"),
        ["locales/en/town.ftl: m: functions are not supported (NUMBER)"]
    );
}

#[test]
fn quotes_braces_and_backslashes_survive() {
    let written = methods(&pair(r#"m = "{ "{" }\n""#, r#"m = "{ "{" }\n""#)).unwrap();
    assert!(written.contains(r#"Locale::En => "\"{\\n\"","#), "{written}");
}

#[test]
fn no_messages_make_no_methods() {
    let written = methods(&[]).unwrap();
    assert!(
        written.contains("static PLAIN: [(&str, [&str; 3]); 0] = [\n];"),
        "{written}"
    );
}

#[test]
fn easy_japanese_may_lack_a_message_but_not_differ_or_have_its_own() {
    let refused = |easy| methods(&three("m = { $a }の人", "m = { $a }", easy)).unwrap_err();
    let written = methods(&three("m = { $a }の人", "m = { $a }", "")).unwrap();
    assert!(written.contains("Locale::Ja | Locale::Easy => {"), "{written}");
    assert_eq!(
        refused("m = 人"),
        ["locales/easy/town.ftl: m: arguments differ: ja has $a, easy has none"]
    );
    assert_eq!(
        refused("n = 人"),
        ["locales/easy/town.ftl: n: is missing in locales/ja"]
    );
    assert_eq!(
        refused("m = { $a }の町"),
        ["locales/easy/town.ftl: m: 町 has no reading"]
    );
}
