//! `GET /introductions/new`: the form; `?dialogue=` and `?card=` say where it comes from.

use domain::{
    Day, MunicipalityCode,
    card::{Face, Token},
    dialogue::Presence,
    id::DialogueId,
    relationship::End,
};
use pages::{Chrome, Form, Section, introductions::New};
use store::{
    ReadTx,
    dialogue::{Acquaintance, acquaintances, participants},
};

use crate::{
    Error, Result,
    extract::{Query, SignedIn, html},
    html::{dialogues::choice, once},
};

/// Where an introduction comes from, and who may be introduced.
#[derive(Default)]
pub(super) struct Origin {
    /// The dialogue.
    pub dialogue: Option<DialogueId>,
    /// The town whose record it becomes; none when neither dialogue nor card says.
    pub town: Option<MunicipalityCode>,
    /// Who may be introduced: whom the viewer knows, who spoke in the dialogue, whose card it is.
    pub people: Vec<Acquaintance>,
    /// Who is chosen at first: the asker of a consultation, the owner of a card.
    pub first: Option<String>,
}

impl Origin {
    /// Reads it, as far as the viewer may see dialogue and card.
    pub(super) async fn read(tx: &mut ReadTx, dialogue: &str, card: &str, today: Day) -> store::Result<Self> {
        let mut origin = Self {
            people: acquaintances(tx, today).await?,
            ..Self::default()
        };
        if let Ok(id) = dialogue.parse::<DialogueId>()
            && let Some(row) = store::dialogue::find(tx, id).await?
        {
            origin.dialogue = Some(id);
            origin.town = Some(row.town);
            for one in participants(tx, row.town, id).await? {
                let Some((person, seat)) = one.account.filter(|_| one.confirmed) else {
                    continue;
                };
                if origin.first.is_none() && Some(seat) != tx.viewer().seat() {
                    origin.first = Some(seat.to_string());
                }
                origin.add(Acquaintance {
                    person,
                    seat,
                    name: one.name,
                    organisation: String::new(),
                    presence: one.presence,
                });
            }
        }
        if let Ok(token) = card.parse::<Token>()
            && let Some((card, Face::All)) = store::card::find(tx, &token, today).await?
        {
            let seat = card.end.seat();
            origin.town = origin.town.or(card.town());
            origin.first = Some(seat.to_string());
            origin.add(Acquaintance {
                person: card.person,
                seat,
                name: card.name,
                organisation: card.organisation,
                presence: card.end.presence(),
            });
        }
        let me = tx.viewer().person;
        origin.people.retain(|one| Some(one.person) != me);
        Ok(origin)
    }

    fn add(&mut self, one: Acquaintance) {
        if self.people.iter().all(|other| other.seat != one.seat) {
            self.people.push(one);
        }
    }

    /// The one chosen in a field.
    pub(super) fn chosen(&self, typed: &str) -> Option<&Acquaintance> {
        self.people.iter().find(|one| one.seat.to_string() == typed)
    }
}

/// The town of whoever is staff among the ends.
pub(super) fn town_of(ends: &[Option<End>]) -> Option<MunicipalityCode> {
    ends.iter().flatten().find_map(|end| match end {
        End::Town(town, _) => Some(*town),
        _ => None,
    })
}

pub async fn get(SignedIn(mut at): SignedIn, query: Query) -> Result {
    if at.viewer().seat().is_none() {
        return Err(Error::Forbidden);
    }
    let today = at.today();
    let (dialogue, card) = (query.value("dialogue").to_owned(), query.value("card").to_owned());
    let origin = Origin::read(&mut at.tx, &dialogue, &card, today).await?;
    let form = Form::filled([("dialogue", dialogue), ("card", card)])
        .or("first", origin.first.clone().unwrap_or_default())
        .or("once", once::word(&at.moment));
    Ok(html(&page(at.page(Section::Elsewhere), form, &origin.people)))
}

/// The form's page.
pub(super) fn page(page: Chrome, form: Form, people: &[Acquaintance]) -> New {
    let sides = [Presence::Town, Presence::Partner, Presence::Other];
    let people = sides
        .iter()
        .flat_map(|side| people.iter().filter(move |one| one.presence == *side))
        .map(choice)
        .collect();
    New { page, form, people }
}
