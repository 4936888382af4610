//! What a trial cost so far, by who bears it, beside what it was thought to cost.

use askama::Template;
use domain::{
    Coded, Day,
    id::{CostId, TrialId},
    package,
    spending::{Bearer, Beside, Spent, beside},
};

use crate::{
    chart::{self, Bar},
    chrome::Chrome,
    corrections,
    form::{Choice, Form},
    number,
    words::Words,
};

impl Words {
    /// Who bears a cost.
    pub fn bearer(self, bearer: &Bearer) -> &'static str {
        match bearer {
            Bearer::Town => self.costs_town(),
            Bearer::Partner => self.costs_partner(),
            Bearer::Other => self.costs_other(),
        }
    }
}

/// The sums of a trial.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// What was spent.
    pub spent: Spent,
    /// What the adaptation's parts were thought to cost together.
    pub plan: Option<package::Cost>,
}

impl Sums {
    /// All of it, in yen.
    pub fn total(&self, w: &Words) -> String {
        w.terms_yen(number(self.spent.total()))
    }

    /// Each bearer with what they bore, those who bore nothing left out.
    pub fn parts(&self, w: &Words) -> Vec<(&'static str, String)> {
        let parts = Bearer::ALL.iter().filter(|bearer| self.spent.by(**bearer) > 0);
        parts
            .map(|bearer| (w.bearer(bearer), w.terms_yen(number(self.spent.by(*bearer)))))
            .collect()
    }

    /// What it was thought to cost, in words.
    pub fn plan(&self, w: &Words) -> String {
        self.plan.map(|plan| w.cost(plan)).unwrap_or_default()
    }

    /// How far it lies from that, in words.
    pub fn beside(&self, w: &Words) -> String {
        match beside(self.spent.total(), self.plan) {
            Beside::NoPlan => w.costs_no_plan().to_owned(),
            Beside::Left(yen) => w.costs_left(w.terms_yen(number(yen))),
            Beside::Over(yen) => w.costs_over(w.terms_yen(number(yen))),
        }
    }

    /// The drawing: what each bore, one after the other on one bar, and where the plan ends. It fills a width of 320.
    pub fn drawing(&self) -> (Vec<Bar>, Option<f64>) {
        let total = self.spent.total();
        let most = total.max(self.plan.map_or(0, |plan| plan.high)).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a drawing 320 units wide")]
        let across = |yen: i64| yen as f64 / most as f64 * chart::WIDTH;
        let mut x = 0.0;
        let bars = Bearer::ALL.iter().map(|bearer| {
            let width = across(self.spent.by(*bearer));
            let bar = Bar {
                x,
                y: 6.0,
                width,
                height: 20.0,
                last: *bearer == Bearer::Town,
            };
            x += width;
            bar
        });
        let bars = bars.filter(|bar| bar.width > 0.0).collect();
        (bars, self.plan.map(|plan| across(plan.high)))
    }
}

/// A cost as it is shown.
pub struct CostLine {
    /// The id.
    pub id: CostId,
    /// The day.
    pub day: Day,
    /// What for.
    pub what: String,
    /// How many yen.
    pub amount: i64,
    /// Who bears it.
    pub bearer: Bearer,
    /// A note.
    pub note: String,
    /// How many yen it was before it was corrected.
    pub before: Option<i64>,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Why it was corrected or taken back.
    pub reason: String,
    /// Whether the reader may correct it.
    pub mine: bool,
}

impl CostLine {
    /// The amount in groups of three.
    pub fn yen(&self) -> String {
        number(self.amount)
    }

    /// The amount before it was corrected.
    pub fn was(&self) -> Option<String> {
        self.before.filter(|before| *before != self.amount).map(number)
    }
}

/// `/trials/{trial}/costs`.
#[derive(Template)]
#[template(path = "costs/index.html")]
pub struct Index {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The trial.
    pub trial: TrialId,
    /// Its title.
    pub title: String,
    /// The sums.
    pub sums: Sums,
    /// A page of costs, the newest day first.
    pub lines: Vec<CostLine>,
    /// The address of the next page.
    pub next: Option<String>,
    /// Whether the reader may write.
    pub can_tell: bool,
    /// Whom to tell of a mistake, where everyone may read this.
    pub beside: corrections::Beside,
}

/// The labels of a cost's fields.
fn labels(w: Words) -> Vec<(&'static str, &'static str)> {
    vec![
        ("day", w.costs_day()),
        ("what", w.costs_what()),
        ("amount", w.costs_amount()),
        ("bearer", w.costs_bearer()),
        ("note", w.costs_note()),
        ("reason", w.measurements_reason()),
        ("why", w.measurements_why()),
    ]
}

impl Index {
    /// Who may bear it.
    pub fn bearers(&self) -> Vec<Choice> {
        self.page.w.choices(Words::bearer)
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        labels(self.page.w)
    }
}

/// `/costs/{cost}/edit`: one's own line, to be corrected or taken back.
#[derive(Template)]
#[template(path = "costs/edit.html")]
pub struct Edit {
    /// The chrome.
    pub page: Chrome,
    /// What is typed.
    pub form: Form,
    /// The cost.
    pub id: CostId,
    /// The trial.
    pub trial: TrialId,
}

impl Edit {
    /// Who may bear it.
    pub fn bearers(&self) -> Vec<Choice> {
        self.page.w.choices(Words::bearer)
    }

    /// The labels of the fields.
    pub fn labels(&self) -> Vec<(&'static str, &'static str)> {
        labels(self.page.w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;

    #[test]
    fn the_bar_fills_no_more_than_its_width() {
        let spent = Spent::default()
            .and(Bearer::Town, 40_000)
            .and(Bearer::Other, 10_000);
        for plan in [
            None,
            package::Cost::of(Some(0), Some(30_000)),
            package::Cost::of(None, Some(200_000)),
        ] {
            let sums = Sums { spent, plan };
            let (bars, mark) = sums.drawing();
            assert_eq!(bars.len(), 2);
            assert!(bars[1].x + bars[1].width <= chart::WIDTH + 0.001 && bars[0].width > bars[1].width);
            assert!(mark.is_none_or(|mark| (0.0..=chart::WIDTH).contains(&mark)));
        }
        assert!(Sums::default().drawing().0.is_empty());
    }

    #[test]
    fn sums_are_said_in_words() {
        let w = Words::of(Locale::Ja);
        let sums = Sums {
            spent: Spent::default().and(Bearer::Partner, 130_000),
            plan: package::Cost::of(Some(80_000), Some(120_000)),
        };
        assert!(sums.beside(&w).contains("10,000"), "{}", sums.beside(&w));
        assert_eq!(sums.parts(&w).len(), 1);
    }
}
