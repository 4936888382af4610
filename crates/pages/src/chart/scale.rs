//! The scale of an axis: round numbers that cover the values.

/// From where to where a drawing reaches, in thousandths, in steps of 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scale {
    low: i64,
    high: i64,
    step: i64,
}

/// About how many steps there are.
const STEPS: i64 = 4;

impl Scale {
    /// Covers the values. What is drawn by its length begins at zero; a line may begin higher where its values lie close
    /// together far from zero.
    pub fn covering(values: &[i64], from_zero: bool) -> Self {
        let low = values.iter().copied().min().unwrap_or(0);
        let high = values.iter().copied().max().unwrap_or(0);
        let far = |near: i64, end: i64| low != high && near > end / 2;
        let floats = !from_zero && (far(low, high) || far(-high, -low));
        let (low, high) = if floats {
            (low, high)
        } else {
            (low.min(0), high.max(0))
        };
        // Whole numbers are counted in whole steps.
        let least = if values.iter().all(|one| one % 1000 == 0) {
            1000
        } else {
            1
        };
        let step = round((high - low).max(least) / STEPS, least);
        let down = low.div_euclid(step) * step;
        let up = -((-high).div_euclid(step) * step);
        Self {
            low: down,
            high: up.max(down + step),
            step,
        }
    }

    /// The round numbers of the axis, from the lowest.
    pub fn ticks(self) -> Vec<i64> {
        let mut ticks = Vec::new();
        let mut at = self.low;
        while at <= self.high {
            ticks.push(at);
            at += self.step;
        }
        ticks
    }

    /// Where a value lies between the two ends of a drawing.
    #[expect(clippy::cast_precision_loss, reason = "a drawing is some hundred units wide")]
    pub fn place(self, value: i64, low_end: f64, high_end: f64) -> f64 {
        let along = (value - self.low) as f64 / (self.high - self.low) as f64;
        low_end + along * (high_end - low_end)
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … times `least` that is at least `wanted`.
fn round(wanted: i64, least: i64) -> i64 {
    let mut ten = least;
    loop {
        for times in [1, 2, 5] {
            if ten * times >= wanted {
                return ten * times;
            }
        }
        ten *= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(values: &[i64], from_zero: bool) -> Vec<i64> {
        Scale::covering(values, from_zero).ticks()
    }

    #[test]
    fn ticks_as_people_choose_them() {
        assert_eq!(ticks(&[6_000, 17_000], true), [0, 5_000, 10_000, 15_000, 20_000]);
        assert_eq!(ticks(&[], true), [0, 1_000]);
        assert_eq!(ticks(&[0, 0], false), [0, 1_000]);
        assert_eq!(ticks(&[2_000], true), [0, 1_000, 2_000]);
        assert_eq!(ticks(&[500], true), [0, 200, 400, 600]);
        assert_eq!(
            ticks(&[-8_400_000, -5_200_000], true),
            [-10_000_000, -5_000_000, 0]
        );
        // A line of temperatures does not begin at zero; bars do.
        assert_eq!(
            ticks(&[36_100, 36_800], false),
            [36_000, 36_200, 36_400, 36_600, 36_800]
        );
        assert_eq!(ticks(&[36_100, 36_800], true).first(), Some(&0));
    }

    proptest! {
        #[test]
        fn ticks_are_round_few_and_cover_the_values(
            values in proptest::collection::vec(-1_000_000_000_000_i64..=1_000_000_000_000, 0..100),
            whole in any::<bool>(),
            from_zero in any::<bool>(),
        ) {
            let values: Vec<i64> = values.into_iter().map(|one| if whole { one / 1000 * 1000 } else { one }).collect();
            let ticks = ticks(&values, from_zero);
            prop_assert!((2..=7).contains(&ticks.len()), "{:?}", ticks);
            let step = ticks[1] - ticks[0];
            let mut head = step;
            while head % 10 == 0 { head /= 10; }
            prop_assert!([1, 2, 5].contains(&head), "{step}");
            prop_assert!(ticks.iter().all(|tick| tick % step == 0));
            for value in &values {
                prop_assert!(ticks[0] <= *value && *value <= ticks[ticks.len() - 1]);
            }
            if from_zero { prop_assert!(ticks.contains(&0)); }
            if whole { prop_assert_eq!(step % 1000, 0); }
        }
    }
}
