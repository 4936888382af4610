//! Words that have no place: an adaptation is answered by a move, never by yes or no; nobody is rated.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files below a folder, or the file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
        found.extend(files(&entry.unwrap().path()));
    }
    found
}

/// Where one of the words stands, as `file: word`. Comments of code may say what is not there.
fn standing(paths: &[&str], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        for file in files(&root().join(path)) {
            let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for word in words.iter().filter(|word| line.contains(*word)) {
                    found.push(format!("{}: {word}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    found
}

#[test]
fn an_adaptation_has_no_word_for_yes_or_no() {
    let adaptations = [
        "crates/domain/src/adaptation.rs",
        "crates/domain/src/moves.rs",
        "crates/store/src/adaptation.rs",
        "crates/store/src/moves.rs",
        "crates/pages/src/adaptations.rs",
        "crates/pages/src/mails.rs",
        "crates/web/src/html/adaptations",
        "crates/web/access/adaptations.tsv",
        "templates/adaptations",
        "locales/ja/adaptations.ftl",
        "locales/en/adaptations.ftl",
        "locales/ja/mails.ftl",
        "locales/ja/home.ftl",
        "locales/en/home.ftl",
    ];
    let answers = [
        "採用",
        "不採用",
        "採択",
        "承認",
        "却下",
        "承諾",
        "否認",
        "合格",
        "落選",
        "成約",
        "受注",
        "失注",
        "accepted",
        "rejected",
        "approve",
        "reject",
        "refuse the",
        "won ",
        "closed_won",
    ];
    assert_eq!(standing(&adaptations, &answers), Vec::<String>::new());
}

#[test]
fn nobody_is_rated() {
    let everything = [
        "locales/ja",
        "locales/en",
        "templates",
        "crates/domain/src",
        "crates/store/migrations",
    ];
    let ratings = [
        "ランキング",
        "スコア",
        "成熟度",
        "格付",
        "五つ星",
        "ratings",
        "_rating",
        "leaderboard",
        "maturity",
    ];
    assert_eq!(standing(&everything, &ratings), Vec::<String>::new());
}

#[test]
fn the_scan_finds_what_is_there() {
    assert!(!standing(&["locales/ja/adaptations.ftl"], &["作り変え"]).is_empty());
    assert!(!standing(&["templates/adaptations"], &["<form"]).is_empty());
}
