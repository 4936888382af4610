//! `GET /trials/{trial}/reflection`: one's own text to be written first, then those of the others, then the way to the
//! one text.

use domain::{
    Day, Timestamp, Viewer,
    first_text::{Writing, may_join, may_open, may_write},
    reflection::has_its_place,
    trial::{Act, may},
};
use pages::{
    Chrome, Form, Section,
    reflections::{Firsts, Open},
};
use store::{
    ReadTx,
    first_text::{First, list, reader},
    trial::Trial,
};

use super::views;
use crate::{
    Error, Result,
    extract::{Seen, html},
    html::drafts::{Place, restored},
};

pub async fn get(Seen { mut at, row }: Seen<Trial>) -> Result {
    let today = at.today();
    if !may(Act::Reflect, row.standing(), today) {
        return Err(Error::Forbidden);
    }
    let content = Content::read(&mut at.tx, row, today).await?;
    let draft = store::draft::find(&mut at.tx, &Place::First(content.row.id).word()).await?;
    // A draft that was kept stands in the form again.
    let draft = draft.filter(|_| content.may().write);
    let form = draft.as_ref().map_or_else(Form::new, restored);
    let kept = draft.map(|draft| draft.saved_at);
    Ok(html(&content.page(at.page(Section::Challenges), form, kept)))
}

/// What the page shows, read in one snapshot.
pub(super) struct Content {
    pub(super) row: Trial,
    pub(super) firsts: Vec<First>,
    pub(super) writing: Writing,
    viewer: Viewer,
    today: Day,
}

impl Content {
    pub(super) async fn read(tx: &mut ReadTx, row: Trial, today: Day) -> Result<Self> {
        let writing = row.writing().ok_or(Error::Forbidden)?;
        Ok(Self {
            firsts: list(tx, &row, today).await?,
            viewer: *tx.viewer(),
            writing,
            row,
            today,
        })
    }

    /// What the viewer may do.
    pub(super) fn may(&self) -> Open {
        let reader = reader(&self.row, &self.firsts, self.viewer.seat());
        // A trial of an earlier round is left as it is.
        if self.row.reflected || !has_its_place(self.row.on, self.row.round) {
            return Open::default();
        }
        let seats = |which: fn(&First) -> bool| -> Vec<_> {
            let some = self.firsts.iter().filter(|one| which(one));
            some.map(|one| one.seat).collect()
        };
        let owners = seats(|one| one.owner);
        let wrote = seats(|one| one.written_at.is_some());
        Open {
            write: may_write(reader, self.writing, self.today),
            open: may_open(reader, &owners, &wrote, self.writing, self.today),
            set: reader.in_circle && !self.writing.is_over(self.today),
            join: may_join(reader, self.writing, self.today),
        }
    }

    /// The page around a form.
    pub(super) fn page(self, page: Chrome, form: Form, draft: Option<Timestamp>) -> Firsts {
        Firsts {
            may: self.may(),
            trial: self.row.id,
            title: self.row.title,
            firsts: views(&self.viewer, self.firsts),
            until: self.writing.until,
            together: self.row.together,
            draft,
            form: form.or("until", self.writing.until.to_string()),
            page,
        }
    }
}
