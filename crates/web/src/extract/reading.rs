//! A GET's snapshot: who is asking is looked up in the same transaction in which the page is read.

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::request::Parts,
};
use domain::{Day, Moment, Viewer, day::Calendar};
use pages::{Chrome, Locale, Section, Words, chrome::HatLine, chrome::Me};
use store::{ReadTx, hat::Worn, session::Visitor};

use crate::{
    app::App,
    cookies::Cookies,
    error::Error,
    extract::render::{csrf_of, words_of},
};

/// One snapshot with everything a page needs around its content.
pub struct Reading {
    /// The snapshot, seen by the visitor.
    pub tx: ReadTx,
    /// The signed-in visitor.
    pub visitor: Option<Visitor>,
    /// The words in their language.
    pub w: Words,
    /// The application.
    pub app: App,
    /// Now.
    pub moment: Moment,
    calendar: Option<Calendar>,
    csrf: String,
    here: String,
    notice: Option<&'static str>,
}

impl Reading {
    /// Who is looking.
    pub fn viewer(&self) -> Viewer {
        self.visitor.as_ref().map_or(Viewer::ANYONE, Visitor::viewer)
    }

    /// Today in Asia/Tokyo.
    pub fn today(&self) -> Day {
        self.moment.today()
    }

    /// Ends the snapshot and goes on to the page around it.
    pub fn page(self, section: Section) -> Chrome {
        chrome(
            &self.app,
            self.visitor.as_ref(),
            self.w,
            self.calendar,
            &self.moment,
            section,
            self.csrf,
            self.here,
            self.notice,
        )
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one struct, put together in one place"
)]
pub(crate) fn chrome(
    app: &App,
    visitor: Option<&Visitor>,
    w: Words,
    calendar: Option<Calendar>,
    moment: &Moment,
    section: Section,
    csrf: String,
    here: String,
    notice: Option<&'static str>,
) -> Chrome {
    let default = if w.locale == Locale::Ja {
        Calendar::Wareki
    } else {
        Calendar::Seireki
    };
    Chrome {
        w,
        me: visitor.map(|visitor| me(visitor, w)),
        section,
        csrf,
        here,
        site: app.settings.public_url.clone(),
        calendar: match visitor {
            Some(visitor) => visitor.calendar,
            None => calendar.unwrap_or(default),
        },
        today: moment.today(),
        demo: app.settings.demo.is_some(),
        notice,
    }
}

fn me(visitor: &Visitor, w: Words) -> Me {
    let line = |worn: &Worn| {
        let (organisation, side) = match worn.hat {
            domain::Hat::Staff { .. } => (worn.organisation.clone(), "town"),
            domain::Hat::Member { .. } => (worn.organisation.clone(), "partner"),
            domain::Hat::Professional { .. } => (w.hat_professional().to_owned(), "pro"),
            domain::Hat::Operator => (w.hat_operator().to_owned(), "pro"),
        };
        let current = visitor.hat.is_some_and(|hat| hat == worn.hat);
        HatLine {
            code: worn.hat.code(),
            organisation,
            title: worn.title.clone(),
            side,
            current,
        }
    };
    let people = match visitor.hat {
        Some(domain::Hat::Staff { town, .. }) => Some(format!("/towns/{town}/people")),
        Some(domain::Hat::Member { partner, .. }) => Some(format!("/partners/{partner}/people")),
        _ => None,
    };
    Me {
        people,
        operator: visitor.viewer().is_operator(),
        name: visitor.name.clone(),
        hats: visitor.hats.iter().map(line).collect(),
    }
}

impl FromRequestParts<App> for Reading {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let cookies = parts.extensions.get::<Cookies>().cloned();
        let moment = app.moment();
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, app)
            .await
            .map_err(|never| Error::Internal(format!("{never:?}")))?;
        let mut system = app.db.system_read(&moment).await?;
        let token = cookies.as_ref().and_then(|cookies| cookies.session.as_ref());
        let visitor = match token {
            Some(token) => store::session::find(&mut system, token).await?,
            None => None,
        };
        let viewer = visitor.as_ref().map_or(Viewer::ANYONE, Visitor::viewer);
        let w = words_of(visitor.as_ref(), cookies.as_ref());
        let csrf = csrf_of(app, visitor.is_some(), cookies.as_ref());
        let here = uri.path_and_query().map_or("/", |path| path.as_str());
        let notice = uri.query().and_then(|query| notice(query, w));
        let here = here.split("?done=").next().unwrap_or(here).to_owned();
        if let Some(visitor) = &visitor
            && visitor.is_stale(moment.now)
        {
            touch(app, visitor, &moment);
        }
        Ok(Self {
            tx: system.read_as(viewer),
            visitor,
            w,
            app: app.clone(),
            moment,
            calendar: cookies.and_then(|cookies| cookies.calendar),
            csrf,
            here,
            notice,
        })
    }
}

/// What was just done, by the key a form's answer put into the address.
fn notice(query: &str, w: Words) -> Option<&'static str> {
    let key = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "done")?
        .1;
    w.lookup(&format!("done-{key}"))
}

/// Notes the use of a session after the page, at most every ten minutes; losing one note is no loss.
fn touch(app: &App, visitor: &Visitor, moment: &Moment) {
    let (app, session, moment) = (app.clone(), visitor.session, moment.clone());
    tokio::spawn(async move {
        let touched = async {
            let mut tx = app.db.system(&moment).await?;
            store::session::touch(&mut tx, session).await?;
            tx.commit().await
        };
        if let Err(error) = touched.await {
            tracing::debug!(%error, "a session's use was not noted");
        }
    });
}

/// A [`Reading`] by somebody signed in; others are asked to sign in and come back.
pub struct SignedIn(pub Reading);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let reading = Reading::from_request_parts(parts, app).await?;
        if reading.visitor.is_none() {
            return Err(Error::SignInFirst(reading.here, Vec::new()));
        }
        Ok(Self(reading))
    }
}
