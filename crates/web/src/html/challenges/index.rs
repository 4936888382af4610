//! `GET /challenges`: the challenges one may see; `?mine=1` those of one's circles, `?topic=` those about one field or
//! goal, `?area=` those of one prefecture (two digits) or one town (its code).

use domain::{MunicipalityCode, municipality::PrefectureCode, topic::Topic};
use pages::{Form, Section, challenges::Index, form::Choice};
use store::{
    ReadTx,
    challenge::{Area, Filter, list},
};

use crate::{
    Result,
    extract::{Query, Reading, html},
};

pub async fn get(mut at: Reading, query: Query) -> Result {
    let filter = Filter {
        mine: query.value("mine") == "1",
        topic: Topic::parse(query.value("topic")),
        area: area(query.value("area")),
    };
    let found = list(&mut at.tx, filter, query.cursor().as_ref()).await?;
    let areas = areas(
        &mut at.tx,
        filter.area,
        at.app.settings.demo.is_some(),
        at.w.topics_invented(),
    )
    .await?;
    // What is not understood is not carried on either.
    let mut kept = vec![];
    if filter.mine {
        kept.push(("mine", "1".to_owned()));
    }
    if let Some(topic) = filter.topic {
        kept.push(("topic", topic.code().to_owned()));
    }
    if filter.area.is_some() {
        kept.push(("area", query.value("area").to_owned()));
    }
    let next = found.next.as_ref().map(|cursor| {
        let mut address = form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(&kept).append_pair("after", &cursor.encode());
        format!("/challenges?{}", address.finish())
    });
    let w = at.w;
    Ok(html(&Index {
        cards: found.rows.into_iter().map(super::card_of_line).collect(),
        mine: filter.mine,
        filtered: filter.topic.is_some() || filter.area.is_some(),
        form: Form::filled(kept),
        fields: w.field_choices(),
        goals: w.goal_choices(),
        areas,
        next,
        page: at.page(Section::Challenges),
    }))
}

fn area(typed: &str) -> Option<Area> {
    let prefecture = typed.parse::<PrefectureCode>().ok().map(Area::Prefecture);
    prefecture.or_else(|| typed.parse::<MunicipalityCode>().ok().map(Area::Town))
}

/// The prefectures to choose from, with the town that is chosen now before them.
async fn areas(tx: &mut ReadTx, chosen: Option<Area>, demo: bool, invented: &str) -> Result<Vec<Choice>> {
    let mut choices = Vec::new();
    if let Some(Area::Town(code)) = chosen
        && let Some(town) = store::municipality::find(tx, code).await?
    {
        choices.push(Choice {
            value: code.to_string(),
            label: town.line.name,
        });
    }
    choices.extend(PrefectureCode::real().map(|code| Choice {
        value: code.to_string(),
        label: code.name().unwrap_or_default().to_owned(),
    }));
    if demo {
        choices.push(Choice {
            value: PrefectureCode::FICTIONAL.to_string(),
            label: invented.to_owned(),
        });
    }
    Ok(choices)
}
