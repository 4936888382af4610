//! `GET /towns/{code}/people`, `GET /partners/{partner}/people`: who belongs, and for administrators who asks to. 404
//! for everybody else.

pub mod departments;
pub mod seats;

use domain::{Day, MunicipalityCode, Viewer, id::PartnerId};
use pages::{
    Chrome, Form, Section,
    chrome::Me,
    joining::{Holder, People, Request},
};
use store::{
    ReadTx, join_request,
    municipality::{self, Town},
    partner::{self, Partner},
    post,
};

use crate::{
    Error, Result,
    extract::{Reading, Seen, html},
};

/// Whose people.
#[derive(Clone, Copy)]
pub enum Whose {
    /// A town's.
    Town(MunicipalityCode),
    /// A partner's.
    Partner(PartnerId),
}

impl Whose {
    /// The address of their page.
    pub fn path(self) -> String {
        match self {
            Self::Town(town) => format!("/towns/{town}/people"),
            Self::Partner(partner) => format!("/partners/{partner}/people"),
        }
    }

    fn includes(self, viewer: &Viewer) -> bool {
        match self {
            Self::Town(town) => viewer.town() == Some(town),
            Self::Partner(partner) => viewer.partner() == Some(partner),
        }
    }

    fn administered_by(self, viewer: &Viewer) -> bool {
        match self {
            Self::Town(town) => viewer.administers_town(town),
            Self::Partner(partner) => viewer.administers_partner(partner),
        }
    }
}

/// What the page shows.
pub struct Content {
    whose: Whose,
    admin: bool,
    holders: Vec<post::Holder>,
    past: Vec<post::Holder>,
    requests: Vec<Request>,
    domains: Vec<String>,
}

impl Content {
    /// Reads it; 404 for whoever does not belong there.
    pub async fn read(tx: &mut ReadTx, whose: Whose, today: Day) -> Result<Self> {
        let viewer = *tx.viewer();
        if !whose.includes(&viewer) {
            return Err(Error::NotFound);
        }
        let admin = whose.administered_by(&viewer);
        let (holders, domains) = match whose {
            Whose::Town(town) => {
                let domains = municipality::domains(tx, town).await?;
                (post::list(tx, town).await?, domains)
            }
            Whose::Partner(id) => (partner::members(tx, id).await?, Vec::new()),
        };
        let requests = join_request::waiting(tx).await?;
        let (holders, past) = holders
            .into_iter()
            .partition(|one| one.ends.is_none_or(|ends| today <= ends));
        Ok(Self {
            whose,
            admin,
            holders,
            past,
            requests: requests.into_iter().map(super::shown).collect(),
            domains,
        })
    }

    /// The page with a form that came back, or an empty one.
    pub fn page(self, page: Chrome, form: Form) -> People {
        // Only its own people come here: the hat they wear names it.
        let hat = page.me.as_ref().and_then(Me::hat);
        People {
            organisation: hat.map(|hat| hat.organisation.clone()).unwrap_or_default(),
            page,
            form,
            path: self.whose.path(),
            town: matches!(self.whose, Whose::Town(_)),
            admin: self.admin,
            holders: self.holders.into_iter().map(shown).collect(),
            past: self.past.into_iter().map(shown).collect(),
            requests: self.requests,
            domains: self.domains,
        }
    }
}

fn shown(one: post::Holder) -> Holder {
    Holder {
        seat: one.seat,
        name: one.name,
        department: one.department,
        title: one.title,
        admin: one.admin,
        begins: one.begins,
        ends: one.ends,
    }
}

async fn show(mut at: Reading, whose: Whose) -> Result {
    let today = at.today();
    let content = Content::read(&mut at.tx, whose, today).await?;
    Ok(html(&content.page(at.page(Section::Elsewhere), Form::new())))
}

pub async fn of_town(Seen { at, row }: Seen<Town>) -> Result {
    show(at, Whose::Town(row.line.code)).await
}

pub async fn of_partner(Seen { at, row }: Seen<Partner>) -> Result {
    show(at, Whose::Partner(row.id)).await
}
