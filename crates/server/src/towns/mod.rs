//! The 1,788 local governments: read from the public CSVs or from our own compact data, which is inside the binary.

mod builtin;
mod compact;
mod csv;
mod problem;

use std::{
    collections::HashMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use domain::{
    MunicipalityCode,
    municipality::{Municipality, MunicipalityKind, PrefectureCode},
};

pub use builtin::builtin;
pub use compact::write_compact;
pub use problem::{Fault, Problem};

/// A file of governments: a name to speak of it by, and what is in it.
pub struct Source {
    /// The name shown in problems.
    pub name: String,
    /// The content as it lies on the disk.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Reads a file.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let name = path.display().to_string();
        match fs::read(path) {
            Ok(bytes) => Ok(Self { name, bytes }),
            Err(error) => Err(Problem {
                file: name,
                line: None,
                what: Fault::Unreadable(error.to_string()),
            }),
        }
    }
}

/// Reads files and everything in them, as [`read`] does. Files that cannot be opened are among the problems.
pub fn read_files(paths: &[PathBuf]) -> Result<Vec<Municipality>, Vec<Problem>> {
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match Source::open(path) {
            Ok(source) => sources.push(source),
            Err(problem) => problems.push(problem),
        }
    }
    match read(&sources) {
        Ok(towns) if problems.is_empty() => Ok(towns),
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

/// The governments in some files of any of the known formats, ordered by code; or every problem in all of the files, and
/// then no government at all.
///
/// Wards of designated cities (札幌市 中央区) are verified like any row and left out: they are not governments.
pub fn read(sources: &[Source]) -> Result<Vec<Municipality>, Vec<Problem>> {
    let mut reading = Reading::default();
    for (file, source) in sources.iter().enumerate() {
        match csv::rows(&source.bytes) {
            Ok(rows) if rows.is_empty() => reading.problem(file, None, Fault::NoRows),
            Ok(rows) => rows.into_iter().for_each(|row| reading.take(file, row)),
            Err((line, what)) => reading.problem(file, Some(line), what),
        }
    }
    reading.finish(sources)
}

/// A row whose fields were understood one by one.
struct Place {
    file: usize,
    line: u64,
    town: Municipality,
}

#[derive(Default)]
struct Reading {
    places: Vec<Place>,
    seen: HashMap<MunicipalityCode, (usize, u64)>,
    repeated: Vec<(usize, u64, MunicipalityCode)>,
    problems: Vec<(usize, Option<u64>, Fault)>,
}

impl Reading {
    fn problem(&mut self, file: usize, line: Option<u64>, what: Fault) {
        self.problems.push((file, line, what));
    }

    fn take(&mut self, file: usize, row: csv::Row) {
        let line = row.line;
        if let Some(code) = row.code() {
            let first = *self.seen.entry(code).or_insert((file, line));
            if first != (file, line) {
                self.repeated.push((file, line, code));
            }
        }
        match row.understand() {
            Ok(Some(town)) => self.places.push(Place { file, line, town }),
            Ok(None) => {}
            Err(faults) => faults
                .into_iter()
                .for_each(|what| self.problem(file, Some(line), what)),
        }
    }

    fn finish(mut self, sources: &[Source]) -> Result<Vec<Municipality>, Vec<Problem>> {
        let name = |file: usize| {
            sources
                .get(file)
                .map_or_else(String::new, |source| source.name.clone())
        };
        for (file, line, code) in std::mem::take(&mut self.repeated) {
            let (first_file, first_line) = self.seen.get(&code).copied().unwrap_or((file, line));
            self.problem(
                file,
                Some(line),
                Fault::Repeated {
                    code,
                    file: name(first_file),
                    line: first_line,
                },
            );
        }
        self.name_prefectures();
        if self.problems.is_empty() {
            let mut towns: Vec<Municipality> = self.places.into_iter().map(|place| place.town).collect();
            towns.sort_by_key(|town| town.code);
            return Ok(towns);
        }
        self.problems.sort_by_key(|(file, line, _)| (*file, *line));
        Err(self
            .problems
            .into_iter()
            .map(|(file, line, what)| Problem {
                file: name(file),
                line,
                what,
            })
            .collect())
    }

    /// Gives each government the name of its prefecture: that of the standard, or of the invented prefecture's own row.
    fn name_prefectures(&mut self) {
        let mut names: HashMap<PrefectureCode, String> = PrefectureCode::real()
            .filter_map(|code| Some((code, code.name()?.to_owned())))
            .collect();
        for place in self
            .places
            .iter()
            .filter(|place| place.town.kind == MunicipalityKind::Prefecture)
        {
            names
                .entry(place.town.code.prefecture())
                .or_insert_with(|| place.town.name.clone());
        }
        for place in &mut self.places {
            let town = &mut place.town;
            match names.get(&town.code.prefecture()) {
                Some(name) if town.prefecture_name.is_empty() => town.prefecture_name.clone_from(name),
                Some(name) if *name == town.prefecture_name => {}
                Some(name) => {
                    let actual = town.prefecture_name.clone();
                    let fault = Fault::OtherPrefecture {
                        code: town.code,
                        expected: name.clone(),
                        actual,
                    };
                    self.problems.push((place.file, Some(place.line), fault));
                }
                None if town.prefecture_name.is_empty() => {
                    self.problems
                        .push((place.file, Some(place.line), Fault::NoPrefectureRow(town.code)));
                }
                None => {}
            }
        }
    }
}

/// How many governments of each kind there are.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    /// 都道府県.
    pub prefectures: usize,
    /// 市.
    pub cities: usize,
    /// 特別区.
    pub special_wards: usize,
    /// 町.
    pub towns: usize,
    /// 村.
    pub villages: usize,
}

impl Tally {
    /// Counts governments by kind.
    pub fn of(towns: &[Municipality]) -> Self {
        towns.iter().fold(Self::default(), |mut tally, town| {
            *match town.kind {
                MunicipalityKind::Prefecture => &mut tally.prefectures,
                MunicipalityKind::City => &mut tally.cities,
                MunicipalityKind::SpecialWard => &mut tally.special_wards,
                MunicipalityKind::Town => &mut tally.towns,
                MunicipalityKind::Village => &mut tally.villages,
            } += 1;
            tally
        })
    }

    /// Governments of every kind but prefectures.
    pub fn municipalities(self) -> usize {
        self.cities + self.special_wards + self.towns + self.villages
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            prefectures,
            cities,
            special_wards,
            towns,
            villages,
        } = self;
        write!(
            f,
            "{} local governments: {prefectures} prefectures, {cities} cities, {special_wards} special wards, {towns} towns, \
             {villages} villages",
            prefectures + self.municipalities()
        )
    }
}

#[cfg(test)]
mod tests;
