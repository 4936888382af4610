//! Local governments (自治体) and the codes they are known by.
//!
//! The code is the 全国地方公共団体コード of the Ministry of Internal Affairs and Communications (総務省): two digits of the
//! prefecture (JIS X 0401), three of the municipality (JIS X 0402) and a check digit.

use std::{fmt, str::FromStr};

use crate::coded::coded;

/// The number of a prefecture: 01–47 (JIS X 0401), or 99 for the invented towns of the demo world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PrefectureCode(u8);

/// The text was not the two digits of a prefecture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the two digits of a prefecture (01 to 47, or 99 for invented towns)")]
pub struct NotAPrefecture;

/// The prefectures in the order of their numbers, as in JIS X 0401.
#[rustfmt::skip]
const PREFECTURES: [&str; 47] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
];

impl PrefectureCode {
    /// The number of the invented prefecture; no real one lies beyond 47.
    pub const FICTIONAL: Self = Self(99);

    /// A prefecture by its number: 1–47 or 99.
    pub fn from_number(number: u8) -> Option<Self> {
        matches!(number, 1..=47 | 99).then_some(Self(number))
    }

    /// The 47 real prefectures, from 北海道 to 沖縄県.
    pub fn real() -> impl Iterator<Item = Self> {
        (1..=47).map(Self)
    }

    /// The number, 1–47 or 99.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The name, such as 福井県; `None` for the invented prefecture, whose name is data of the demo world.
    pub fn name(self) -> Option<&'static str> {
        PREFECTURES.get(usize::from(self.0).checked_sub(1)?).copied()
    }

    /// The code of the prefecture's own government, such as 180009.
    pub fn government(self) -> MunicipalityCode {
        MunicipalityCode::completed([b'0' + self.0 / 10, b'0' + self.0 % 10, b'0', b'0', b'0', b'0'])
    }

    /// Whether this is the invented prefecture of the demo world.
    pub fn is_fictional(self) -> bool {
        self == Self::FICTIONAL
    }
}

impl fmt::Display for PrefectureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl FromStr for PrefectureCode {
    type Err = NotAPrefecture;
    fn from_str(text: &str) -> Result<Self, NotAPrefecture> {
        match text.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                Self::from_number((tens - b'0') * 10 + (ones - b'0')).ok_or(NotAPrefecture)
            }
            _ => Err(NotAPrefecture),
        }
    }
}

/// The six digits of a local government, the last a check digit: the key of everything a town owns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode([u8; 6]);

/// Why a text is not the code of a local government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MunicipalityCodeError {
    /// Too few or too many characters; five digits usually mean that the check digit or a leading zero is missing.
    #[error("a municipality code has {expected} digits; this has {actual} characters")]
    Length {
        /// Digits needed.
        expected: usize,
        /// Characters found.
        actual: usize,
    },
    /// A character other than 0–9.
    #[error("a municipality code has digits only; this has {0:?}")]
    NotADigit(char),
    /// The first two digits are no prefecture.
    #[error("no prefecture has the number {0:02} (01 to 47 exist; 99 is for invented towns)")]
    Prefecture(u8),
    /// The last digit does not follow from the five before it: most likely a digit was mistyped.
    #[error("the check digit should be {expected} and is {actual}: a digit may be mistyped")]
    CheckDigit {
        /// The digit that the first five ask for.
        expected: char,
        /// The digit found.
        actual: char,
    },
}

impl MunicipalityCode {
    /// Reads the six ASCII digits of a code and verifies its prefecture and check digit.
    pub fn parse(text: &str) -> Result<Self, MunicipalityCodeError> {
        let digits = digits::<6>(text)?;
        let code = Self::completed(digits);
        Self::check_prefecture(digits)?;
        if code.0 == digits {
            Ok(code)
        } else {
            let [expected, actual] = [code.0[5], digits[5]].map(char::from);
            Err(MunicipalityCodeError::CheckDigit { expected, actual })
        }
    }

    /// Completes the first five digits with their check digit.
    pub fn with_check_digit(five: &str) -> Result<Self, MunicipalityCodeError> {
        let mut digits = [b'0'; 6];
        digits[..5].copy_from_slice(&self::digits::<5>(five)?);
        Self::check_prefecture(digits)?;
        Ok(Self::completed(digits))
    }

