//! A line: values over time, each where its day stands.

use super::{Anchor, Dot, Drawing, Frame, Label, Measured, axis, before, figure, scale::Scale, time::Span};
use crate::words::Words;

/// The most values that get a dot each.
const DOTS: usize = 40;

pub fn draw(measured: &Measured<'_>, w: Words) -> Drawing {
    let points = measured.points;
    let mut drawing = Drawing {
        height: Frame::HEIGHT,
        ..Drawing::default()
    };
    let mut frame = Frame::NEW;
    let values = points.iter().map(|(_, value)| *value);
    let values: Vec<i64> = values.chain(measured.baseline).map(|one| one.0).collect();
    let scale = Scale::covering(&values, false);
    axis(&mut drawing, scale, &mut frame, measured.unit, w);
    let level = |value: i64| scale.place(value, frame.bottom, frame.top);
    if let Some(value) = measured.baseline {
        before(&mut drawing, level(value.0), &frame, w, value);
    }
    let (Some((first, _)), Some((last, newest))) = (points.first(), points.last()) else {
        return drawing;
    };
    let span = Span {
        first: *first,
        last: *last,
    };
    // Dots keep whole at both ends.
    let (left, right) = (frame.left + 6.0, frame.right - 6.0);
    drawing.line = points
        .iter()
        .map(|(day, value)| (span.place(*day, left, right), level(value.0)))
        .collect();
    let shown = if points.len() > DOTS {
        &drawing.line[points.len() - 1..]
    } else {
        &drawing.line[..]
    };
    let count = shown.len();
    drawing.dots = (1..)
        .zip(shown)
        .map(|(number, (x, y))| Dot {
            x: *x,
            y: *y,
            last: number == count,
        })
        .collect();
    if let Some((x, y)) = drawing.line.last().copied() {
        let words = figure(*newest);
        // A value alone stands in the middle; otherwise the newest ends at the right edge.
        let label = if first == last {
            Label::around(x, y - 10.0, words)
        } else {
            Label::new(frame.right, y - 10.0, Anchor::End, words)
        };
        drawing.labels.push(label.strong());
    }
    drawing
        .labels
        .extend(span.labels(frame.left, frame.right, Frame::DAYS, w.locale));
    drawing
}
