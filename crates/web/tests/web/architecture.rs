//! How the code is laid out: docs/ARCHITECTURE.md names only paths that exist, no file grows too long to be read at once, and
//! docs/design.md and its second half name every class of the styles.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// The most lines of a file.
const MOST: usize = 400;
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of code below a folder, by its path from the root.
fn code(folder: &Path, found: &mut Vec<(String, usize)>) {
    for entry in std::fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = folder.join(&name);
        if entry.file_type().unwrap().is_dir() {
            if !["node_modules", "target"].contains(&name.as_str()) && !name.starts_with('.') {
                code(&path, found);
            }
        } else if [".rs", ".js", ".css", ".sql"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            let lines = std::fs::read_to_string(root().join(&path))
                .unwrap()
                .lines()
                .count();
            found.push((path.to_str().unwrap().to_owned(), lines));
        }
    }
}

#[test]
fn no_file_is_longer_than_can_be_read() {
    let mut found = Vec::new();
    for folder in ["crates", "assets", "scripts"] {
        code(Path::new(folder), &mut found);
    }
    assert!(found.len() > 400, "{}", found.len());
    let longer: Vec<_> = found.iter().filter(|(_, lines)| *lines > MOST).collect();
    assert!(longer.is_empty(), "split these along their nouns: {longer:#?}");
}

#[test]
fn every_path_named_exists() {
    let root = root();
    let text = std::fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap();
    let in_table = text.lines().filter(|line| line.starts_with('|'));
    let named: Vec<_> = in_table
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    for path in named {
        if path.contains('/') || ["templates", "assets"].contains(&path) {
            assert!(root.join(path).exists(), "docs/ARCHITECTURE.md names {path}");
        }
    }
}

/// The classes of a style sheet.
fn classes(css: &str) -> BTreeSet<&str> {
    let is_name = |one: char| one.is_ascii_alphanumeric() || one == '-';
    css.split('.')
        .skip(1)
        .filter(|after| after.starts_with(|first: char| first.is_ascii_lowercase()))
        .map(|after| after.split(|one| !is_name(one)).next().unwrap())
        .filter(|name| *name != "svg" && *name != "html")
        .collect()
}

#[test]
fn every_class_is_described() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let docs = read("docs/design.md") + &read("docs/design-work.md");
    let is_name = |one: char| one.is_ascii_alphanumeric() || one == '-';
    let described: BTreeSet<&str> = docs.split(|one| !is_name(one)).collect();
    let order = read("assets/css/order.txt");
    let mut missing = Vec::new();
    for file in order.lines() {
        let css = read(&format!("assets/css/{file}"));
        let plain: String = css
            .split("/*")
            .map(|part| part.split_once("*/").map_or(part, |(_, after)| after))
            .collect();
        missing.extend(
            classes(&plain)
                .difference(&described)
                .map(|name| format!("{file}: .{name}")),
        );
    }
    assert!(
        missing.is_empty(),
        "describe them in docs/design-work.md: {missing:#?}"
    );
}
