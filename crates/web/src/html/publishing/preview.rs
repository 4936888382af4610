//! `GET …/publishing/{piece}/preview`: exactly what is seen from outside; `?as=network` or `?as=public`, and with
//! `&with=missing` as it would be with the hands that are still missing.

use axum::extract::Path;
use domain::{
    Coded,
    audience::Audience,
    challenge::Hand,
    joint::Party,
    paragraph::{Curtain, Field, Opened, RaisedFor},
};
use pages::{
    Section, Words,
    publishing::{Preview, PreviewBlock, opened},
};
use store::{
    challenge::Challenge,
    hand::{self, Passages, Raised},
};

use crate::{
    Result,
    extract::{Query, Seen, html},
    html::challenges::{card, in_circle},
};

pub async fn get(Path((_, code)): Path<(String, String)>, seen: Seen<Challenge>, query: Query) -> Result {
    let Seen { mut at, row } = in_circle(seen)?;
    let (key, found) = super::piece(&mut at.tx, &row, &code).await?;
    let raised = hand::of_piece(&mut at.tx, &row, key).await?;
    let seen_by = Audience::parse(query.value("as")).filter(|one| *one > Audience::Circle);
    let seen_by = seen_by.unwrap_or(Audience::Public);
    let agreed = query.value("with") == "missing";
    let piece = super::view(key, &found, &raised);
    let parties = store::joint::parties(&mut at.tx, row.town, row.id).await?;
    let (audience, how) = if agreed {
        Opened::by(&with_missing(&raised, &parties), &found.places(), &parties)
    } else {
        (found.audience, found.opened.clone())
    };
    let page = at.page(Section::Challenges);
    let open = audience >= seen_by;
    let blocks = if open {
        blocks(page.w, found, how, seen_by)
    } else {
        Vec::new()
    };
    Ok(html(&Preview {
        card: card(&row),
        piece,
        seen_by,
        agreed,
        open,
        blocks,
        page,
    }))
}

/// Every hand that is up, and the same hand of every other party.
fn with_missing(raised: &[Raised], parties: &[Party]) -> Vec<RaisedFor> {
    let all = |one: &Raised| {
        let (place, audience) = (one.place, one.audience);
        let hand = move |party: &Party| {
            let party = *party;
            (place, Hand { party, audience })
        };
        parties.iter().map(hand).collect::<Vec<_>>()
    };
    raised.iter().flat_map(all).collect()
}

/// The texts field by field, as they come through the curtain. Parts of which nothing is seen are one sentence together.
fn blocks(w: Words, found: Passages, how: Opened, from: Audience) -> Vec<PreviewBlock> {
    let mut curtain = Curtain::new(how, from);
    let mut fields: Vec<(String, Field, i64, Vec<String>)> = Vec::new();
    for (part, one) in found.paragraphs {
        let (field, at) = (one.place.field, one.place.part);
        match fields.last_mut() {
            Some((_, same, position, words)) if *same == field && *position == at => words.push(one.words),
            _ => fields.push((part, field, at, vec![one.words])),
        }
    }
    let mut blocks: Vec<PreviewBlock> = Vec::new();
    let mut last = None;
    for (part, field, at, words) in fields {
        let text = words.join("\n\n");
        let whole = matches!(field, Field::Counted | Field::Terms) || text.is_empty();
        let words = if whole && !curtain.shows(field, at, &text) {
            continue;
        } else if whole {
            opened(w, &said(w, field, text), &curtain.left_out(), field, at)
        } else {
            let text = curtain.through(field, at, text);
            opened(w, &text, &curtain.left_out(), field, at)
        };
        blocks.push(PreviewBlock {
            follows: last == Some(at),
            part,
            field,
            words,
        });
        last = Some(at);
    }
    blocks
}

/// Terms with their costs as people read them, every other text as it is.
pub fn said(w: Words, field: Field, words: String) -> String {
    if field == Field::Terms {
        w.terms_said(&words)
    } else {
        words
    }
}
