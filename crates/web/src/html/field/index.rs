//! `GET /field`: the form for what is seen and heard on the spot, with the dialogues it may belong to. `?dialogue=` chooses
//! one of them.

use domain::{Coded, audience::Audience, dialogue::may_change, field::may_write, id::DialogueId};
use pages::{Chrome, Form, Section, field::Index, form::Choice};
use store::{
    ReadTx,
    dialogue::{Along, participants},
};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
    html::{dialogues::own_town, once},
};

/// How many days after a dialogue one still writes about it first.
const NEAR: i64 = 3;

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    if !may_write(&at.viewer()) {
        return Err(Error::Forbidden);
    }
    let today = at.today();
    let around = Around::read(&mut at.tx, query.value("dialogue"), today).await?;
    let mut form = Form::new();
    if let Some(chosen) = around.chosen(today) {
        form = form.or("visit", chosen.value);
    }
    let form = form
        .or("visit", super::create::NEW)
        .or("day", today.to_string())
        .or("audience", Audience::Town.code())
        .or("once", once::word(&at.moment));
    let kept = Kept::of(&at.app, at.visitor.as_ref());
    Ok(html(&around.page(at.page(Section::Dialogues), form, kept)))
}

/// Whose telephone it is, and under which hat.
pub(super) struct Kept {
    owner: String,
    hat: String,
    named: String,
    town: Option<String>,
}

impl Kept {
    pub(super) fn of(app: &crate::App, visitor: Option<&store::session::Visitor>) -> Self {
        let (hat, named) = visitor.map(super::hat).unwrap_or_default();
        Self {
            owner: visitor
                .map(|one| super::owner(app, one.person))
                .unwrap_or_default(),
            hat,
            named,
            town: own_town(visitor),
        }
    }
}

/// The dialogues to choose from.
pub(super) struct Around {
    visits: Vec<Along>,
    asked: Option<Choice>,
}

impl Around {
    /// Reads them; one that was asked for and lies further away is added.
    pub(super) async fn read(tx: &mut ReadTx, asked: &str, today: domain::Day) -> store::Result<Self> {
        let visits = super::visits(tx, today).await?;
        let asked = match asked.parse::<DialogueId>() {
            Ok(id) => match visits.iter().find(|one| one.id == id) {
                Some(one) => Some(choice(one)),
                None => Self::further(tx, id).await?,
            },
            Err(_) => None,
        };
        Ok(Self { visits, asked })
    }

    async fn further(tx: &mut ReadTx, id: DialogueId) -> store::Result<Option<Choice>> {
        let Some(row) = store::dialogue::find(tx, id).await? else {
            return Ok(None);
        };
        let there = participants(tx, row.town, row.id).await?;
        Ok(may_change(tx.viewer(), &there).then(|| Choice {
            value: row.id.to_string(),
            label: row.title,
        }))
    }

    /// The one asked for, or that of these days.
    fn chosen(&self, today: domain::Day) -> Option<Choice> {
        let near = self
            .visits
            .iter()
            .filter(|one| (-1..=NEAR).contains(&today.since(one.held_on)))
            .min_by_key(|one| today.since(one.held_on).abs());
        self.asked.clone().or_else(|| near.map(choice))
    }

    /// The page around a form.
    pub(super) fn page(self, page: Chrome, form: Form, kept: Kept) -> Index {
        let mut choices: Vec<Choice> = self.visits.iter().map(choice).collect();
        if let Some(asked) = self.asked.filter(|one| !choices.contains(one)) {
            choices.insert(0, asked);
        }
        Index {
            page,
            form,
            visits: choices,
            town: kept.town,
            owner: kept.owner,
            hat: kept.hat,
            named: kept.named,
        }
    }
}

fn choice(one: &Along) -> Choice {
    let (_, month, day) = one.held_on.parts();
    Choice {
        value: one.id.to_string(),
        label: format!("{month}/{day} {}", one.title),
    }
}
