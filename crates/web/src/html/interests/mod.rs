//! 利害関係の開示 on each adaptation.

mod index;

use domain::{
    Day,
    procurement::gate::{self, Missing, Spent},
};
use pages::interests::{Line, Statement};
use store::{
    ReadTx,
    adaptation::{Adaptation, Part},
    interest, procurement,
};

use crate::routes::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/adaptations/{adaptation}/interests", index::get),
        Route::post("/adaptations/{adaptation}/interests", index::post),
    ]
}

/// An organisation with what it says.
pub fn line(one: interest::Line) -> Line {
    Line {
        party: one.party,
        name: one.name,
        statement: one.statement.map(|said| Statement {
            revision: said.revision,
            gains: said.gains,
            bears: said.bears,
            ties: said.ties,
            words: said.words,
            author: said.author,
            day: said.written_at.day(),
        }),
    }
}

/// What is fair before something is tried: whose interests are not disclosed, and what public money waits for.
pub struct Fairness {
    /// What each organisation says.
    pub interests: Vec<interest::Line>,
    /// The procedures about the adaptation.
    pub procedures: Vec<procurement::About>,
    /// The parts in use that cost public money.
    pub public: bool,
    /// What is missing before money can be spent.
    pub missing: Vec<Missing>,
    /// The parts in use of which nothing is said, neither what they cost nor who pays.
    pub silent: Vec<String>,
}

impl Fairness {
    /// Looks at an adaptation with its parts; `begins` is the day on which money would first be spent.
    pub async fn read(tx: &mut ReadTx, row: &Adaptation, parts: &[Part], begins: Day) -> store::Result<Self> {
        let (interests, procedures) = interest::with_procedures(tx, row).await?;
        let spent = procurement::spent(parts);
        let public = spent.iter().any(Spent::is_public);
        let looked: Vec<_> = procedures.iter().map(|one| one.procedure.clone()).collect();
        Ok(Self {
            missing: gate::missing(&spent, &looked, begins),
            silent: gate::silent(&spent).into_iter().map(str::to_owned).collect(),
            interests,
            procedures,
            public,
        })
    }

    /// The names of the organisations among the owners that have not disclosed their interests.
    pub fn undisclosed(&self) -> Vec<String> {
        let missing = interest::undisclosed(&self.interests);
        self.interests
            .iter()
            .filter(|line| missing.contains(&line.party))
            .map(|line| line.name.clone())
            .collect()
    }
}
