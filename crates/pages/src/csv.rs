//! Tables for spreadsheets: CSV (RFC 4180) with a byte order mark, as the spreadsheets of offices here expect it, in which no
//! text from people is taken for a formula (OWASP, "CSV Injection").

use std::fmt::Write as _;

use crate::readings::plain;

/// A cell.
pub enum Cell {
    /// Text from people.
    Text(String),
    /// A number, a day or words of ours: what cannot be a formula. Words of easy Japanese lose their readings.
    Plain(String),
}

/// What a spreadsheet may take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes rows, the first of them the names of the columns.
pub fn write(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut table = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<_> = row.iter().map(cell).collect();
        // Writing into a String cannot fail.
        let _ = write!(table, "{}\r\n", cells.join(","));
    }
    table
}

fn cell(cell: &Cell) -> String {
    let text = match cell {
        // Full-width signs are folded to these by some spreadsheets; blanks before them are passed over by others.
        Cell::Text(text) if begins_a_formula(text) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Plain(text) => plain(text),
    };
    if text.contains(['"', ',', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn begins_a_formula(text: &str) -> bool {
    let first = text
        .chars()
        .find(|one| !matches!(one, ' ' | '\u{3000}' | '\n' | '"'));
    text.starts_with(['\t', '\r'])
        || first.is_some_and(|one| FORMULA.contains(&one) || matches!(one, '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(words: &str) -> String {
        let table = write([vec![Cell::Text(words.to_owned())]]);
        table
            .trim_start_matches('\u{feff}')
            .trim_end_matches("\r\n")
            .to_owned()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_formulas() {
        for (words, cell) in [
            ("軽トラの燃料", "軽トラの燃料"),
            ("=1+1", "'=1+1"),
            ("＝ＳＵＭ（Ａ１）", "'＝ＳＵＭ（Ａ１）"),
            (" @x", "' @x"),
            ("-5", "'-5"),
            ("a,b", "\"a,b\""),
            ("「\"」\n二行", "\"「\"\"」\n二行\""),
        ] {
            assert_eq!(text(words), cell);
        }
        let rows = [vec![
            Cell::Plain("-8400".into()),
            Cell::Plain("2026-06-03".into()),
        ]];
        assert_eq!(write(rows), "\u{feff}-8400,2026-06-03\r\n");
        let easy = [vec![Cell::Plain("\u{fff9}出\u{fffa}だ\u{fffb}した".into())]];
        assert_eq!(write(easy), "\u{feff}出した\r\n");
    }

    proptest! {
        #[test]
        fn nothing_typed_begins_a_formula(words in "[ =+@\\-\t\r\n\"',;a１＝]{0,8}") {
            let cell = text(&words);
            let read = cell.trim_start_matches('"');
            prop_assert!(!read.starts_with(FORMULA), "{cell:?}");
        }

        #[test]
        fn a_reader_gets_the_same_cells(words in proptest::collection::vec("(あ[ \n\r\",;a１、「]{0,7})?", 2..5)) {
            let row = words.iter().map(|words| Cell::Text(words.clone())).collect();
            let table = write([row]);
            let mut reader = ::csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(table.trim_start_matches('\u{feff}').as_bytes());
            let read: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), 1);
            prop_assert!(read[0].iter().eq(words.iter()), "{:?}", read);
        }
    }
}
