//! One spelling for names that people write in several ways, for searching and comparing; never for showing.

use unicode_normalization::UnicodeNormalization;

/// A name reduced to what matters when people look for it.
///
/// Full and half width, upper and lower case, katakana and hiragana, blanks, 茅ヶ崎・茅ケ崎・茅が崎, 四ツ谷・四ッ谷・四つ谷 and old forms of
/// kanji (髙, 﨑, 澤, 邊 …) make no difference. Folding what is folded changes nothing.
pub fn fold(name: &str) -> String {
    let shown = name
        .chars()
        .filter(|c| !is_unseen(*c))
        .nfkc()
        .flat_map(char::to_lowercase);
    let letters: Vec<char> = shown
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_unseen(*c))
        .collect();
    let mut folded = String::with_capacity(name.len());
    for (place, &letter) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|at| letters.get(at));
        let alone = !before.is_some_and(|c| is_katakana(*c))
            && !letters.get(place + 1).is_some_and(|c| is_katakana(*c));
        folded.push(match letter {
            // Between kanji these are spellings of one particle; inside a katakana word they are themselves.
            'ヶ' | 'ゖ' => 'が',
            'ケ' if alone => 'が',
            'ッ' if alone => 'つ',
            'ヵ' | 'ゕ' => 'か',
            'ァ'..='ヴ' | 'ヽ' | 'ヾ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
            _ => modern(letter),
        });
    }
    // ヵ with a voicing mark apart from it has become か with one.
    folded.nfkc().collect()
}

/// Letters of katakana words, the long-vowel mark included.
fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー') && c != 'ヶ'
}

/// Variation selectors, zero-width and soft-hyphen characters: nobody types them, some systems paste them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The everyday form of a kanji that names of people and places also use in an old or variant form.
#[rustfmt::skip]
fn modern(c: char) -> char {
    match c {
        '髙' => '高', '﨑' | '嵜' | '碕' => '崎', '澤' => '沢', '濵' | '濱' => '浜', '邊' | '邉' => '辺', '齋' => '斎', '齊' => '斉',
        '廣' => '広', '國' | '圀' => '国', '嶋' | '嶌' => '島', '德' => '徳', '惠' => '恵', '榮' => '栄', '櫻' => '桜', '瀧' => '滝',
        '龍' => '竜', '壽' => '寿', '眞' => '真', '實' => '実', '圓' => '円', '靜' => '静', '黑' => '黒', '曾' => '曽', '𠮷' => '吉',
        '槇' => '槙', '薗' => '園', '峯' => '峰', '冨' => '富', '關' => '関', '縣' => '県', '驛' => '駅', '澁' => '渋', '籠' => '篭',
        '檜' => '桧', '鷗' => '鴎', '諫' => '諌', '鰺' => '鯵', '檮' => '梼', '麴' => '麹', '籔' | '藪' => '薮', '蘆' => '芦',
        '壺' => '壷', '鹽' => '塩', '條' => '条', '竈' | '竃' => '釜', '龜' => '亀', '會' => '会', '學' => '学', '團' => '団',
        '藝' => '芸', '與' => '与', '萬' => '万', '穗' => '穂', '舘' => '館', '螢' => '蛍', '當' => '当', '淺' => '浅', '藏' => '蔵',
        '彌' => '弥', '禮' => '礼', '應' => '応', '來' => '来', '豐' => '豊', '邨' => '村', '埜' => '野', '嶽' => '岳', '滿' => '満',
        '攝' => '摂', '佛' => '仏', '總' => '総', '鐵' => '鉄', '寶' => '宝', '莊' => '荘', '鄕' | '鄉' => '郷', '劍' => '剣',
        '濟' => '済', '狹' => '狭', '淵' => '渕', '橫' => '横', '靑' => '青', '淸' => '清', '敎' => '教',
        '曻' => '昇', '桒' => '桑', '兒' => '児', '舩' => '船', '緖' => '緒', '祇' => '祗',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        for (one, other) in [
            ("茅ヶ崎市", "茅ケ崎市"),
            ("茅ヶ﨑", "茅が崎"),
            ("自由ガ丘", "自由が丘"),
            ("龍ケ崎市", "竜ヶ崎市"),
            ("つつじヶ丘", "つつじが丘"),
            ("四ツ谷", "四ッ谷"),
            ("四つ谷", "四ッ谷"),
            ("西ノ島町", "西の島町"),
            ("ニセコ町", "にせこ町"),
            ("ﾆｾｺ町", "ニセコ町"),
            ("ＮＰＯ法人　ともに", "npo法人ともに"),
            ("㈱みなと", "(株)ミナト"),
            ("髙橋 渡邊", "高橋　渡辺"),
            ("濵田・齋藤", "浜田･斎藤"),
            ("塩竈市", "塩釜市"),
            ("葛\u{e0100}城市", "葛城市"),
            ("か\u{3099}まこ\u{3099}おり", "ガマゴオリ"),
            ("神\u{fa19}", "神神"),
            ("３ヵ年", "3か年"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        for (one, other) in [
            ("いけだ", "いがだ"),
            ("イケダ", "イガダ"),
            ("ケア", "がア"),
            ("斎藤", "斉藤"),
            ("カート", "カト"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} / {other}");
        }
        assert_eq!(fold("サポート"), "さぽーと");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in r"(\PC|[ヶケガがヵッツー髙﨑 \x{3000}\x{3099}\x{309a}\x{200b}\x{e0100}ﾞｶİ]){0,30}") {
            let once = fold(&name);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
