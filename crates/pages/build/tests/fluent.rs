use super::super::fluent::{Choice, Key, Language, Piece, read};
use super::source;

/// The pieces of the message `m` in a file that has to be right.
fn pieces(language: Language, text: &str) -> Vec<Piece> {
    let (mut messages, problems) = read(language, &[source(language, "town.ftl", text)]);
    assert_eq!(problems, Vec::<String>::new());
    messages.remove("m").unwrap().pieces
}

fn problem(language: Language, text: &str) -> String {
    let (_, problems) = read(language, &[source(language, "town.ftl", text)]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.into_iter().next().unwrap()
}

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

fn choice(argument: &str, arms: Vec<(Key, Vec<Piece>)>, otherwise: Vec<Piece>) -> Piece {
    Piece::Choice(Choice {
        argument: argument.to_owned(),
        arms,
        otherwise,
    })
}

#[test]
fn text_runs_over_several_lines() {
    let found = pieces(Language::Ja, "m =\n    一行目\n    二行目\n\n    四行目\n");
    assert_eq!(found, [text("一行目\n二行目\n\n四行目")]);
}

#[test]
fn windows_line_ends_read_like_others() {
    assert_eq!(
        pieces(Language::En, "a = x\r\nm =\r\n    one\r\n    two\r\n"),
        [text("one\ntwo")]
    );
}

#[test]
fn literals_are_unescaped_and_joined_with_the_text() {
    assert_eq!(
        pieces(Language::En, r#"m = { "" }a{ " \u3042\\\" " }b{ 7 }"#),
        [text("a あ\\\" b7")]
    );
}

#[test]
fn references_and_terms_are_inlined_across_files() {
    let sources = [
        source(
            Language::Ja,
            "a.ftl",
            "m = { town }と{ -brand }、{ greeting }\ngreeting = { $name }さん",
        ),
        source(
            Language::Ja,
            "b.ftl",
            "-brand = { -short }です\n-short = ともに\ntown = 町",
        ),
    ];
    let (messages, problems) = read(Language::Ja, &sources);
    assert_eq!(problems, Vec::<String>::new());
    let expected = [
        text("町とともにです、"),
        Piece::Argument("name".to_owned()),
        text("さん"),
    ];
    assert_eq!(messages["m"].pieces, expected);
    assert_eq!(messages["m"].file, "locales/ja/a.ftl");
}

#[test]
fn arguments_are_named_as_rust_names_them() {
    assert_eq!(
        pieces(Language::Ja, "m = { $town-name }"),
        [Piece::Argument("town_name".to_owned())]
    );
}

#[test]
fn a_choice_by_number_knows_exact_numbers_and_the_english_one() {
    let found = pieces(
        Language::En,
        "m = { $n ->\n    [0] none\n    [one] one\n   *[other] { $n } of { $all }\n    [-2] minus\n }",
    );
    let arms = vec![
        (Key::Number(0), vec![text("none")]),
        (Key::Number(1), vec![text("one")]),
        (Key::Number(-2), vec![text("minus")]),
    ];
    let otherwise = vec![
        Piece::Argument("n".to_owned()),
        text(" of "),
        Piece::Argument("all".to_owned()),
    ];
    assert_eq!(found, [choice("n", arms, otherwise)]);
}

#[test]
fn a_choice_by_word_may_hold_another_choice() {
    let found = pieces(
        Language::Ja,
        "m = { $kind ->\n    [visit] { $n ->\n        [0] なし\n       *[other] 訪問\n    }\n   *[meeting] 会議\n }",
    );
    let inner = choice(
        "n",
        vec![(Key::Number(0), vec![text("なし")])],
        vec![text("訪問")],
    );
    let arms = vec![(Key::Text("visit".to_owned()), vec![inner])];
    assert_eq!(found, [choice("kind", arms, vec![text("会議")])]);
}

#[test]
fn a_choice_with_only_a_default_still_takes_its_argument() {
    assert_eq!(
        pieces(Language::Ja, "m = { $n ->\n   *[other] 件\n }"),
        [choice("n", vec![], vec![text("件")])]
    );
}

#[test]
fn every_refusal_names_file_and_key() {
    let cases = [
        (
            "m = ok\nm = again",
            "m: is written twice, the first time in locales/en/town.ftl",
        ),
        (
            "-b = x\n-b = y",
            "-b: is written twice, the first time in locales/en/town.ftl",
        ),
        (
            "m = a\n    .title = b",
            "m: attributes are not supported (.title)",
        ),
        ("m =\n    .title = b", "m: attributes are not supported (.title)"),
        (
            "-b = a\n    .title = b",
            "-b: attributes are not supported (.title)",
        ),
        (
            "m = { -b.title ->\n   *[x] y\n }",
            "m: only an argument can choose between texts",
        ),
        ("m = { NUMBER($n) }", "m: functions are not supported (NUMBER)"),
        (
            "m = { NUMBER($n) ->\n   *[other] y\n }",
            "m: only an argument can choose between texts",
        ),
        (
            "m = { -b(case: \"x\") }",
            "m: arguments of a term are not supported (-b)",
        ),
        ("m = { other.title }", "m: attributes are not supported (other)"),
        ("m = { gone }", "m: refers to gone, which is not written in en"),
        ("m = { -gone }", "m: refers to -gone, which is not written in en"),
        ("m = { m }", "m: refers to itself: m → m"),
        (
            "-b = { $x }\nm = { -b }",
            "m: the term -b cannot use the argument $x",
        ),
        (
            "m = { $n ->\n    [few] a\n   *[other] b\n }",
            "m: [few] never happens in en; write the number itself",
        ),
        (
            "m = { $n ->\n    [1.5] a\n   *[other] b\n }",
            "m: [1.5] is not a whole number",
        ),
        (
            "m = { $n ->\n    [1] a\n    [one] b\n   *[other] c\n }",
            "m: two texts of $n are for the same value",
        ),
        (
            "m = { $k ->\n    [a] a\n    [1] b\n   *[other] c\n }",
            "m: a choice is by number or by word, not both ([1])",
        ),
        ("m = { $type }", "m: the name type is a word of Rust"),
        (
            "m = { $townName }",
            "m: the name townName has other letters than a–z, 0–9 and -",
        ),
        (
            "Town = x",
            "Town: the name Town has other letters than a–z, 0–9 and -",
        ),
        (
            "town_name = x",
            "town_name: words of a key are joined by -, not _",
        ),
        ("loop = x", "loop: the name loop is a word of Rust"),
    ];
    for (text, expected) in cases {
        assert_eq!(
            problem(Language::En, text),
            format!("locales/en/town.ftl: {expected}"),
            "{text}"
        );
    }
}

#[test]
fn a_choice_within_a_term_cannot_use_an_argument_either() {
    let found = problem(Language::En, "-b = { $n ->\n   *[other] y\n }\nm = { -b }");
    assert_eq!(
        found,
        "locales/en/town.ftl: m: the term -b cannot use the argument $n"
    );
}

#[test]
fn two_messages_that_refer_to_each_other_are_both_named() {
    let (_, problems) = read(
        Language::En,
        &[source(Language::En, "a.ftl", "a = { b }\nb = { a }")],
    );
    assert_eq!(
        problems,
        [
            "locales/en/a.ftl: a: refers to itself: a → b → a",
            "locales/en/a.ftl: b: refers to itself: b → a → b"
        ]
    );
}

#[test]
fn japanese_has_no_singular() {
    let found = problem(Language::Ja, "m = { $n ->\n    [one] a\n   *[other] b\n }");
    assert_eq!(
        found,
        "locales/ja/town.ftl: m: [one] never happens in ja; write the number itself"
    );
}

#[test]
fn the_same_key_in_two_files_is_refused() {
    let sources = [
        source(Language::Ja, "a.ftl", "m = あ"),
        source(Language::Ja, "b.ftl", "m = い"),
    ];
    let (_, problems) = read(Language::Ja, &sources);
    assert_eq!(
        problems,
        ["locales/ja/b.ftl: m: is written twice, the first time in locales/ja/a.ftl"]
    );
}

#[test]
fn what_is_not_fluent_is_named_with_its_line() {
    let found = problem(Language::En, "first = ok\n\nbroken = { $n\n\nlast = ok\n");
    assert!(
        found.starts_with("locales/en/town.ftl: broken: not fluent, at line "),
        "{found}"
    );
    let found = problem(Language::En, "first = ok\nno equals sign\n");
    assert!(
        found.starts_with("locales/en/town.ftl: no: not fluent, at line 2: "),
        "{found}"
    );
}
