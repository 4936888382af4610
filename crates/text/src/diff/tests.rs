use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// As people would write it on paper: ［-gone-］［+new+］.
fn marked(pieces: &[Piece]) -> String {
    pieces.iter().fold(String::new(), |mut text, piece| {
        let shown = match piece.mark {
            Mark::Same => write!(text, "{}", piece.text),
            Mark::Gone => write!(text, "［-{}-］", piece.text),
            Mark::New => write!(text, "［+{}+］", piece.text),
        };
        shown.unwrap();
        text
    })
}

fn told(old: &str, new: &str) -> String {
    let mut text = String::new();
    for one in paragraphs(old, new) {
        let kind = match one.kind {
            Kind::Same => "　",
            Kind::Changed => "～",
            Kind::Added => "＋",
            Kind::Removed => "－",
            Kind::MovedAway => "↑",
            Kind::MovedHere => "↓",
        };
        writeln!(text, "{kind}{}", marked(&one.pieces).trim_end()).unwrap();
    }
    text
}

#[test]
fn words_are_what_a_reader_takes_for_words() {
    let split = |text| texts(&tokens(text)).join("｜");
    for (text, words) in [
        ("買い物に困る方がいる", "買い物｜に｜困る｜方｜が｜いる"),
        (
            "川上集会所で移動販売車を待つ",
            "川上｜集会｜所｜で｜移動｜販売｜車｜を｜待つ",
        ),
        (
            "75歳以上の方が1,200人います。",
            "75歳｜以上｜の｜方｜が｜1,200人｜います｜。",
        ),
        (
            "2026年5月13日（水）、3か所で",
            "2026年｜5月｜13日｜（｜水｜）｜、｜3か所｜で",
        ),
        ("デマンドバスをLINEで予約", "デマンドバス｜を｜LINE｜で｜予約"),
        ("ものを運ぶ", "もの｜を｜運ぶ"),
        ("", ""),
    ] {
        assert_eq!(split(text), words);
    }
}

#[test]
fn one_changed_word_is_one_mark() {
    for (old, new, shown) in [
        (
            "買い物に困る方がいる",
            "買い物とおしゃべりに困る方がいる",
            "買い物［+とおしゃべり+］に困る方がいる",
        ),
        (
            "移動販売車が毎週火曜日に来ます。",
            "移動図書館が毎週木曜日に来ます。",
            "移動［-販売車-］［+図書館+］が毎週［-火曜-］［+木曜+］日に来ます。",
        ),
        (
            "川上地区には75歳以上の方が120人います。",
            "川上地区には75歳以上の方が132人います。",
            "川上地区には75歳以上の方が［-120人-］［+132人+］います。",
        ),
        (
            "バスの本数が減りました。",
            "バスの本数が減り、病院へ行く日を選べなくなりました。",
            "バスの本数が［-減りました-］［+減り、病院へ行く日を選べなくなりました+］。",
        ),
        (
            "歩いて行ける店がありません。",
            "歩いて行ける店がありません。病院も遠くなりました。",
            "歩いて行ける店がありません。［+病院も遠くなりました。+］",
        ),
        (
            "買い物に困る。車がない。",
            "買い物に困る。通院に困る。車がない。",
            "買い物に困る。［+通院に困る。+］車がない。",
        ),
    ] {
        assert_eq!(marked(&words(old, new)), shown);
    }
}

#[test]
fn a_sentence_that_shares_next_to_nothing_is_replaced_whole() {
    let (old, new) = (
        "役場の窓口を一つにまとめます。",
        "家から役場まで、車がなくても行ける道を考えます。",
    );
    assert_eq!(marked(&words(old, new)), format!("［-{old}-］［+{new}+］"));
}

const BEFORE: &str = "川上地区では、昨年の秋に最後の商店が閉まりました。移動販売車が週に一度来ますが、来る日に家にいないと買えません。

車を運転しない方は、息子さんや娘さんが来る週末を待っています。

役場では、配食サービスの案内を配っています。
民生委員さんは、月に一度お宅を回っています。
";
const AFTER: &str = "川上地区では、昨年の秋に最後の商店が閉まりました。移動販売車が週に二度来るようになりましたが、来る時間に家にいないと買えません。

