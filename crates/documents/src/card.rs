//! The picture of a challenge that other sites show beside a link to it: an SVG made into a PNG. Titles, a town and the
//! loop stand on it; never a person.

use std::{
    fmt::Write as _,
    sync::{Arc, OnceLock},
};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb},
};

/// The width in pixels that sites expect.
pub const WIDTH: u32 = 1200;
/// The height.
pub const HEIGHT: u32 = 630;

/// The only letters these pictures have: `BIZ UDPGothic` (SIL Open Font License 1.1, see NOTICE.md).
const LETTERS: &[u8] = include_bytes!("../fonts/BIZUDPGothic-Bold.ttf");

/// What stands on the picture.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Card {
    /// The title, phrase by phrase: lines break between phrases, and inside one only where it is longer than a line.
    pub phrases: Vec<String>,
    /// A line above it: whose challenge it is.
    pub above: String,
    /// The steps of the loop, in their order.
    pub steps: [String; 5],
    /// Which of them it is at.
    pub at: usize,
    /// A word about the loop: the round, or until when it rests.
    pub round: String,
    /// The name of the site.
    pub site: String,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was drawn is no SVG.
    #[error("drawing: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// There is no room for its pixels.
    #[error("no room for {WIDTH} × {HEIGHT} pixels")]
    Room,
    /// It could not be written as PNG.
    #[error("writing: {0}")]
    Writing(String),
}

/// The widest line, in pixels.
const LINE: usize = 1040;

/// How wide a text is at a size, in pixels: about; Latin letters of this typeface are at most two thirds of a square.
fn width(text: &str, size: usize) -> usize {
    let letters = text.chars();
    letters
        .map(|one| if one.is_ascii() { size * 2 / 3 } else { size })
        .sum()
}

