//! The access table: what each role is answered on each route. `access/*.tsv` has it, a file for each feature; a test
//! asks every route under every role and compares, and fails for a route that is not in it. `tomoni check routes`
//! prints it.

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// GET or POST.
    pub method: &'static str,
    /// The route.
    pub path: &'static str,
    /// The status under each of [`ROLES`].
    pub statuses: Vec<u16>,
}

/// Who asks, in the order of the columns. `official` is a town's officer in the circle and in the dialogue; `colleague`
/// and `admin` work for the same town outside the circle; `elsewhere` works for another town. `partner` is a member in
/// the circle, `outsider` a member of another partner.
pub const ROLES: [&str; 9] = [
    "anonymous",
    "professional",
    "elsewhere",
    "colleague",
    "official",
    "admin",
    "partner",
    "outsider",
    "operator",
];

const FILES: &[&str] = &[
    include_str!("../access/start.tsv"),
    include_str!("../access/session.tsv"),
    include_str!("../access/accounts.tsv"),
    include_str!("../access/home.tsv"),
    include_str!("../access/joining.tsv"),
    include_str!("../access/towns.tsv"),
    include_str!("../access/adaptations.tsv"),
    include_str!("../access/cards.tsv"),
    include_str!("../access/challenges.tsv"),
    include_str!("../access/costs.tsv"),
    include_str!("../access/consultations.tsv"),
    include_str!("../access/demo.tsv"),
    include_str!("../access/dialogues.tsv"),
    include_str!("../access/fairness.tsv"),
    include_str!("../access/field.tsv"),
    include_str!("../access/files.tsv"),
    include_str!("../access/joint.tsv"),
    include_str!("../access/diary.tsv"),
    include_str!("../access/introductions.tsv"),
    include_str!("../access/letters.tsv"),
    include_str!("../access/packages.tsv"),
    include_str!("../access/relationships.tsv"),
    include_str!("../access/publishing.tsv"),
    include_str!("../access/trials.tsv"),
    include_str!("../access/reflections.tsv"),
];

/// The whole table. A line is `METHOD<TAB>path<TAB>nine statuses`; lines that begin with `#` are remarks.
pub fn table() -> Vec<Entry> {
    let lines = FILES.iter().flat_map(|file| file.lines());
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(entry)
        .collect()
}

fn entry(line: &'static str) -> Option<Entry> {
    let mut cells = line.split('\t');
    let (method, path) = (cells.next()?, cells.next()?);
    let statuses = cells.map(|cell| cell.parse().unwrap_or(0)).collect();
    Some(Entry {
        method,
        path,
        statuses,
    })
}
