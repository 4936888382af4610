use proptest::prelude::*;

use super::*;
use crate::Locale;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn points(values: &[i64]) -> Vec<Point> {
    (0..)
        .zip(values)
        .map(|(week, value)| (day("2026-06-01").plus(week * 7), Measure(value * 1000)))
        .collect()
}

fn drawn(form: Form, baseline: Option<i64>, points: &[Point]) -> Option<Drawing> {
    let measured = Measured {
        form,
        unit: "人",
        baseline: baseline.map(|value| Measure(value * 1000)),
        points,
    };
    draw(&measured, Words::of(Locale::Ja))
}

fn words(drawing: &Drawing) -> Vec<&str> {
    drawing.labels.iter().map(|label| label.words.as_str()).collect()
}

#[test]
fn nothing_is_drawn_of_nothing_and_a_value_before_stands_alone() {
    for form in [Form::Data, Form::Line, Form::Bars, Form::BeforeMean] {
        assert_eq!(drawn(form, None, &[]), None, "{form:?}");
        let alone = drawn(form, Some(6), &[]).unwrap();
        assert!(
            words(&alone).iter().any(|words| words.starts_with("はじめ")),
            "{form:?}"
        );
        assert!(alone.line.is_empty() && alone.dots.is_empty());
    }
}

#[test]
fn days_stand_as_far_apart_as_they_are() {
    let points = [
        (day("2026-06-01"), Measure(1_000)),
        (day("2026-06-02"), Measure(2_000)),
        (day("2026-06-11"), Measure(3_000)),
    ];
    let line = drawn(Form::Line, None, &points).unwrap().line;
    let apart = |one: usize| line[one + 1].0 - line[one].0;
    assert!((apart(1) / apart(0) - 9.0).abs() < 0.01, "{line:?}");
}

#[test]
fn a_line_names_its_ends_the_value_before_and_the_newest() {
    let line = drawn(Form::Line, Some(6), &points(&[9, 12, 11, 17, 15, 18])).unwrap();
    let words = words(&line);
    for said in ["6月1日", "7月6日", "はじめ 6", "18", "人", "20"] {
        assert!(words.contains(&said), "{said}: {words:?}");
    }
    assert!(!line.before.is_empty());
    assert_eq!(line.dots.iter().filter(|dot| dot.last).count(), 1);
}

#[test]
fn many_values_are_added_up_by_week_month_and_year() {
    let w = Words::of(Locale::Ja);
    let every = |days: i64| -> Vec<Point> {
        (0..40)
            .map(|number| (day("2026-04-01").plus(number * days), Measure(1_000)))
            .collect()
    };
    assert_eq!(bars::said(&points(&[1, 2, 3]), w), "");
    assert_eq!(bars::said(&every(2), w), w.charts_by_week());
    assert_eq!(bars::said(&every(7), w), w.charts_by_month());
    assert_eq!(bars::said(&every(60), w), w.charts_by_year());
    let months = drawn(Form::Bars, Some(3), &every(7)).unwrap();
    assert_eq!(months.bars.len(), 9);
    // Beside sums the value before is not drawn.
    assert!(months.before.is_empty());
    assert!(words(&months).contains(&"12月"), "{:?}", words(&months));
}

#[test]
fn where_nothing_was_counted_is_a_gap() {
    let mut few = points(&[1, 2, 3, 4, 5]);
    let later: Vec<Point> = few.iter().map(|(on, value)| (on.plus(49), *value)).collect();
    few.extend(later);
    let weeks = drawn(Form::Bars, None, &few).unwrap();
    assert_eq!(weeks.bars.len(), 10);
    let between: Vec<f64> = weeks.bars.windows(2).map(|two| two[1].x - two[0].x).collect();
    assert!((between[4] / between[0] - 3.0).abs() < 0.01, "{between:?}");
}

