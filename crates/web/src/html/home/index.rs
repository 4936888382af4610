//! `GET /home`: what waits under the hat worn now, and the challenges of one's circles.

use domain::today::Waiting;
use pages::{
    Section,
    home::{Group, Index, Line},
};
use store::{
    challenge::{Filter, list},
    today,
};

use crate::{
    Result,
    extract::{SignedIn, html},
    html::challenges::card_of_line,
};

/// How many challenges the page shows.
const FEW: usize = 6;

pub async fn get(SignedIn(mut at): SignedIn) -> Result {
    let day = at.today();
    let waiting = today::list(&mut at.tx, day).await?;
    let cards = list(&mut at.tx, Filter::MINE, None).await?.rows;
    let mut groups: Vec<Group> = Vec::new();
    for line in waiting {
        let shown = Line {
            path: path(&line, &at.viewer()),
            title: line.title,
            of: line.of,
            day: line.day,
        };
        match groups.last_mut().filter(|group| group.waiting == line.waiting) {
            Some(group) => group.lines.push(shown),
            None => groups.push(Group {
                waiting: line.waiting,
                lines: vec![shown],
            }),
        }
    }
    let bare = at.viewer().hat.is_none();
    let hatless = at.visitor.as_ref().is_some_and(|visitor| visitor.hats.is_empty());
    let page = at.page(Section::Home);
    let hats = page.me.as_ref().filter(|_| bare).map(|me| me.hats.clone());
    Ok(html(&Index {
        hats: hats.unwrap_or_default(),
        groups,
        cards: cards.into_iter().take(FEW).map(card_of_line).collect(),
        hatless,
        page,
    }))
}

/// Where it is done.
fn path(line: &today::Line, viewer: &domain::Viewer) -> String {
    let record = line.record.simple();
    match line.waiting {
        Waiting::Presence | Waiting::Words | Waiting::Consultation => format!("/dialogues/{record}"),
        Waiting::Introduction => format!("/introductions/{record}"),
        Waiting::Signature | Waiting::Wake => format!("/challenges/{record}"),
        Waiting::Hand => format!("/challenges/{record}/publishing"),
        Waiting::Town => format!("/challenges/{record}/towns"),
        Waiting::Move => format!("/adaptations/{record}"),
        Waiting::Told | Waiting::Shown => format!("/procurements/{record}"),
        Waiting::Measure | Waiting::Conclude => format!("/trials/{record}"),
        Waiting::Reflect | Waiting::Together => format!("/trials/{record}/reflection"),
        Waiting::Letter => format!("/letters/{record}"),
        Waiting::CorrectionRequest => format!("/correction-requests/{record}"),
        Waiting::Join => match (viewer.town(), viewer.partner()) {
            (Some(town), _) => format!("/towns/{town}/people"),
            (_, Some(partner)) => format!("/partners/{partner}/people"),
            _ => "/join".to_owned(),
        },
    }
}
