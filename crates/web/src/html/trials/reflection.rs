//! `GET /reflections/{reflection}`: what was learnt, and the question it leaves.

use pages::{Section, text::Prose, trials::Reflected};
use store::reflection::Reflection;

use crate::{
    Result,
    extract::{Seen, html},
};

pub async fn get(Seen { at, row }: Seen<Reflection>) -> Result {
    Ok(html(&Reflected {
        challenge: row.challenge,
        trial: row.trial,
        round: row.round,
        learnt: Prose::of(&row.learnt),
        question: row.next_question,
        onward: row.onward,
        until: row.until,
        everyday: row.everyday,
        author: row.author,
        at: row.written_at,
        audience: row.audience,
        page: at.page(Section::Challenges),
    }))
}
