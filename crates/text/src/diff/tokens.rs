//! What a word is in Japanese, for showing what changed: smaller than a phrase (文節), larger than a character.
//!
//! Phrases come from the model of `budoux`; in a phrase the particles at its end stand alone, numbers keep their units, katakana
//! and Latin words stay whole, long compounds of kanji fall into twos, and every mark of punctuation is alone. The split
//! need not be linguistically right: it need only fall where a reader would look for a change.

/// A word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Whether a phrase begins with it.
    pub(super) phrase: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Digit,
    Space,
    Other,
}

/// Texts longer than this, in bytes, are split without the model.
const MODELLED: usize = 12_000;

/// Endings that are words of their own behind a noun, the longer before the shorter.
const PARTICLES: [&str; 47] = [
    "については",
    "のために",
    "において",
    "によって",
    "について",
    "としての",
    "からの",
    "までの",
    "までに",
    "への",
    "との",
    "での",
    "には",
    "では",
    "とは",
    "へは",
    "から",
    "まで",
    "より",
    "だけ",
    "ほど",
    "など",
    "ので",
    "のに",
    "ても",
    "でも",
    "にも",
    "とも",
    "です",
    "だった",
    "でした",
    "である",
    "ながら",
    "として",
    "とか",
    "しか",
    "は",
    "が",
    "を",
    "に",
    "へ",
    "と",
    "も",
    "の",
    "で",
    "や",
    "か",
];

/// What is counted, measured or dated: it stays with the number before it. The longer before the shorter.
const UNITS: [&str; 46] = [
    "キロメートル",
    "平方メートル",
    "メートル",
    "ヘクタール",
    "パーセント",
    "キロ",
    "世帯",
    "万人",
    "万円",
    "億円",
    "千円",
    "年度",
    "年間",
    "か月",
    "ヶ月",
    "カ月",
    "週間",
    "日間",
    "時間",
    "分間",
    "か所",
    "カ所",
    "ヶ所",
    "箇所",
    "人",
    "円",
    "年",
    "月",
    "日",
    "時",
    "分",
    "回",
    "件",
    "軒",
    "台",
    "個",
    "歳",
    "代",
    "割",
    "度",
    "本",
    "枚",
    "名",
    "戸",
    "町",
    "km",
];

fn class(letter: char) -> Class {
    match letter {
        '一'..='鿿' | '㐀'..='䶿' | '々' | '〆' | 'ヶ' | '\u{20000}'..='\u{323AF}' => Class::Kanji,
        'ぁ'..='ゟ' => Class::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' | 'ｦ'..='ﾟ' => Class::Katakana,
        '0'..='9' | '０'..='９' => Class::Digit,
        _ if letter.is_alphabetic() => Class::Latin,
        _ if letter.is_whitespace() => Class::Space,
        _ => Class::Other,
    }
}

/// Marks that belong to the character before them: combining marks, variation selectors, joiners, skin tones.
fn joins(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{3099}' | '\u{309A}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0100}'..='\u{E01EF}')
}

/// The words of a text, in order; together they are the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for length in phrases(text) {
        let phrase = &text[at..at + length];
        let first = found.len();
        words(&mut found, phrase);
        if let Some(token) = found.get_mut(first) {
            token.phrase = true;
        }
        at += length;
    }
    found
}

/// The lengths of the phrases in bytes.
fn phrases(text: &str) -> Vec<usize> {
    if text.is_empty() || text.len() > MODELLED {
        return vec![text.len()];
    }
    let model = budoux::models::default_japanese_model();
    // The model's table of blocks ends before the last private plane and panics there; another character of four bytes
    // stands in for it.
    let known: String = text
        .chars()
        .map(|letter| {
            if letter >= '\u{100000}' {
                '\u{20000}'
            } else {
                letter
            }
        })
        .collect();
    let mut found: Vec<usize> = Vec::new();
    let mut stem = false;
    for phrase in budoux::parse(model, &known) {
        let mut letters = phrase.chars();
        let first = letters.next().map(class);
        match found.last_mut() {
            // 買い｜物: a stem and its noun are one word.
            Some(last) if stem && first == Some(Class::Kanji) => *last += phrase.len(),
            _ => found.push(phrase.len()),
        }
        stem =
            first == Some(Class::Kanji) && letters.next().is_some_and(ends_stem) && letters.next().is_none();
    }
    found
}

/// Whether a kana ends the stem of a verb that a noun may follow in one word: 買い物, 話し合い, 受け入れ; not 困る方.
fn ends_stem(kana: char) -> bool {
    matches!(
        kana,
        'い' | 'き'
            | 'ぎ'
            | 'し'
            | 'じ'
            | 'ち'
            | 'び'
            | 'み'
            | 'り'
            | 'え'
            | 'け'
            | 'げ'
            | 'せ'
            | 'て'
            | 'ね'
            | 'べ'
            | 'め'
            | 'れ'
    )
}

