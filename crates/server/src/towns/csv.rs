//! The rows of the two public CSVs (localgovjp.csv, prefjp.csv) and of our compact TSV, told apart by their headers.

use std::str::FromStr;

use ::csv::{ReaderBuilder, StringRecord};
use domain::{
    Coded, MunicipalityCode,
    municipality::{Municipality, MunicipalityKind},
};

use super::{Fault, compact};

/// What stands between a designated city and its ward.
const BLANKS: [char; 2] = [' ', '\u{3000}'];

/// The known sets of columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Municipalities and wards: localgovjp.csv.
    Municipalities,
    /// Prefectures, codes without leading zero: prefjp.csv.
    Prefectures,
    /// Our own, with a column for the kind.
    Compact,
}

impl Format {
    /// The columns for code, kind, prefecture, name, kana, latitude, longitude and site; empty where a format has none.
    fn columns(self) -> [&'static str; 8] {
        match self {
            Self::Municipalities => ["lgcode", "", "pref", "city", "citykana", "lat", "lng", "url"],
            Self::Prefectures => ["lgcode", "", "pref", "pref", "prefkana", "lat", "lng", "url"],
            Self::Compact => {
                let [code, kind, name, kana, lat, lng, site] = compact::COLUMNS;
                [code, kind, "", name, kana, lat, lng, site]
            }
        }
    }

    /// The format of a header, and where its columns are.
    fn of(header: &StringRecord) -> Option<(Self, [Option<usize>; 8])> {
        [Self::Municipalities, Self::Prefectures, Self::Compact]
            .into_iter()
            .find_map(|format| {
                let names = format.columns();
                let places = names.map(|name| {
                    header
                        .iter()
                        .position(|field| !name.is_empty() && field.trim() == name)
                });
                let complete = names
                    .iter()
                    .zip(places)
                    .all(|(name, place)| name.is_empty() || place.is_some());
                complete.then_some((format, places))
            })
    }
}

/// A row, not yet understood.
pub struct Row {
    /// The line it begins on, counted from 1.
    pub line: u64,
    format: Format,
    /// Fields in the header and in the row, where they differ.
    uneven: Option<(usize, usize)>,
    code: String,
    kind: String,
    prefecture: String,
    name: String,
    kana: String,
    latitude: String,
    longitude: String,
    site: String,
}

/// The rows of a file; or the first line that cannot be read as a table, and why.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, (u64, Fault)> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut lines = Lines {
        bytes,
        at: 0,
        line: 1,
    };
    let text = std::str::from_utf8(bytes).map_err(|error| {
        (
            Lines {
                bytes,
                at: 0,
                line: 1,
            }
            .of(error.valid_up_to()),
            Fault::NotUtf8,
        )
    })?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes);
    let header = reader.headers().map_err(|_| (1, Fault::UnknownHeader))?.clone();
    let (format, places) = Format::of(&header).ok_or((1, Fault::UnknownHeader))?;
    let mut rows = Vec::new();
    for record in reader.into_records() {
        let record = record.map_err(|error| {
            let at = error.position().map_or(0, ::csv::Position::byte);
            (
                lines.of(usize::try_from(at).unwrap_or(usize::MAX)),
                Fault::Unreadable(error.to_string()),
            )
        })?;
        let at = record.position().map_or(0, ::csv::Position::byte);
        let line = lines.of_row(usize::try_from(at).unwrap_or(usize::MAX));
        let uneven = (record.len() != header.len()).then_some((header.len(), record.len()));
        let [code, kind, prefecture, name, kana, latitude, longitude, site] =
            places.map(|place| text::clean_line(place.and_then(|at| record.get(at)).unwrap_or_default()));
        rows.push(Row {
            line,
            format,
            uneven,
            code,
            kind,
            prefecture,
            name,
            kana,
            latitude,
            longitude,
            site,
        });
    }
    Ok(rows)
}

impl Row {
    /// The code, if it is one.
    pub fn code(&self) -> Option<MunicipalityCode> {
        self.uneven.is_none().then(|| self.read_code().ok()).flatten()
    }

    fn read_code(&self) -> Result<MunicipalityCode, Fault> {
        let padded = if self.format == Format::Prefectures {
            format!("{:0>6}", self.code)
        } else {
            self.code.clone()
        };
        padded.parse().map_err(|cause| Fault::Code {
            typed: self.code.clone(),
            cause,
        })
    }

