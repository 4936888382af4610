//! docs/ARCHITECTURE.md names only paths that exist.

use std::path::Path;

#[test]
fn every_path_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
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