/// A run of one class of characters.
#[derive(Clone, Copy)]
struct Run<'a> {
    class: Class,
    text: &'a str,
}

fn runs(phrase: &str) -> Vec<Run<'_>> {
    let mut found: Vec<Run<'_>> = Vec::new();
    let mut start = 0;
    let mut letters = phrase.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let own = class(letter);
        while letters.peek().is_some_and(|(_, next)| joins(*next)) {
            letters.next();
        }
        let end = letters.peek().map_or(phrase.len(), |(at, _)| *at);
        let goes_on = letters
            .peek()
            .is_some_and(|(_, next)| class(*next) == own && own != Class::Other);
        if !goes_on {
            found.push(Run {
                class: own,
                text: &phrase[start..end],
            });
            start = end;
        }
    }
    found
}

fn words<'a>(found: &mut Vec<Token<'a>>, phrase: &'a str) {
    let mut runs = runs(phrase);
    let mut at = 0;
    let mut next = 0;
    while next < runs.len() {
        let start = at;
        let run = runs[next];
        at += run.text.len();
        next += 1;
        match run.class {
            Class::Digit => {
                // 1,200 and 3.5 are numbers; the unit stays with them.
                while let [mark, digits, ..] = &runs[next..]
                    && matches!(mark.text, "," | "." | "，" | "．")
                    && digits.class == Class::Digit
                {
                    at += mark.text.len() + digits.text.len();
                    next += 2;
                }
                let rest = &phrase[at..];
                let unit = UNITS.iter().find(|unit| rest.starts_with(**unit));
                let mut taken = unit.map_or(0, |unit| unit.len());
                at += taken;
                // The unit may be the beginning of a run (3人｜以上) or reach over two (2か｜所).
                while taken > 0 {
                    let run = &mut runs[next];
                    let part = taken.min(run.text.len());
                    run.text = &run.text[part..];
                    taken -= part;
                    if run.text.is_empty() {
                        next += 1;
                    }
                }
                push(found, &phrase[start..at]);
            }
            Class::Kanji if run.text.chars().count() == 1 => {
                // 困る, 買い物, 話し合い: one kanji, its kana, and so on to the end of the word.
                while let Some(more) = runs.get(next)
                    && (more.class == Class::Hiragana
                        || (more.class == Class::Kanji
                            && more.text.chars().count() == 1
                            && runs[next - 1].class == Class::Hiragana
                            && runs[next - 1].text.chars().next_back().is_some_and(ends_stem)))
                {
                    at += more.text.len();
                    next += 1;
                }
                ending(found, &phrase[start..at]);
            }
            Class::Kanji => compound(found, run.text),
            Class::Hiragana => ending(found, run.text),
            Class::Katakana | Class::Latin | Class::Space | Class::Other => push(found, run.text),
        }
    }
}

fn is_particle(text: &str) -> bool {
    PARTICLES.contains(&text)
}

/// Kanji in twos from the front, where there are four or more: 移動｜販売｜車.
fn compound<'a>(found: &mut Vec<Token<'a>>, text: &'a str) {
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, letter)| !joins(*letter))
        .map(|(at, _)| at)
        .collect();
    if starts.len() < 4 {
        push(found, text);
        return;
    }
    let mut ends: Vec<usize> = starts.iter().copied().skip(2).step_by(2).collect();
    ends.push(text.len());
    let mut from = 0;
    for end in ends {
        push(found, &text[from..end]);
        from = end;
    }
}

/// A word with kana at its end, from which a particle comes off.
fn ending<'a>(found: &mut Vec<Token<'a>>, word: &'a str) {
    let particle = PARTICLES.iter().find(|one| {
        let rest = word.strip_suffix(**one);
        // Two kana with a particle's sound at the end are a word of their own: もの, ここ, とか.
        rest.is_some_and(|rest| {
            rest.chars().any(|letter| class(letter) == Class::Kanji) || rest.chars().count() > 1
        })
    });
    match particle {
        Some(particle) => {
            let cut = word.len() - particle.len();
            push(found, &word[..cut]);
            push(found, &word[cut..]);
        }
        None => push(found, word),
    }
}

fn push<'a>(found: &mut Vec<Token<'a>>, text: &'a str) {
    if !text.is_empty() {
        found.push(Token { text, phrase: false });
    }
}

/// Whether a word carries no meaning of its own: particles, and marks.
pub(super) fn is_light(token: &str) -> bool {
    is_particle(token)
        || token
            .chars()
            .all(|letter| matches!(class(letter), Class::Other | Class::Space) || joins(letter))
}