/// Fills lines with phrases.
fn lines(phrases: &[String], size: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for phrase in phrases {
        let last = lines.last_mut();
        if let Some(last) = last.filter(|last| width(last, size) + width(phrase, size) <= LINE) {
            last.push_str(phrase);
            continue;
        }
        let mut line = String::new();
        for letter in phrase.chars() {
            if width(&line, size) + size > LINE {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
        lines.push(line);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Text as XML has it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for one in text
        .chars()
        .filter(|one| !one.is_control() && !matches!(one, '\u{fffe}' | '\u{ffff}'))
    {
        match one {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

/// The drawing.
fn svg(card: &Card) -> String {
    // Three lines of large letters, or as many of smaller ones as fit above the loop.
    let (size, height, most) = [(64, 84, 3), (52, 66, 4), (42, 54, 5)]
        .into_iter()
        .find(|(size, _, most)| lines(&card.phrases, *size).len() <= *most)
        .unwrap_or((34, 44, 6));
    let mut drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"BIZ UDPGothic\" font-weight=\"700\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/><rect width=\"{WIDTH}\" height=\"14\" fill=\"#008299\"/>\
         <g transform=\"translate(80 52) scale(1.5)\"><path fill=\"#ffdfca\" d=\"M31 8.7a16.3 16.3 0 0 1 0 24.6 16.3 16.3 0 0 \
         1 0-24.6z\"/><g fill=\"none\" stroke-width=\"4.6\"><circle cx=\"20.5\" cy=\"21\" r=\"16.3\" stroke=\"#008299\"/>\
         <circle cx=\"41.5\" cy=\"21\" r=\"16.3\" stroke=\"#e25100\"/><path stroke=\"#008299\" d=\"M36.1 25.8A16.3 16.3 0 0 1 \
         23.9 36.9\"/></g></g><text x=\"186\" y=\"97\" font-size=\"36\" fill=\"#1a1a1a\">{}</text>\
         <text x=\"80\" y=\"184\" font-size=\"34\" fill=\"#006f83\">{}</text>",
        escaped(&card.site),
        escaped(&card.above),
    );
    let mut y = 184 + height;
    for line in lines(&card.phrases, size).iter().take(most) {
        let _ = write!(
            drawing,
            "<text x=\"80\" y=\"{y}\" font-size=\"{size}\" fill=\"#1a1a1a\">{}</text>",
            escaped(line)
        );
        y += height;
    }
    steps(&mut drawing, card);
    drawing.push_str("</svg>");
    drawing
}

/// The loop: five steps in a row, and the way back from the last to the first.
fn steps(drawing: &mut String, card: &Card) {
    drawing.push_str(
        "<path fill=\"none\" stroke=\"#9fc7cf\" stroke-width=\"6\" d=\"M180 520H1020M1020 520c110 0 110 72 20 72H170c-90 0-90-72 \
         10-72\"/>",
    );
    for (at, step) in card.steps.iter().enumerate() {
        let x = 180 + 210 * at;
        let (fill, ink) = if at == card.at {
            ("#e25100", "#fff")
        } else {
            ("#e6f3f5", "#006f83")
        };
        // Letters of this typeface stand a third of their size below the middle line.
        let _ = write!(
            drawing,
            "<rect x=\"{}\" y=\"490\" width=\"176\" height=\"60\" rx=\"30\" fill=\"{fill}\"/>\
             <text x=\"{x}\" y=\"529\" font-size=\"25\" text-anchor=\"middle\" fill=\"{ink}\">{}</text>",
            x - 88,
            escaped(step)
        );
    }
    let _ = write!(
        drawing,
        "<rect x=\"500\" y=\"572\" width=\"200\" height=\"40\" fill=\"#fff\"/><text x=\"600\" y=\"602\" font-size=\"26\" \
         text-anchor=\"middle\" fill=\"#1a1a1a\">{}</text>",
        escaped(&card.round)
    );
}

fn letters() -> Arc<fontdb::Database> {
    static LOADED: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut letters = fontdb::Database::new();
        letters.load_font_source(fontdb::Source::Binary(Arc::new(LETTERS)));
        Arc::new(letters)
    };
    LOADED.get_or_init(load).clone()
}

/// The picture as PNG. Takes some tens of milliseconds: not for a thread that others wait for.
pub fn picture(card: &Card) -> Result<Vec<u8>, Error> {
    let options = Options {
        fontdb: letters(),
        font_family: "BIZ UDPGothic".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(&svg(card), &options)?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or(Error::Room)?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    pixels
        .encode_png()
        .map_err(|error| Error::Writing(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(phrases: &[&str]) -> Card {
        Card {
            phrases: phrases.iter().map(|one| (*one).to_owned()).collect(),
            above: "みなも町の課題".into(),
            steps: ["対話", "課題", "作り変え", "試行", "ふりかえり"].map(str::to_owned),
            at: 3,
            round: "2周目".into(),
            site: "ともに".into(),
        }
    }

    #[test]
    fn lines_break_between_phrases_and_long_words_inside() {
        let short = card(&["山あいの", "集落で、", "買い物の", "足を", "どう守るか"]);
        assert_eq!(
            lines(&short.phrases, 64),
            ["山あいの集落で、買い物の足を", "どう守るか"]
        );
        let long = "長".repeat(60);
        let found = lines(&[long], 42);
        assert!(
            found.len() == 3 && found.iter().all(|line| width(line, 42) <= LINE),
            "{found:?}"
        );
        assert!(lines(&[], 64).is_empty());
    }

    #[test]
    fn a_picture_has_its_size_its_letters_and_few_bytes() {
        let drawn = picture(&card(&["山あいの集落で、", "買い物の足を", "どう守るか"])).unwrap();
        assert_eq!(drawn.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
        assert_eq!(drawn.get(16..24), Some(&[0, 0, 4, 176, 0, 0, 2, 118][..]));
        assert!(drawn.len() < 200_000, "{}", drawn.len());
        // Another title is another picture: the letters are really there.
        let other = picture(&card(&["空き家の戸を、", "だれが開けるか"])).unwrap();
        assert_ne!(drawn, other);
        // What people type is text, whatever it looks like.
        assert!(picture(&card(&["</text><&\"'\u{1}"])).is_ok());
        if let Some(path) = std::env::var_os("TOMONI_SHOW_PICTURE") {
            std::fs::write(path, drawn).unwrap();
        }
    }
}
