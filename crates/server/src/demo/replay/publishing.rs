//! Hands go up for what was written together, for all of it or for some paragraphs, and one hand corrects what is open.

use anyhow::Context;
use domain::{Moment, audience::Audience, challenge::Piece, paragraph::Place};
use store::{WriteTx, correction::NewCorrection, hand::PieceKey};

use super::{Replay, coded};
use crate::demo::script::{Challenge, Hand, Publication, Remarked};

/// The paragraphs of a piece that begin with these words.
async fn places(
    tx: &mut WriteTx,
    row: &store::challenge::Challenge,
    key: PieceKey,
    beginnings: &[String],
) -> anyhow::Result<Vec<Place>> {
    let found = store::hand::passages(tx, row, key)
        .await?
        .context("no such piece")?;
    let begins = |words: &str| {
        let one = found
            .paragraphs
            .iter()
            .find(|(_, one)| one.words.starts_with(words));
        one.map(|(_, one)| one.place)
            .with_context(|| format!("no paragraph begins with {words}"))
    };
    beginnings.iter().map(|words| begins(words)).collect()
}

impl Replay<'_> {
    /// The piece a publication is about.
    fn piece(
        &self,
        one: &Challenge,
        row: &store::challenge::Challenge,
        publication: &Publication,
    ) -> anyhow::Result<PieceKey> {
        let kind: Piece = coded(&publication.piece)?;
        let id = match kind {
            Piece::Wording => Some(row.id.uuid()),
            Piece::Adaptation => {
                let slug = publication.adaptation.as_deref().unwrap_or_default();
                self.adaptations.get(slug).map(|id| id.uuid())
            }
            Piece::Trial => {
                let slug = publication.trial.as_deref().unwrap_or_default();
                self.trials.get(slug).map(|id| id.uuid())
            }
            Piece::Reflection => {
                let slug = publication.reflection.as_deref().unwrap_or_default();
                self.reflections.get(slug).map(|id| id.uuid())
            }
            Piece::Context => {
                let town = self
                    .world
                    .town(publication.context.as_deref().unwrap_or_default())?;
                self.contexts.get(&(one.slug.as_str(), town)).map(|id| id.uuid())
            }
        };
        Ok(PieceKey {
            kind,
            id: id.with_context(|| format!("a {} that is not there", publication.piece))?,
            number: publication.revision.unwrap_or(0),
        })
    }

    pub(super) async fn raise(
        &self,
        at: &Moment,
        one: &Challenge,
        publication: &Publication,
        hand: &Hand,
    ) -> anyhow::Result<()> {
        let mut tx = self.write(at, &hand.person, &hand.side).await?;
        let row = self.row(&mut tx, one).await?;
        let key = self.piece(one, &row, publication)?;
        let audience = coded::<Audience>(&hand.audience)?;
        if publication.paragraphs.is_empty() {
            store::hand::raise(&mut tx, &row, key, audience).await?;
        } else {
            let places = places(&mut tx, &row, key, &publication.paragraphs).await?;
            store::hand::raise_for(&mut tx, &row, key, &places, audience).await?;
        }
        Ok(tx.commit().await?)
    }

    pub(super) async fn correct(
        &self,
        at: &Moment,
        one: &Challenge,
        publication: &Publication,
        remark: &Remarked,
    ) -> anyhow::Result<()> {
        let mut tx = self.write(at, &remark.person, &remark.side).await?;
        let row = self.row(&mut tx, one).await?;
        let key = self.piece(one, &row, publication)?;
        let new = NewCorrection {
            remark: coded(&remark.remark)?,
            words: &remark.words,
            reason: &remark.reason,
        };
        store::correction::insert(&mut tx, row.town, row.id, key, &new).await?;
        Ok(tx.commit().await?)
    }
}
