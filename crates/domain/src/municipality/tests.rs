use proptest::prelude::*;

use super::*;
use crate::Coded;

fn code(text: &str) -> MunicipalityCode {
    MunicipalityCode::parse(text).unwrap()
}

#[test]
fn real_codes_are_read() {
    for text in [
        "010006", "011002", "131016", "131237", "182079", "473821", "990001",
    ] {
        assert_eq!(code(text).to_string(), text);
    }
    assert_eq!(code("182079").prefecture().name(), Some("福井県"));
    assert_eq!(code("182079").within_prefecture(), 207);
    assert!(!code("473821").is_fictional());
}

#[test]
fn a_sum_below_eleven_is_taken_from_eleven() {
    assert_eq!(
        MunicipalityCode::with_check_digit("01000").unwrap(),
        code("010006")
    );
    assert_eq!(
        MunicipalityCode::with_check_digit("01100").unwrap(),
        code("011002")
    );
}

#[test]
fn what_is_wrong_is_told_apart() {
    use MunicipalityCodeError as E;
    for (text, error) in [
        (
            "10006",
            E::Length {
                expected: 6,
                actual: 5,
            },
        ),
        (
            "",
            E::Length {
                expected: 6,
                actual: 0,
            },
        ),
        ("１８２０７９", E::NotADigit('１')),
        ("18207x", E::NotADigit('x')),
        (
            "182078",
            E::CheckDigit {
                expected: '9',
                actual: '8',
            },
        ),
        ("480002", E::Prefecture(48)),
        ("000001", E::Prefecture(0)),
    ] {
        assert_eq!(MunicipalityCode::parse(text), Err(error), "{text}");
    }
    assert_eq!(
        MunicipalityCode::with_check_digit("182079"),
        Err(E::Length {
            expected: 5,
            actual: 6
        })
    );
}

#[test]
fn prefectures_have_numbers_names_and_governments() {
    assert_eq!(PrefectureCode::real().count(), 47);
    let fukui: PrefectureCode = "18".parse().unwrap();
    assert_eq!(fukui.government(), code("180009"));
    assert_eq!(PrefectureCode::FICTIONAL.government(), code("990001"));
    assert_eq!(PrefectureCode::FICTIONAL.name(), None);
    assert_eq!("01".parse::<PrefectureCode>().unwrap().to_string(), "01");
    for text in ["", "1", "00", "48", "098", "１８"] {
        assert_eq!(text.parse::<PrefectureCode>(), Err(NotAPrefecture), "{text}");
    }
}

#[test]
fn kinds_follow_names_and_fit_codes() {
    use MunicipalityKind as K;
    for (name, text, kind) in [
        ("福井県", "180009", K::Prefecture),
        ("札幌市", "011002", K::City),
        ("江戸川区", "131237", K::SpecialWard),
        ("与那国町", "473821", K::Town),
        ("青ヶ島村", "134023", K::Village),
    ] {
        assert_eq!(K::of_name(name), Some(kind));
        assert!(kind.fits(code(text)), "{name}");
    }
    assert!(
        !K::SpecialWard.fits(code("011011")),
        "札幌市中央区 is not a government"
    );
    assert!(!K::City.fits(code("131016")));
    assert!(!K::Town.fits(code("182079")));
    assert!(K::City.fits(code("993417")) && !K::City.fits(code("990001")));
    assert_eq!(K::of_name("後期高齢者医療広域連合"), None);
    assert_eq!(<K as Coded>::parse("special_ward"), Some(K::SpecialWard));
}

proptest! {
    #[test]
    fn a_completed_code_is_valid_and_any_one_mistyped_digit_is_noticed(
        prefecture in 1..=47u8, rest in 0..1000u16, place in 0..5usize, other in 0..10u8,
    ) {
        let five = format!("{prefecture:02}{rest:03}");
        let right = MunicipalityCode::with_check_digit(&five).unwrap();
        prop_assert_eq!(MunicipalityCode::parse(right.as_str()), Ok(right));
        let mut typed = right.as_str().as_bytes().to_vec();
        let before = typed[place] - b'0';
        typed[place] = b'0' + other;
        // Remainders 0 and 10 share one check digit: 11 − 10 = 1 and the last digit of 11 − 0 = 11.
        let weight = 6 - i32::try_from(place).unwrap();
        let shift = (i32::from(other) - i32::from(before)) * weight;
        prop_assume!(shift != 0 && shift.rem_euclid(11) != 10 && shift.rem_euclid(11) != 1);
        let typed = String::from_utf8(typed).unwrap();
        prop_assert!(MunicipalityCode::parse(&typed).is_err(), "{} for {}", typed, right);
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        if let Ok(code) = MunicipalityCode::parse(&text) {
            prop_assert_eq!(code.as_str(), text);
        }
    }
}