#[test]
fn before_and_after_say_their_difference_in_words() {
    let of = |values: &[i64], form| {
        let points = points(values);
        let measured = Measured {
            form,
            unit: "人",
            baseline: Some(Measure(6_000)),
            points: &points,
        };
        said(&measured, Words::of(Locale::Ja))
    };
    assert_eq!(of(&[9, 17], Form::BeforeLatest), "はじめより11人多い");
    assert_eq!(of(&[9, 17], Form::BeforeMean), "はじめより7人多い");
    assert_eq!(of(&[9, 2], Form::BeforeLatest), "はじめより4人少ない");
    assert_eq!(of(&[6], Form::BeforeLatest), "はじめと同じ");
}

#[test]
fn what_is_told_names_few_values_and_sums_up_many() {
    let of = |values: &[i64]| {
        let points = points(values);
        let measured = Measured {
            form: Form::Data,
            unit: "人",
            baseline: Some(Measure(6_000)),
            points: &points,
        };
        told(&measured, Words::of(Locale::Ja))
    };
    assert!(of(&[9, 17]).contains("9人 → 17人"));
    let many = of(&[9, 4, 17, 12, 9, 8, 7, 6, 5, 11]);
    for said in ["10", "9人", "11人", "4人", "17人"] {
        assert!(many.contains(said), "{many}");
    }
}

fn measured() -> impl Strategy<Value = (Vec<Point>, Option<Measure>)> {
    let value = prop_oneof![
        -1_000_000_000_000_i64..=1_000_000_000_000,
        (-50_i64..50).prop_map(|whole| whole * 1000),
        Just(0),
    ];
    let points = proptest::collection::vec((0_i64..2_000, value.clone()), 0..=100);
    (points, proptest::option::of(value)).prop_map(|(mut points, baseline)| {
        points.sort_by_key(|(ahead, _)| *ahead);
        let points = points
            .into_iter()
            .map(|(ahead, value)| (day("2026-06-01").plus(ahead), Measure(value)))
            .collect();
        (points, baseline.map(Measure))
    })
}

proptest! {
    #[test]
    fn everything_lies_inside_the_frame_and_in_its_order(
        (points, baseline) in measured(),
        form in proptest::sample::select(<Form as domain::Coded>::ALL),
        locale in proptest::sample::select(&Locale::ALL[..]),
    ) {
        let measured = Measured { form, unit: "世帯", baseline, points: &points };
        let Some(drawing) = draw(&measured, Words::of(locale)) else {
            prop_assert!(points.is_empty() && baseline.is_none());
            return Ok(());
        };
        let inside = |x: f64, y: f64| (0.0..=WIDTH).contains(&x) && (0.0..=drawing.height).contains(&y);
        for (x, y) in &drawing.line {
            prop_assert!(inside(*x, *y), "{x},{y}");
        }
        for bar in &drawing.bars {
            prop_assert!(inside(bar.x, bar.y) && inside(bar.x + bar.width, bar.y + bar.height), "{bar:?}");
        }
        for (from, to, y) in &drawing.rules {
            prop_assert!(inside(*from, *y) && inside(*to, *y));
        }
        for label in &drawing.labels {
            prop_assert!(inside(label.x, label.y), "{label:?}");
        }
        // Later stands to the right, more stands higher.
        if form.drawn(points.len(), baseline.is_some()) == Form::Line {
            prop_assert_eq!(drawing.line.len(), points.len());
            for (one, two) in points.iter().zip(&points[1.min(points.len())..]).zip(drawing.line.windows(2)) {
                let ((_, one), (_, other)) = one;
                prop_assert!(two[0].0 <= two[1].0);
                prop_assert!((one < other) == (two[0].1 > two[1].1) || (two[0].1 - two[1].1).abs() < 0.001);
            }
        }
        prop_assert!(drawing.bars.windows(2).all(|two| two[0].x <= two[1].x || drawing.bars.len() == 2));
    }
}
