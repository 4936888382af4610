//! Drawings of what was measured, laid out here and printed as SVG by the templates. Pure: values, days and words go in,
//! places in a frame come out. Nothing is said by colour alone, and beside every drawing its values stand in a table.

mod bars;
mod figure;
mod line;
mod pair;
mod scale;
mod time;

use domain::{
    Day,
    trial::{Form, Measure},
};

pub use self::figure::figure;
use self::figure::{short, width};
use crate::words::Words;

/// How wide every drawing is, in its own units: about the pixels of a card on a telephone.
pub const WIDTH: f64 = 320.0;

/// A value and its day.
pub type Point = (Day, Measure);

/// What is to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// How, as agreed on.
    pub form: Form,
    /// In what it is counted.
    pub unit: &'a str,
    /// How it was before.
    pub baseline: Option<Measure>,
    /// The values, the earliest first.
    pub points: &'a [Point],
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It stands around it.
    Middle,
    /// It ends there.
    End,
}

/// A text in a drawing.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Where.
    pub x: f64,
    /// The line it stands on.
    pub y: f64,
    /// On which side.
    pub anchor: Anchor,
    /// Whether it is a value rather than the name of one.
    pub strong: bool,
    /// What it says.
    pub words: String,
}

impl Label {
    fn new(x: f64, y: f64, anchor: Anchor, words: impl Into<String>) -> Self {
        Self {
            x,
            y,
            anchor,
            strong: false,
            words: words.into(),
        }
    }

    /// A text around `x` that stays inside the drawing.
    fn around(x: f64, y: f64, words: impl Into<String>) -> Self {
        let words = words.into();
        let half = (width(&words) / 2.0).min(WIDTH / 2.0);
        Self::new(x.clamp(half, WIDTH - half), y, Anchor::Middle, words)
    }

    fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// Its class in the style sheet.
    pub fn class(&self) -> &'static str {
        match (self.anchor, self.strong) {
            (Anchor::Start, false) => "",
            (Anchor::Middle, false) => "chart-mid",
            (Anchor::End, false) => "chart-end",
            (Anchor::Start, true) => "chart-value",
            (Anchor::Middle, true) => "chart-value chart-mid",
            (Anchor::End, true) => "chart-value chart-end",
        }
    }
}

/// A bar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bar {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// Whether it is the newest.
    pub last: bool,
}

/// A dot on a line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dot {
    /// Where.
    pub x: f64,
    /// Where.
    pub y: f64,
    /// Whether it is the newest.
    pub last: bool,
}

/// Everything of a drawing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Drawing {
    /// How high it is.
    pub height: f64,
    /// Level lines for reading off: from, to, height.
    pub rules: Vec<(f64, f64, f64)>,
    /// The line of zero, as a path.
    pub zero: String,
    /// The line of the value before, as a path.
    pub before: String,
    /// The points of the line.
    pub line: Vec<(f64, f64)>,
    /// Its dots.
    pub dots: Vec<Dot>,
    /// Bars.
    pub bars: Vec<Bar>,
    /// Texts.
    pub labels: Vec<Label>,
}

impl Drawing {
    /// The points of the line as SVG has them.
    pub fn points(&self) -> String {
        let pairs: Vec<_> = self
            .line
            .iter()
            .map(|(x, y)| format!("{},{}", at(x), at(y)))
            .collect();
        pairs.join(" ")
    }
}

