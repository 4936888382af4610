//! Every date on a page is written by the reader's calendar.

use std::path::{Path, PathBuf};

/// Names of fields that hold a day or an instant, alone or after a `_`.
const NAMES: [&str; 12] = [
    "day", "date", "at", "on", "begins", "ends", "until", "since", "began", "seen", "from_day", "due",
];

fn templates(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(templates(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// The dates a template prints as they are stored: outside the attributes for machines, nobody reads 2026-04-01.
fn raw(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut before = "";
    for part in template.split("{{") {
        if let Some((expression, _)) = part.split_once("}}") {
            let expression = expression.trim();
            let field = expression.rsplit('.').next().unwrap_or_default();
            let plain = expression
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._".contains(c));
            let dated = NAMES
                .iter()
                .any(|name| field == *name || field.ends_with(&format!("_{name}")));
            // Places in a drawing are no dates.
            let for_machines = ["datetime", "value", "x", "y"]
                .iter()
                .any(|attribute| before.ends_with(&format!("{attribute}=\"")));
            if plain && dated && !for_machines {
                found.push(expression);
            }
        }
        before = part;
    }
    found
}

#[test]
fn no_template_prints_a_stored_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    let mut wrong = Vec::new();
    for path in templates(&folder) {
        let text = std::fs::read_to_string(&path).unwrap();
        for expression in raw(&text) {
            wrong.push(format!("{}: {expression}", path.display()));
        }
    }
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "print them with page.day(…) and its like"
    );
}

#[test]
fn the_scan_finds_what_is_there() {
    assert_eq!(raw("<p>{{ one.day }}</p>"), ["one.day"]);
    assert_eq!(
        raw("{{ one.concluded_on }} {{ page.day(one.day) }}"),
        ["one.concluded_on"]
    );
    assert!(raw("<time datetime=\"{{ day }}\">{{ page.day(day) }}</time>").is_empty());
}
