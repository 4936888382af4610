//! 試行 and its indicators: rows and SQL. What was measured is in `measurement`, what its page shows of it in `record`.
//!
//! Events of kind `trial`: `begun`, `unpaid_said` (after: the parts), `concluded` (after: the day), and those of `measurement`.

use domain::{
    Coded, Day, MunicipalityCode,
    audience::Audience,
    event::{Change, RecordKind},
    first_text::{WRITING, Writing},
    id::{AdaptationId, ChallengeId, ReflectionId, TrialId},
    paragraph::{Curtain, Field},
    phase::{Phase, Place},
    trial::{Form, Measure, Standing},
};

use crate::{
    ReadTx, Result, WriteTx,
    adaptation::Adaptation,
    scope::{curtain, seen_from, visible},
    value::{FromRow, Row, params},
};

mod measurement;
mod record;
pub mod written;

pub use measurement::{
    Measurement, NewMeasurement, all as all_measurements, find as find_measurement, measure, of_indicator,
};
pub use record::{Record, record};
pub use written::{Earlier, Written, correct, earlier, withdraw};

/// A trial.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the trial or its viewer; none depends on another"
)]
pub struct Trial {
    /// The town.
    pub town: MunicipalityCode,
    /// The id.
    pub id: TrialId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The adaptation that is tried.
    pub adaptation: AdaptationId,
    /// The title.
    pub title: String,
    /// What is tried; Markdown.
    pub what: String,
    /// Where; may be empty.
    pub place: String,
    /// The first day.
    pub begins: Day,
    /// The last day as planned.
    pub ends: Day,
    /// The day it was concluded.
    pub concluded_on: Option<Day>,
    /// To whom it is open.
    pub audience: Audience,
    /// The round of the challenge it belongs to.
    pub round: i64,
    /// Whether the viewer sits in the challenge's circle.
    pub in_circle: bool,
    /// The last day on which each writes first, once it was concluded.
    pub write_until: Option<Day>,
    /// Whether the first texts were opened before that day.
    pub firsts_opened: bool,
    /// The one text about it, settled or not.
    pub together: Option<ReflectionId>,
    /// Whether it was looked back on: the one text is settled.
    pub reflected: bool,
    /// Where its challenge stands.
    pub on: Place,
    /// Whether the viewer may read the adaptation: a trial is opened without it.
    pub adaptation_open: bool,
    /// What stands between its texts and the viewer.
    pub curtain: Curtain,
}

impl Trial {
    /// Whether the viewer may have what is counted.
    pub fn shows_counted(&self) -> bool {
        self.curtain.shows(Field::Counted, 0, "")
    }

    /// How it stands towards the viewer.
    pub const fn standing(&self) -> Standing {
        Standing {
            in_circle: self.in_circle,
            begins: self.begins,
            concluded_on: self.concluded_on,
        }
    }

    /// Where the writing of first texts stands; `None` before it was concluded.
    pub fn writing(&self) -> Option<Writing> {
        let until = self
            .write_until
            .or_else(|| Some(self.concluded_on?.plus(WRITING)))?;
        Some(Writing {
            until,
            opened: self.firsts_opened,
        })
    }
}

impl FromRow for Trial {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let mut one = Self {
            town: row.take()?,
            id: row.take()?,
            challenge: row.take()?,
            adaptation: row.take()?,
            title: row.take()?,
            what: row.take()?,
            place: row.take()?,
            begins: row.take()?,
            ends: row.take()?,
            concluded_on: row.take()?,
            audience: row.code()?,
            round: row.take()?,
            in_circle: row.take()?,
            write_until: row.take()?,
            firsts_opened: row.take()?,
            together: row.take()?,
            reflected: row.take()?,
            on: Place {
                phase: row.code()?,
                round: row.take()?,
                resume: row.take::<Option<String>>()?.as_deref().and_then(Phase::parse),
                rest_until: row.take()?,
            },
            adaptation_open: row.take()?,
            curtain: curtain(row)?,
        };
        one.what = one.curtain.through(Field::What, 0, one.what);
        one.place = one.curtain.through(Field::Where, 0, one.place);
        Ok(one)
    }
}

const FIND: &str = concat!(
    "SELECT t.town, t.id, t.challenge, t.adaptation, t.title, t.what, t.place, t.begins, t.ends, t.concluded_on, \
     t.audience, t.round, m.seat IS NOT NULL, t.write_until, t.firsts_opened_at IS NOT NULL, f.id, \
     f.settled_at IS NOT NULL, c.phase, c.round, c.resume, c.rest_until, EXISTS (SELECT 1 FROM adaptation_revisions s \
     WHERE s.town = t.town AND s.adaptation = t.adaptation AND ",
    visible!("s", dialogue = "NULL", challenge = "t.challenge"),
    "), t.opened, ",
    seen_from!("t", "t.challenge"),
    " FROM trials t \
     JOIN challenges c ON c.town = t.town AND c.id = t.challenge \
     LEFT JOIN reflections f ON f.town = t.town AND f.trial = t.id LEFT JOIN circle_members m ON m.town = t.town \
     AND m.challenge = t.challenge AND m.seat = $2 AND m.left_at IS NULL WHERE t.id = $4 AND ",
    visible!("t", dialogue = "NULL", challenge = "t.challenge")
);

