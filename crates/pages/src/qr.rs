//! QR codes as the geometry of one SVG path.

use qrcode::{Color, EcLevel, QrCode};

/// The light frame every code needs around it, in modules: ISO/IEC 18004 asks for four.
const QUIET: usize = 4;

/// A code, drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qr {
    /// Width and height with the frame, in modules.
    pub size: usize,
    /// The dark modules as a path's `d`.
    pub path: String,
}

impl Qr {
    /// Draws an address; about a seventh of it may be hidden or dirty (level M). `None` for what no code can hold.
    pub fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (row, modules) in code.to_colors().chunks(width).enumerate() {
            let mut column = 0;
            for run in modules.chunk_by(|one, other| one == other) {
                if run.first() == Some(&Color::Dark) {
                    use std::fmt::Write as _;
                    // Writing into a String cannot fail.
                    let (x, y, run) = (column + QUIET, row + QUIET, run.len());
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                column += run.len();
            }
        }
        Some(Self {
            size: width + 2 * QUIET,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The dark modules of a path, read back.
    fn modules(qr: &Qr) -> Vec<(usize, usize)> {
        let mut dark = Vec::new();
        for run in qr.path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let (x, y, length): (usize, usize, usize) =
                (x.parse().unwrap(), y.parse().unwrap(), length.parse().unwrap());
            dark.extend((x..x + length).map(|x| (x, y)));
        }
        dark
    }

    #[test]
    fn a_code_is_drawn_as_it_is_inside_its_quiet_frame() {
        let address = "https://tomoni.example.lg.jp/cards/7zzzzzzzzzzzzzzzzzzzzzzzzz";
        let qr = Qr::of(address).unwrap();
        let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M).unwrap();
        assert_eq!(qr.size, code.width() + 8);
        let mut expected = Vec::new();
        for y in 0..code.width() {
            for x in 0..code.width() {
                if code[(x, y)] == Color::Dark {
                    expected.push((x + 4, y + 4));
                }
            }
        }
        assert_eq!(modules(&qr), expected);
        assert!(qr.path.len() < 12_000, "{}", qr.path.len());
        assert_eq!(Qr::of(&"x".repeat(5000)), None);
    }
}