    /// Puts the check digit of 全国地方公共団体コード仕様 (総務省) in the last place: weights 6, 5, 4, 3, 2; 11 minus the remainder of
    /// the sum by 11, of which the last digit counts. A sum below 11 is taken from 11 itself, which is the same.
    fn completed(mut digits: [u8; 6]) -> Self {
        let sum: u32 = digits
            .iter()
            .zip([6, 5, 4, 3, 2])
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        digits[5] = b'0' + u8::try_from((11 - sum % 11) % 10).unwrap_or_default();
        Self(digits)
    }

    fn check_prefecture(digits: [u8; 6]) -> Result<(), MunicipalityCodeError> {
        let number = (digits[0] - b'0') * 10 + (digits[1] - b'0');
        PrefectureCode::from_number(number)
            .map(|_| ())
            .ok_or(MunicipalityCodeError::Prefecture(number))
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        // The bytes are ASCII digits by construction; the empty text stands for the impossible.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The prefecture this government lies in, or is.
    pub fn prefecture(self) -> PrefectureCode {
        PrefectureCode((self.0[0] - b'0') * 10 + (self.0[1] - b'0'))
    }

    /// Whether the code lies outside the real range: an invented town (架空) of the demo world.
    pub fn is_fictional(self) -> bool {
        self.prefecture().is_fictional()
    }

    /// The three digits within the prefecture: 000 the prefecture itself, 100–299 cities and special wards, 301–799 towns
    /// and villages, from 800 on unions of governments (一部事務組合など), which tomoni does not hold.
    pub fn within_prefecture(self) -> u16 {
        self.0[2..5]
            .iter()
            .fold(0, |number, digit| number * 10 + u16::from(digit - b'0'))
    }
}

fn digits<const N: usize>(text: &str) -> Result<[u8; N], MunicipalityCodeError> {
    let actual = text.chars().count();
    if actual != N {
        return Err(MunicipalityCodeError::Length { expected: N, actual });
    }
    if let Some(other) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(MunicipalityCodeError::NotADigit(other));
    }
    text.as_bytes()
        .try_into()
        .map_err(|_| MunicipalityCodeError::Length { expected: N, actual })
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MunicipalityCode({})", self.as_str())
    }
}

impl FromStr for MunicipalityCode {
    type Err = MunicipalityCodeError;
    fn from_str(text: &str) -> Result<Self, MunicipalityCodeError> {
        Self::parse(text)
    }
}

coded! {
    /// The kinds of local government tomoni holds. Wards of designated cities (行政区) and unions are not governments here.
    pub enum MunicipalityKind {
        /// 都道府県.
        Prefecture = "prefecture",
        /// 市, designated cities (政令指定都市) included.
        City = "city",
        /// 特別区: the 23 of Tokyo.
        SpecialWard = "special_ward",
        /// 町.
        Town = "town",
        /// 村.
        Village = "village",
    }
}

impl MunicipalityKind {
    /// Whether a government of this kind can have this code. Invented towns may have any code of their prefecture.
    pub fn fits(self, code: MunicipalityCode) -> bool {
        let number = code.within_prefecture();
        match self {
            _ if code.is_fictional() => (self == Self::Prefecture) == (number == 0),
            Self::Prefecture => number == 0,
            Self::SpecialWard => code.prefecture().number() == 13 && (101..=123).contains(&number),
            Self::City => (100..300).contains(&number) && !(code.prefecture().number() == 13 && number < 200),
            Self::Town | Self::Village => (301..800).contains(&number),
        }
    }

    /// The kind that a government's Japanese name ends in; 区 is read as a special ward.
    pub fn of_name(name: &str) -> Option<Self> {
        match name.chars().next_back()? {
            '都' | '道' | '府' | '県' => Some(Self::Prefecture),
            '市' => Some(Self::City),
            '区' => Some(Self::SpecialWard),
            '町' => Some(Self::Town),
            '村' => Some(Self::Village),
            _ => None,
        }
    }
}

/// A local government as the installation knows it before anybody has joined.
#[derive(Clone, PartialEq, Debug)]
pub struct Municipality {
    /// Its code.
    pub code: MunicipalityCode,
    /// What kind of government it is.
    pub kind: MunicipalityKind,
    /// The name of its prefecture; of a prefecture, its own.
    pub prefecture_name: String,
    /// Its name without the prefecture: 鯖江市.
    pub name: String,
    /// Its name in hiragana: さばえし.
    pub kana: String,
    /// Degrees north of where its office stands (WGS 84).
    pub latitude: Option<f64>,
    /// Degrees east of where its office stands (WGS 84).
    pub longitude: Option<f64>,
    /// The address of its own site, http or https.
    pub site: Option<String>,
}

#[cfg(test)]
mod tests;