    /// The government in this row, `None` for a ward of a designated city, or all that is wrong with the row. The name of
    /// the prefecture is empty where the row has none.
    pub fn understand(self) -> Result<Option<Municipality>, Vec<Fault>> {
        if let Some((expected, actual)) = self.uneven {
            return Err(vec![Fault::Fields { expected, actual }]);
        }
        let code = self.read_code();
        let place = self.place();
        let mut faults = Vec::new();
        if self.name.is_empty() {
            faults.push(Fault::NoName);
        }
        if self.kana.is_empty() {
            faults.push(Fault::NoKana);
        } else if !self
            .kana
            .chars()
            .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー' | ' ' | '\u{3000}'))
        {
            faults.push(Fault::NotHiragana(self.kana.clone()));
        }
        if !self.site.is_empty() && !leads_to_a_site(&self.site) {
            faults.push(Fault::Site(self.site.clone()));
        }
        let ward = self.is_ward_of_a_city();
        let kind = self.kind();
        match (&code, kind) {
            (Ok(code), Some(kind)) if !ward && !kind.fits(*code) => {
                faults.push(Fault::CodeOfAnotherKind {
                    name: self.name.clone(),
                    code: *code,
                });
            }
            (_, None) if !self.name.is_empty() => {
                let said = if self.kind.is_empty() {
                    &self.name
                } else {
                    &self.kind
                };
                faults.push(Fault::UnknownKind(said.clone()));
            }
            _ => {}
        }
        match (code, place, kind) {
            (Ok(code), Ok((latitude, longitude)), Some(kind)) if faults.is_empty() => {
                let site = (!self.site.is_empty()).then_some(self.site);
                let (name, kana) = (self.name, self.kana);
                let own = kind == MunicipalityKind::Prefecture && self.prefecture.is_empty();
                let prefecture_name = if own { name.clone() } else { self.prefecture };
                Ok((!ward).then_some(Municipality {
                    code,
                    kind,
                    prefecture_name,
                    name,
                    kana,
                    latitude,
                    longitude,
                    site,
                }))
            }
            (code, place, _) => {
                let fields = [code.err(), place.err()];
                Err(fields.into_iter().flatten().chain(faults).collect())
            }
        }
    }

    fn kind(&self) -> Option<MunicipalityKind> {
        match self.format {
            Format::Compact => <MunicipalityKind as Coded>::parse(&self.kind),
            Format::Prefectures => Some(MunicipalityKind::Prefecture),
            Format::Municipalities if self.name.contains(BLANKS) && !self.is_ward_of_a_city() => None,
            Format::Municipalities => MunicipalityKind::of_name(&self.name),
        }
    }

    /// Wards of designated cities are written after their city: 札幌市 中央区. They administer; they do not govern.
    fn is_ward_of_a_city(&self) -> bool {
        let parts = self.name.split_once(BLANKS);
        self.format == Format::Municipalities
            && parts.is_some_and(|(city, ward)| city.ends_with('市') && ward.ends_with('区'))
    }

    fn place(&self) -> Result<(Option<f64>, Option<f64>), Fault> {
        let within = |text: &str, range: std::ops::RangeInclusive<f64>| {
            f64::from_str(text).ok().filter(|degrees| range.contains(degrees))
        };
        if self.latitude.is_empty() && self.longitude.is_empty() {
            return Ok((None, None));
        }
        match (
            within(&self.latitude, 20.0..=46.0),
            within(&self.longitude, 122.0..=154.0),
        ) {
            (Some(latitude), Some(longitude)) => Ok((Some(latitude), Some(longitude))),
            _ => Err(Fault::Place {
                latitude: self.latitude.clone(),
                longitude: self.longitude.clone(),
            }),
        }
    }
}

fn leads_to_a_site(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
        && !address.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
}

/// Counts lines up to places that lie further and further in. The reader's own count is one behind where lines end in
/// carriage return and line feed.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> u64 {
        let at = at.min(self.bytes.len());
        while self.at < at {
            let lone_return = self.bytes[self.at] == b'\r' && self.bytes.get(self.at + 1) != Some(&b'\n');
            if self.bytes[self.at] == b'\n' || lone_return {
                self.line += 1;
            }
            self.at += 1;
        }
        self.line
    }

    /// The line of a row that begins at or, after empty lines, behind a place.
    fn of_row(&mut self, at: usize) -> u64 {
        let rest = self.bytes.get(at..).unwrap_or_default();
        self.of(at
            + rest
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count())
    }
}
