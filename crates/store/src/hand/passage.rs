//! The texts of one piece as its circle reads them, divided into the paragraphs that can be opened.

use domain::{
    adaptation::Change,
    audience::Audience,
    challenge::Piece,
    paragraph::{Field, Opened, Paragraph, Place, paragraphs},
};

use super::PieceKey;
use crate::{
    ReadTx, Result,
    adaptation::terms_words,
    challenge::Challenge,
    package::terms,
    value::{FromRow, Row, params},
};

/// A piece with its paragraphs.
#[derive(Clone, Debug)]
pub struct Passages {
    /// Its title.
    pub title: String,
    /// To whom any of it is open now.
    pub audience: Audience,
    /// How far its paragraphs are.
    pub opened: Opened,
    /// The paragraphs, each with the title of its part; empty outside parts.
    pub paragraphs: Vec<(String, Paragraph)>,
}

impl Passages {
    /// The places of its paragraphs.
    pub fn places(&self) -> Vec<Place> {
        self.paragraphs.iter().map(|(_, one)| one.place).collect()
    }
}

/// A piece's own row: title, audience, opened, and up to three texts.
struct Texts {
    title: String,
    audience: Audience,
    opened: Opened,
    divided: [String; 3],
}

impl FromRow for Texts {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            title: row.take()?,
            audience: row.code()?,
            opened: Opened::parse(&row.take::<String>()?),
            divided: [row.take()?, row.take()?, row.take()?],
        })
    }
}

const WORDING: &str = "SELECT title, audience, opened, gains, wording, because FROM challenge_revisions \
    WHERE town = $1 AND challenge = $2 AND challenge = $3 AND number = $4";
const ADAPTATION: &str = "SELECT a.title, r.audience, r.opened, r.summary, '', '' FROM adaptations a \
    JOIN adaptation_revisions r ON r.town = a.town AND r.adaptation = a.id \
    WHERE a.town = $1 AND a.challenge = $2 AND a.id = $3 AND r.number = $4";
const TRIAL: &str = "SELECT title, audience, opened, what, place, '' FROM trials \
    WHERE town = $1 AND challenge = $2 AND id = $3 AND $4 = 0";
const REFLECTION: &str = "SELECT next_question, audience, opened, learnt, '', '' FROM reflections \
    WHERE town = $1 AND challenge = $2 AND id = $3 AND $4 = 0 AND settled_at IS NOT NULL";
// What a town says of its own situation is opened as a whole.
const CONTEXT: &str = "SELECT m.name, x.audience, '', '', '', '' FROM town_contexts x JOIN municipalities m \
    ON m.code = x.of_town WHERE x.town = $1 AND x.challenge = $2 AND x.id = $3 AND x.number = $4";

/// A piece of a challenge in whose circle the viewer sits, with its paragraphs; none where it is no piece of it.
pub async fn passages(tx: &mut ReadTx, challenge: &Challenge, key: PieceKey) -> Result<Option<Passages>> {
    let (sql, fields): (_, &[Field]) = match key.kind {
        Piece::Wording => (WORDING, &[Field::Gains, Field::Wording, Field::Because]),
        Piece::Adaptation => (ADAPTATION, &[Field::Summary]),
        Piece::Trial => (TRIAL, &[Field::What, Field::Where]),
        Piece::Reflection => (REFLECTION, &[Field::Learnt]),
        Piece::Context => (CONTEXT, &[]),
    };
    let values = params![challenge.town, challenge.id, key.id, key.number];
    let Some(found) = tx.one::<Texts>(sql, values).await? else {
        return Ok(None);
    };
    let mut all: Vec<(String, Paragraph)> = Vec::new();
    for (field, text) in fields.iter().zip(&found.divided) {
        all.extend(paragraphs(*field, 0, text).map(|one| (String::new(), one)));
    }
    if key.kind == Piece::Trial {
        all.push((String::new(), whole(Field::Counted, 0, "")));
    }
    if key.kind == Piece::Adaptation {
        let values = params![challenge.town, key.id, key.number];
        for part in tx.all::<PartTexts>(PARTS, values).await? {
            all.extend(part.paragraphs().into_iter().map(|one| (part.title.clone(), one)));
        }
    }
    Ok(Some(Passages {
        title: found.title,
        audience: found.audience,
        opened: found.opened,
        paragraphs: all,
    }))
}

/// Something that is one paragraph by itself.
fn whole(field: Field, part: i64, words: &str) -> Paragraph {
    Paragraph {
        place: Place::of(field, part, 0, words),
        words: words.to_owned(),
    }
}

/// The texts of one part as the town has them.
struct PartTexts {
    position: i64,
    title: String,
    body: String,
    reason: String,
    terms: String,
}

impl PartTexts {
    fn paragraphs(&self) -> Vec<Paragraph> {
        let at = self.position;
        let mut all: Vec<Paragraph> = paragraphs(Field::Body, at, &self.body).collect();
        if all.is_empty() {
            all.push(whole(Field::Body, at, ""));
        }
        all.extend(paragraphs(Field::Reason, at, &self.reason));
        if !self.terms.is_empty() {
            all.push(whole(Field::Terms, at, &self.terms));
        }
        all
    }
}

impl FromRow for PartTexts {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        let (position, change, title) = (row.take()?, row.code::<Change>()?, row.take()?);
        let (body, reason) = (row.take()?, row.take()?);
        let terms = terms_words(&terms(row)?);
        Ok(Self {
            position,
            title,
            body,
            reason,
            // What a kept part costs is the package's to say.
            terms: if change == Change::Kept {
                String::new()
            } else {
                terms
            },
        })
    }
}

const PARTS: &str = "SELECT position, change, title, body, reason, who, cost_low, cost_high, duration, preconditions, \
    pitfalls, payer FROM adaptation_parts WHERE town = $1 AND adaptation = $2 AND number = $3 ORDER BY position LIMIT 50";
