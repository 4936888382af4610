//! Tables as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, so that Japanese opens as it is, and cells that a
//! spreadsheet would take for a formula made plain text.

/// The table, its first row the headings.
pub fn table<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let mut out = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            push(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    out
}

/// A cell that begins like a formula gets an apostrophe before it (OWASP, "CSV Injection").
fn push(out: &mut String, cell: &str) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let quoted = formula || cell.contains([',', '"', '\n', '\r']);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for character in cell.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cells_are_quoted_where_they_have_to_be_and_formulas_are_text() {
        let text = table([
            vec!["日付", "用件"],
            vec!["2026-11-24", "見積り, \"概算\"\n二行目"],
            vec!["=1+1", "@SUM(A1)"],
            vec!["-3", ""],
        ]);
        let rest = text.strip_prefix('\u{feff}').unwrap();
        assert_eq!(
            rest,
            "日付,用件\r\n2026-11-24,\"見積り, \"\"概算\"\"\n二行目\"\r\n\"'=1+1\",\"'@SUM(A1)\"\r\n\"'-3\",\r\n"
        );
    }

    proptest! {
        #[test]
        fn no_cell_begins_a_formula(cells in proptest::collection::vec("[=+@\\-a\"あ,\n\t]{0,6}", 1..5)) {
            let row: Vec<&str> = cells.iter().map(String::as_str).collect();
            let text = table([row]);
            // Outside quotes no field begins with a sign; inside them the first sign is an apostrophe.
            let mut quoted = false;
            let mut before = ',';
            for character in text.trim_start_matches('\u{feff}').chars() {
                if !quoted && matches!(before, ',' | '\n') {
                    prop_assert!(!matches!(character, '=' | '+' | '-' | '@' | '\t'));
                }
                if character == '"' {
                    quoted = !quoted;
                }
                before = character;
            }
            prop_assert!(!quoted);
        }
    }
}