車を運転しない方は、息子さんや娘さんが来る週末を待っています。買い物よりも、だれかと話せることが楽しみだという声を、集会所で聞きました。

民生委員さんは、月に一度お宅を回っています。
四月からは、集会所でお茶の時間を開いています。
";

/// Line ends at the end of a mark are not shown.
fn flat(text: &str) -> String {
    text.replace("\n-］", "-］").replace("\n+］", "+］")
}

#[test]
fn a_rewritten_understanding_reads_like_an_edited_page() {
    let expected = "\
～川上地区では、昨年の秋に最後の商店が閉まりました。移動販売車が週に［-一度来ます-］［+二度来るようになりました+］が、来る［-日-］［+時間+］に家にいないと買えません。
　
～車を運転しない方は、息子さんや娘さんが来る週末を待っています。［+買い物よりも、だれかと話せることが楽しみだという声を、集会所で聞きました。+］
　
－［-役場では、配食サービスの案内を配っています。-］
　民生委員さんは、月に一度お宅を回っています。
＋［+四月からは、集会所でお茶の時間を開いています。+］
";
    assert_eq!(flat(&told(BEFORE, AFTER)), expected);
}

#[test]
fn a_paragraph_that_moved_is_known_as_moved() {
    let old = "集会所で話を聞きました。\n港まで歩きました。\n役場に戻って話し合いました。\n";
    let new = "港まで歩きました。\n役場に戻って話し合いました。\n集会所で話を聞きました。\n";
    let expected = "\
↑［-集会所で話を聞きました。-］
　港まで歩きました。
　役場に戻って話し合いました。
↓［+集会所で話を聞きました。+］
";
    assert_eq!(flat(&told(old, new)), expected);
}

#[test]
fn the_cost_is_bounded_whatever_comes() {
    // Larger than anything a form takes; without the bounds each of these would take minutes.
    let many = |step: u32| -> String {
        (0..40_000_u32).fold(String::new(), |mut text, at| {
            writeln!(text, "{}", at * step % 39_989).unwrap();
            text
        })
    };
    let (old, new) = (many(7), many(11));
    let found = paragraphs(&old, &new);
    assert_eq!((side(&found, Mark::Gone), side(&found, Mark::New)), (old, new));
    let one_line = |letters: &str| letters.repeat(30_000);
    let (old, new) = (one_line("甲は1人乙"), one_line("乙か2人甲。"));
    let found = paragraphs(&old, &new);
    assert_eq!((side(&found, Mark::Gone), side(&found, Mark::New)), (old, new));
}

/// Texts as people write them: sentences of a few words, so that much is shared and much moves.
fn prose() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "買い物",
        "に",
        "困る",
        "方",
        "が",
        "いる",
        "。",
        "、",
        "\n",
        "移動販売",
        "3人",
        "バス",
        "の",
        "ため",
        "お茶",
        "は",
        "ＬＩＮＥ",
        "が\u{3099}",
        "👩‍🌾",
        "\r\n",
        "「",
        "」",
        "ー",
        " ",
        "　",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn both_texts_come_back_from_the_pieces(old in ".{0,200}", new in ".{0,200}") {
        let found = paragraphs(&old, &new);
        prop_assert_eq!(side(&found, Mark::Gone), old);
        prop_assert_eq!(side(&found, Mark::New), new);
    }

    #[test]
    fn both_prose_texts_come_back_too(old in prose(), new in prose()) {
        let found = paragraphs(&old, &new);
        prop_assert_eq!(side(&found, Mark::Gone), old.as_str());
        prop_assert_eq!(side(&found, Mark::New), new.as_str());
        for piece in found.iter().flat_map(|one| &one.pieces) {
            prop_assert!(!piece.text.is_empty());
        }
        prop_assert_eq!(is_same(&found), old == new);
    }

    #[test]
    fn the_same_text_has_no_change(text in prose()) {
        let found = paragraphs(&text, &text);
        prop_assert!(is_same(&found));
        prop_assert!(found.iter().flat_map(|one| &one.pieces).all(|piece| piece.mark == Mark::Same));
        prop_assert_eq!(side(&found, Mark::Gone), text);
    }

    #[test]
    fn words_are_the_text(text in ".{0,300}") {
        prop_assert_eq!(texts(&tokens(&text)).concat(), text);
    }
}
