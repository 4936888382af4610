//! What can be wrong with a file of governments, said so that somebody can put it right.

use std::fmt;

use domain::{MunicipalityCode, municipality::MunicipalityCodeError};

/// A problem, and where it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1; `None` where the problem is the file itself.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.what),
            None => write!(f, "{}: {}", self.file, self.what),
        }
    }
}

/// What is wrong with a file or a row.
#[derive(Clone, PartialEq, Debug)]
pub enum Fault {
    /// The file could not be opened or read; the cause in the system's words.
    Unreadable(String),
    /// Bytes that are not UTF-8: a spreadsheet may have saved it as `Shift_JIS`.
    NotUtf8,
    /// The first line names none of the known sets of columns.
    UnknownHeader,
    /// A header and nothing below it.
    NoRows,
    /// Another number of fields than the header names.
    Fields {
        /// Fields in the header.
        expected: usize,
        /// Fields in the row.
        actual: usize,
    },
    /// The code is not one; a wrong prefecture or check digit included.
    Code {
        /// The code as it stands in the row.
        typed: String,
        /// Why it is none.
        cause: MunicipalityCodeError,
    },
    /// Two rows for one government.
    Repeated {
        /// The code of both.
        code: MunicipalityCode,
        /// The file of the first row.
        file: String,
        /// The line of the first row.
        line: u64,
    },
    /// No name.
    NoName,
    /// No reading of the name.
    NoKana,
    /// A reading with anything but hiragana.
    NotHiragana(String),
    /// A kind that is none of the codes of `MunicipalityKind`, or a name that ends like no government.
    UnknownKind(String),
    /// A kind of government that cannot have this code: a union, or a ward written without a space, perhaps.
    CodeOfAnotherKind {
        /// The name.
        name: String,
        /// Its code.
        code: MunicipalityCode,
    },
    /// The prefecture named in the row is not the one in the code.
    OtherPrefecture {
        /// The code.
        code: MunicipalityCode,
        /// The prefecture of the code.
        expected: String,
        /// The prefecture in the row.
        actual: String,
    },
    /// An invented town without a row for the invented prefecture.
    NoPrefectureRow(MunicipalityCode),
    /// Not a place in Japan, in degrees; or one of the two is missing.
    Place {
        /// As it stands in the row.
        latitude: String,
        /// As it stands in the row.
        longitude: String,
    },
    /// Not the address of a site.
    Site(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(cause) => write!(f, "cannot be read: {cause}"),
            Self::NotUtf8 => f.write_str("is not UTF-8 text from here on; save the file as \"CSV UTF-8\""),
            Self::UnknownHeader => f.write_str(
                "the header names no known set of columns; known are localgovjp.csv (pref, city, citykana, lat, lng, url, lgcode), prefjp.csv \
                 (pref, prefkana, lat, lng, url, lgcode) and tomoni's own (code, kind, name, kana, lat, lng, site)",
            ),
            Self::NoRows => f.write_str("has no rows below its header"),
            Self::Fields { expected, actual } => write!(
                f,
                "has {actual} fields where the header names {expected}; a comma or a quotation mark may be missing or too many"
            ),
            Self::Code { typed, cause } => write!(f, "the code {typed:?} is not valid: {cause}"),
            Self::Repeated { code, file, line } => write!(f, "{code} was already on line {line} of {file}"),
            Self::NoName => f.write_str("the name is missing"),
            Self::NoKana => f.write_str("the reading in hiragana is missing"),
            Self::NotHiragana(kana) => write!(f, "the reading {kana:?} is not hiragana"),
            Self::UnknownKind(said) => {
                write!(f, "{said:?} is not a prefecture, city, special ward, town or village")
            }
            Self::CodeOfAnotherKind { name, code } => write!(
                f,
                "{name} cannot have the code {code}: the third to fifth digits are 000 for prefectures, 100 to 299 for cities, 101 to 123 for \
                 the special wards of Tokyo, 301 to 799 for towns and villages"
            ),
            Self::OtherPrefecture { code, expected, actual } => {
                write!(f, "{code} lies in {expected}, not in {actual}")
            }
            Self::NoPrefectureRow(code) => {
                write!(f, "{code} belongs to an invented prefecture that has no row of its own")
            }
            Self::Place { latitude, longitude } => write!(
                f,
                "the place \"{latitude}, {longitude}\" is not a latitude from 20 to 46 and a longitude from 122 to 154"
            ),
            Self::Site(site) => write!(f, "the site {site:?} is not an address that begins with http:// or https://"),
        }
    }
}
