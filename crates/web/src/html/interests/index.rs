//! `…/interests`: what each organisation among the owners gains, bears, and how its people stand to those who decide.

use axum::http::StatusCode;
use domain::{
    Coded, Problem, Viewer,
    interest::{Party, Tie, Unclear, check},
    package::keeps,
    problem::limit,
};
use pages::{Chrome, Form, Section, corrections::Beside, interests::Index};
use store::{
    ReadTx,
    adaptation::Adaptation,
    interest::{self, NewStatement},
    package,
};

use super::line;
use crate::{
    Error, Result,
    extract::{Acting, Seen, back, html, html_with},
    html::publishing::beside,
};

/// What the page shows, read in one snapshot.
struct Content {
    row: Adaptation,
    newest: Vec<interest::Line>,
    all: Vec<interest::Line>,
    own_package: bool,
    beside: Beside,
}

impl Content {
    async fn read(tx: &mut ReadTx, row: Adaptation) -> store::Result<Self> {
        let viewer = *tx.viewer();
        Ok(Self {
            newest: interest::newest(tx, &row).await?,
            all: interest::all(tx, row.town, row.id).await?,
            // Only the owners write here, and only they are asked about the package.
            own_package: row.owns && own_package(tx, &viewer, &row).await?,
            // Whoever writes here can correct with their own hand.
            beside: if row.owns {
                Beside::default()
            } else {
                beside::whom_to_tell(tx, (row.town, row.challenge), row.audience).await?
            },
            row,
        })
    }

    /// The newest statement of the viewer's organisation, to go on from.
    fn own(&self, viewer: &Viewer) -> Option<&interest::Line> {
        let party = Party::of(viewer)?;
        self.newest.iter().find(|line| line.party == party)
    }

    fn page(self, page: Chrome, viewer: &Viewer, form: Form) -> Index {
        let own = self
            .own(viewer)
            .filter(|_| self.row.owns)
            .map(|line| line.name.clone());
        let in_circle = self.row.in_circle;
        // Who has said nothing is the circle's to know.
        let shown = self
            .newest
            .into_iter()
            .filter(|line| in_circle || line.statement.is_some());
        Index {
            adaptation: self.row.id,
            title: self.row.title,
            interests: shown.map(line).collect(),
            earlier: self.all.into_iter().map(line).collect(),
            own,
            own_package: self.own_package,
            beside: self.beside,
            form,
            page,
        }
    }
}

/// Whether the adaptation uses a package the viewer's organisation keeps.
async fn own_package(tx: &mut ReadTx, viewer: &Viewer, row: &Adaptation) -> store::Result<bool> {
    let Some((id, _)) = row.package else {
        return Ok(false);
    };
    let found = package::find(tx, id).await?;
    Ok(found.is_some_and(|package| keeps(viewer, package.town, package.partner)))
}

/// `GET /adaptations/{adaptation}/interests`: begins with what was said last.
pub async fn get(Seen { mut at, row }: Seen<Adaptation>) -> Result {
    let viewer = at.viewer();
    let content = Content::read(&mut at.tx, row).await?;
    let said = content.own(&viewer).and_then(|line| line.statement.as_ref());
    let form = said.map_or_else(Form::new, |said| {
        let texts = [
            ("gains", said.gains.as_str()),
            ("bears", &said.bears),
            ("words", &said.words),
        ];
        let ties = said.ties.iter().map(|tie| ("tie", tie.code()));
        Form::filled(texts.into_iter().chain(ties))
    });
    Ok(html(&content.page(at.page(Section::Challenges), &viewer, form)))
}

/// `POST /adaptations/{adaptation}/interests`: for the owners, each for their own organisation.
pub async fn post(Acting { mut at, row }: Acting<Adaptation>) -> Result {
    let viewer = at.viewer();
    if !row.owns || Party::of(&viewer).is_none() {
        return Err(Error::Forbidden);
    }
    let own_package = own_package(&mut at.tx, &viewer, &row).await?;
    let ties: Vec<Tie> = at.form.values("tie").filter_map(Tie::parse).collect();
    let mut form = at.check();
    let gains = form.prose("gains", limit::PARAGRAPH);
    let bears = form.prose("bears", limit::PARAGRAPH);
    let words = form.prose_or_none("words", limit::PARAGRAPH);
    match check(&ties, &words, own_package) {
        Ok(()) => {}
        Err(Unclear::NoTie) => form.add("tie", Problem::Said("problem-no-tie")),
        Err(Unclear::Both) => form.add("tie", Problem::Said("problem-tie-both")),
        Err(Unclear::NoWords) => form.add("words", Problem::Said("problem-tie-words")),
        Err(Unclear::OwnPackage) => form.add("tie", Problem::Said("problem-own-package")),
    }
    if let Err(form) = form.finish() {
        let content = Content::read(&mut at.tx, row).await?;
        let page = content.page(at.page(Section::Challenges), &viewer, form);
        return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let new = NewStatement {
        gains: &gains,
        bears: &bears,
        ties: &ties,
        words: &words,
    };
    interest::insert(&mut at.tx, &row, &new).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/adaptations/{}", row.id), "disclosed"))
}