/// One trial, if the viewer may see it.
pub async fn find(tx: &mut ReadTx, id: TrialId) -> Result<Option<Trial>> {
    tx.seen_one(FIND, params![id]).await
}

/// An indicator both sides chose.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its place, from 1.
    pub position: i64,
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// What both hope for; may be empty.
    pub hope: String,
    /// How it was before.
    pub baseline: Option<Measure>,
    /// How it is drawn.
    pub form: Form,
}

impl FromRow for Indicator {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            position: row.take()?,
            name: row.take()?,
            unit: row.take()?,
            hope: row.take()?,
            baseline: row.take::<Option<i64>>()?.map(Measure),
            form: row.code()?,
        })
    }
}

const INDICATORS: &str = "SELECT position, name, unit, hope, baseline, form FROM indicators WHERE town = $1 AND trial = $2 \
    ORDER BY position LIMIT 6";

/// The indicators of a trial the viewer was shown; none where what is counted is not open to them.
pub async fn indicators(tx: &mut ReadTx, row: &Trial) -> Result<Vec<Indicator>> {
    if !row.shows_counted() {
        return Ok(Vec::new());
    }
    tx.all(INDICATORS, params![row.town, row.id]).await
}

/// An indicator as it is chosen.
#[derive(Clone, Debug)]
pub struct NewIndicator<'a> {
    /// What is counted.
    pub name: &'a str,
    /// In what.
    pub unit: &'a str,
    /// What both hope for; may be empty.
    pub hope: &'a str,
    /// How it was before.
    pub baseline: Option<Measure>,
    /// How it is drawn.
    pub form: Form,
}

/// A trial as it is agreed on.
#[derive(Clone, Debug)]
pub struct NewTrial<'a> {
    /// The round of the challenge it belongs to.
    pub round: i64,
    /// The title.
    pub title: &'a str,
    /// What is tried; Markdown.
    pub what: &'a str,
    /// Where; may be empty.
    pub place: &'a str,
    /// The first day.
    pub begins: Day,
    /// The last day.
    pub ends: Day,
    /// The indicators.
    pub indicators: &'a [NewIndicator<'a>],
}

const INSERT: &str = "INSERT INTO trials (town, id, challenge, adaptation, number, title, what, place, begins, ends, made_at, \
    round) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const INSERT_INDICATOR: &str = "INSERT INTO indicators (town, trial, position, name, unit, hope, baseline, form) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const CONCLUDE: &str = "UPDATE trials SET concluded_on = $3, write_until = $4 WHERE town = $1 AND id = $2 AND concluded_on IS NULL";

/// Begins a trial of an adaptation's current revision. Where the challenge goes is the caller's to write.
pub async fn insert(tx: &mut WriteTx, on: &Adaptation, new: &NewTrial<'_>) -> Result<TrialId> {
    let (id, now) = (TrialId::new(tx.moment()), tx.now());
    let values = params![
        on.town,
        id,
        on.challenge,
        on.id,
        on.revision,
        new.title,
        new.what,
        new.place,
        new.begins,
        new.ends,
        now,
        new.round
    ];
    tx.run(INSERT, values).await?;
    for (position, one) in (1_i64..).zip(new.indicators) {
        let baseline = one.baseline.map(|measure| measure.0);
        let values = params![
            on.town,
            id,
            position,
            one.name,
            one.unit,
            one.hope,
            baseline,
            one.form.code()
        ];
        tx.run(INSERT_INDICATOR, values).await?;
    }
    note(tx, on.town, id, "begun", None, new.title).await?;
    Ok(id)
}

/// Records that whoever begins a trial said of these parts that they cost the town nothing.
pub async fn say_unpaid(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: TrialId,
    parts: &[String],
) -> Result<()> {
    note(tx, town, id, "unpaid_said", None, &parts.join("\n")).await
}

/// Concludes a trial; each writes first until a week later. Where the challenge goes is the caller's to write. `false` when somebody else just did.
pub async fn conclude(tx: &mut WriteTx, row: &Trial, day: Day) -> Result<bool> {
    let values = params![row.town, row.id, day, day.plus(WRITING)];
    if tx.run(CONCLUDE, values).await? == 0 {
        return Ok(false);
    }
    note(tx, row.town, row.id, "concluded", None, &day.to_string()).await?;
    Ok(true)
}

pub(crate) async fn note(
    tx: &mut WriteTx,
    town: MunicipalityCode,
    id: TrialId,
    verb: &'static str,
    before: Option<String>,
    after: &str,
) -> Result<()> {
    let change = Change {
        before,
        ..Change::new(RecordKind::Trial, id, verb)
    };
    tx.note(change.of_town(town).to(after.to_owned())).await
}
