//! `…/topics`: what a challenge is about, chosen by its circle.

use axum::http::StatusCode;
use domain::{
    Coded, Problem,
    topic::{TooMany, Topic, Topics},
};
use pages::{Chrome, Form, Section, topics::Edit};
use store::challenge::{Challenge, name_topics};

use crate::{
    Result,
    extract::{Acting, Seen, back, html, html_with},
};

fn view(page: Chrome, row: &Challenge, form: Form) -> Edit {
    let w = page.w;
    Edit {
        card: super::card(row),
        form,
        fields: w.field_choices(),
        goals: w.goal_choices(),
        page,
    }
}

/// `GET /challenges/{challenge}/topics`.
pub async fn get(seen: Seen<Challenge>) -> Result {
    let Seen { at, row } = super::in_circle(seen)?;
    let chosen = row.topics.all().map(|topic| {
        let name = match topic {
            Topic::Field(_) => "field",
            Topic::Goal(_) => "goal",
        };
        (name, topic.code())
    });
    let form = Form::filled(chosen);
    Ok(html(&view(at.page(Section::Challenges), &row, form)))
}

/// The codes chosen in a group of the form; one that is none makes the choice void.
fn chosen<T: Coded>(form: &Form, name: &'static str) -> Option<Vec<T>> {
    form.values(name).map(T::parse).collect()
}

fn read(form: &Form) -> Result<Topics, (&'static str, Problem)> {
    let fields = chosen(form, "field").ok_or(("field", Problem::NotAChoice))?;
    let goals = chosen(form, "goal").ok_or(("goal", Problem::NotAChoice))?;
    Topics::new(fields, goals).map_err(|fault| match fault {
        TooMany::Fields => ("field", Problem::Said("problem-too-many-fields")),
        TooMany::Goals => ("goal", Problem::Said("problem-too-many-goals")),
    })
}

/// `POST /challenges/{challenge}/topics`.
pub async fn post(acting: Acting<Challenge>) -> Result {
    let Acting { mut at, row } = super::acting_in_circle(acting)?;
    let topics = match read(&at.form) {
        Ok(topics) => topics,
        Err((name, problem)) => {
            let mut form = at.form.clone();
            form.add(name, problem);
            let page = view(at.page(Section::Challenges), &row, form);
            return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    name_topics(&mut at.tx, &row, &topics).await?;
    at.tx.commit().await?;
    Ok(back(&format!("/challenges/{}", row.id), "topics-named"))
}
