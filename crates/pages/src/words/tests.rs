use super::*;

/// The methods that the build script writes for its sample, at work.
mod sample {
    #![allow(
        clippy::all,
        clippy::pedantic,
        unused_variables,
        reason = "as the build script wrote it"
    )]

    use std::fmt::Display;

    use super::super::{Count, Locale, Put};

    pub(super) struct Words {
        pub(super) locale: Locale,
    }

    include!("../../build/tests/sample/methods.txt");

    pub(super) fn keys() -> Vec<&'static str> {
        PLAIN.iter().map(|(key, _)| *key).collect()
    }
}

const JA: fn() -> sample::Words = || sample::Words { locale: Locale::Ja };
const EN: fn() -> sample::Words = || sample::Words { locale: Locale::En };

#[test]
fn plain_text_lines_and_emptiness() {
    assert_eq!(JA().sample_plain(), "ともにへようこそ");
    assert_eq!(EN().sample_plain(), "Welcome to tomoni");
    assert_eq!(EN().sample_lines(), "first line\n\"second line\"");
    assert_eq!(JA().sample_silent(), "");
}

#[test]
fn arguments_are_shown_in_the_order_of_each_text() {
    assert_eq!(JA().sample_argument("田中"), "田中さんがともにに加わりました");
    assert_eq!(
        EN().sample_referring(String::from("Tanaka")),
        "[Tanaka joined tomoni]"
    );
    assert_eq!(JA().sample_order("東", "西"), "西と東");
    assert_eq!(EN().sample_order("east", "west"), "east and west");
}

#[test]
fn a_choice_by_number_takes_any_integer() {
    assert_eq!(JA().sample_choice_by_number(0_usize), "まだありません");
    assert_eq!(JA().sample_choice_by_number(1), "1件");
    assert_eq!(EN().sample_choice_by_number(0_u8), "None yet");
    assert_eq!(EN().sample_choice_by_number(1_u64), "1 item");
    assert_eq!(EN().sample_choice_by_number(-1_i64), "-1 items");
    let through_references: Vec<String> = [2_u16, 1]
        .iter()
        .map(|count| EN().sample_choice_by_number(count))
        .collect();
    assert_eq!(through_references, ["2 items", "1 item"]);
    assert_eq!(
        EN().sample_choice_by_number(u64::MAX),
        format!("{} items", i64::MAX)
    );
    assert_eq!(JA().sample_default_only(3), "何人か");
}

#[test]
fn a_choice_by_word_falls_back_to_its_default() {
    assert_eq!(JA().sample_choice_by_word("visit", "港"), "港を訪ねました (港)");
    assert_eq!(JA().sample_choice_by_word("call", "港"), "電話しました (港)");
    assert_eq!(
        EN().sample_choice_by_word("call", "the port"),
        "Talked (the port)"
    );
}

#[test]
fn only_messages_without_arguments_can_be_looked_up() {
    assert_eq!(sample::keys(), ["sample-lines", "sample-plain", "sample-silent"]);
    assert_eq!(Words::of(Locale::Ja).lookup("action-save"), Some("保存する"));
    assert_eq!(Words::of(Locale::En).lookup("action-save"), Some("Save"));
    assert_eq!(Words::of(Locale::En).lookup("page-title"), None);
    assert_eq!(Words::of(Locale::En).lookup("action_save"), None);
}

#[test]
fn a_locale_is_known_by_its_tag_alone() {
    for locale in Locale::ALL {
        assert_eq!(Locale::parse(locale.as_str()), Some(locale));
    }
    assert_eq!(Locale::parse("JA"), None);
    assert_eq!(Locale::parse(""), None);
}

#[test]
fn a_template_says_words_and_escapes_them() {
    #[derive(askama::Template)]
    #[template(
        source = "{{ words.action_save() }}|{{ words.page_title(title) }}|{{ words.towns_count(towns.len()) }}\
                  |{{ words.towns_count(many) }}",
        ext = "html"
    )]
    struct Page {
        words: Words,
        title: String,
        towns: Vec<u8>,
        many: u32,
    }

    let page = |locale| Page {
        words: Words::of(locale),
        title: "A<B".to_owned(),
        towns: vec![7],
        many: 1788,
    };
    let render = |locale| askama::Template::render(&page(locale)).unwrap();
    assert_eq!(render(Locale::Ja), "保存する|A&#60;B | ともに|1自治体|1788自治体");
    assert_eq!(
        render(Locale::En),
        "Save|A&#60;B | tomoni|1 local government|1788 local governments"
    );
}