/// A place as it is printed.
pub fn at(place: &f64) -> String {
    let text = format!("{place:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Lays out a drawing; `None` where there is nothing to draw yet, not even a value before.
pub fn draw(measured: &Measured<'_>, w: Words) -> Option<Drawing> {
    let (count, baseline) = (measured.points.len(), measured.baseline);
    if count == 0 && baseline.is_none() {
        return None;
    }
    Some(match measured.form.drawn(count, baseline.is_some()) {
        Form::BeforeLatest => pair::draw(measured, w, false),
        Form::BeforeMean => pair::draw(measured, w, true),
        Form::Line => line::draw(measured, w),
        Form::Bars | Form::Data => bars::draw(measured, w),
    })
}

/// What a drawing is and adds up, for the line under its name.
pub fn said(measured: &Measured<'_>, w: Words) -> String {
    let (count, baseline) = (measured.points.len(), measured.baseline);
    match measured.form.drawn(count, baseline.is_some()) {
        Form::BeforeLatest => pair::difference(measured, w, false),
        Form::BeforeMean => pair::difference(measured, w, true),
        Form::Bars | Form::Data => bars::said(measured.points, w).to_owned(),
        Form::Line => String::new(),
    }
}

/// A value with its unit.
pub fn with_unit(value: Measure, unit: &str) -> String {
    format!("{}{unit}", figure(value))
}

/// The most values a description names one by one.
const NAMED: usize = 8;

/// The values in words, for those who do not see the drawing; the table beside it has them all.
pub fn told(measured: &Measured<'_>, w: Words) -> String {
    let Measured {
        unit,
        baseline,
        points,
        ..
    } = *measured;
    let before = baseline.map(|value| w.charts_told_before(with_unit(value, unit)));
    let each = |points: &[Point]| -> Vec<String> {
        points.iter().map(|(_, value)| with_unit(*value, unit)).collect()
    };
    let values = match points {
        [] => w.trials_no_values().to_owned(),
        few if few.len() <= NAMED => each(few).join(" → "),
        many => {
            let ends = [many.first(), many.last()];
            let values = || many.iter().map(|(_, value)| *value);
            let [begun, ended] =
                ends.map(|end| end.map_or(String::new(), |(_, value)| with_unit(*value, unit)));
            let [least, greatest] = [values().min(), values().max()]
                .map(|end| end.map_or(String::new(), |value| with_unit(value, unit)));
            w.charts_told_many(many.len(), begun, ended, least, greatest)
        }
    };
    before.into_iter().chain([values]).collect::<Vec<_>>().join(" ")
}

/// 一万, in thousandths.
const TEN_THOUSAND: i64 = 10_000_000;

/// The value axis: where drawings with one begin on the left, their level lines and numbers.
fn axis(drawing: &mut Drawing, scale: scale::Scale, frame: &mut Frame, unit: &str, w: Words) {
    let ticks = scale.ticks();
    // One axis counts in one unit: in 万 only where every number of it does.
    let large = ticks.iter().all(|tick| *tick == 0 || tick.abs() >= TEN_THOUSAND);
    let ticks: Vec<_> = ticks
        .into_iter()
        .map(|tick| {
            let words = if large {
                short(Measure(tick), w.locale)
            } else {
                figure(Measure(tick))
            };
            (tick, words)
        })
        .collect();
    let widest = ticks.iter().map(|(_, words)| width(words)).fold(0.0, f64::max);
    frame.left = (widest + 8.0).clamp(22.0, WIDTH / 2.0);
    for (tick, words) in ticks {
        let y = scale.place(tick, frame.bottom, frame.top);
        if tick == 0 {
            drawing.zero = format!("M{} {}H{}", at(&frame.left), at(&y), at(&frame.right));
        } else {
            drawing.rules.push((frame.left, frame.right, y));
        }
        drawing
            .labels
            .push(Label::new(frame.left - 6.0, y + 4.0, Anchor::End, words));
    }
    // A long unit stands under the drawing's name only.
    if width(unit) <= WIDTH / 2.0 {
        drawing.labels.push(Label::new(0.0, 12.0, Anchor::Start, unit));
    }
}

/// The line of the value before, with its name.
fn before(drawing: &mut Drawing, y: f64, frame: &Frame, w: Words, value: Measure) {
    drawing.before = format!("M{} {}H{}", at(&frame.left), at(&y), at(&frame.right));
    let above = if y > frame.top + 14.0 { y - 5.0 } else { y + 15.0 };
    let words = format!("{} {}", w.trials_before(), figure(value));
    drawing
        .labels
        .push(Label::new(frame.left + 4.0, above, Anchor::Start, words));
}

/// The part of a drawing in which values stand.
#[derive(Clone, Copy, Debug)]
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    const NEW: Self = Self {
        left: 22.0,
        right: WIDTH - 8.0,
        top: 34.0,
        bottom: 156.0,
    };
    /// Where the days stand.
    const DAYS: f64 = 174.0;
    /// How high drawings with an axis are.
    const HEIGHT: f64 = 182.0;
}

#[cfg(test)]
mod tests;
