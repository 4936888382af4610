//! Towns, partners, people and the seats they hold.

use std::collections::HashMap;

use anyhow::Context;
use domain::{
    Coded, Day, Hat, Moment, MunicipalityCode, Viewer,
    email::Email,
    id::{DepartmentId, PartnerId, PersonId},
    municipality::{Municipality, MunicipalityKind},
    organisation::Kind,
    viewer::Side,
};
use store::{
    Db, WriteTx,
    join_request::{NewRequest, Of},
    partner::{NewMember, NewPartner},
    person::NewPerson,
    post::NewPost,
};

use super::{
    noon,
    script::{Asks, Person, Script, Town},
};

/// Before anything happened: towns, partners and accounts begin here.
const BEGINNING: i64 = 1500;

/// A seat somebody held.
struct Held {
    hat: Hat,
    from: Day,
    to: Option<Day>,
}

/// Who is who.
#[derive(Default)]
pub struct World {
    towns: HashMap<String, MunicipalityCode>,
    departments: HashMap<String, DepartmentId>,
    partners: HashMap<String, PartnerId>,
    people: HashMap<String, (PersonId, String)>,
    seats: HashMap<String, Vec<Held>>,
}

impl World {
    /// A town.
    pub fn town(&self, slug: &str) -> anyhow::Result<MunicipalityCode> {
        self.towns
            .get(slug)
            .copied()
            .with_context(|| format!("no town {slug}"))
    }

    /// A partner.
    pub fn partner(&self, slug: &str) -> anyhow::Result<PartnerId> {
        self.partners
            .get(slug)
            .copied()
            .with_context(|| format!("no partner {slug}"))
    }

    /// A person's name.
    pub fn name(&self, slug: &str) -> anyhow::Result<&str> {
        self.people
            .get(slug)
            .map(|(_, name)| name.as_str())
            .with_context(|| format!("no person {slug}"))
    }

    /// Somebody under the hat they wore for a side on a day.
    pub fn viewer(&self, slug: &str, side: Side, day: Day) -> anyhow::Result<Viewer> {
        let (person, _) = self
            .people
            .get(slug)
            .with_context(|| format!("no person {slug}"))?;
        let held = self.seats.get(slug).into_iter().flatten().find(|held| {
            held.hat.side() == Some(side) && held.from <= day && held.to.is_none_or(|to| day <= to)
        });
        let held = held.with_context(|| format!("{slug} had no {} hat on {day}", side.code()))?;
        Ok(Viewer::wearing(*person, held.hat))
    }
}

/// Writes them all.
pub async fn write(db: &Db, moment: &Moment, base: Day, script: &Script) -> anyhow::Result<World> {
    let long_ago = noon(moment, base, BEGINNING);
    let mut system = db.system(&long_ago).await?;
    for town in &script.town {
        store::municipality::import(&mut system, &municipality(town, &script.prefecture.name)?).await?;
    }
    system.commit().await?;

    let mut world = World::default();
    let mut tx = db.for_viewer(Viewer::ANYONE).write(&long_ago).await?;
    for town in &script.town {
        let code: MunicipalityCode = town.code.parse().context("a town's code")?;
        store::municipality::join(&mut tx, code).await?;
        let row = store::municipality::find(&mut tx, code).await?;
        let row = row.context("the town just written")?;
        store::municipality::describe(&mut tx, &row, &town.about).await?;
        if let Some(contact) = &town.contact {
            let contact = store::correction::Contact {
                office: contact.office.clone(),
                email: contact.email.clone(),
                telephone: contact.telephone.clone(),
                site: String::new(),
            };
            store::correction::name_contact(&mut tx, code, &contact).await?;
        }
        for domain in &town.mail_domains {
            store::municipality::add_domain(&mut tx, code, domain).await?;
        }
        world.towns.insert(town.slug.clone(), code);
        for (position, one) in (0_i64..).zip(&town.department) {
            let id = store::post::insert_department(&mut tx, code, &one.name, position).await?;
            world.departments.insert(one.slug.clone(), id);
        }
    }
    for one in &script.partner {
        let new = NewPartner {
            name: &one.name,
            kana: &one.kana,
            kind: Kind::parse(&one.kind).with_context(|| format!("a kind {}", one.kind))?,
            number: None,
            about: &one.about,
        };
        let id = store::partner::insert(&mut tx, &new).await?;
        world.partners.insert(one.slug.clone(), id);
    }
    for one in &script.person {
        person(&mut tx, base, &mut world, one)
            .await
            .with_context(|| one.slug.clone())?;
    }
    tx.commit().await?;
    for one in &script.person {
        if let Some(asks) = &one.asks {
            ask(db, moment, base, &world, one, asks).await?;
        }
    }
    Ok(world)
}

/// Somebody asks to join, and waits.
async fn ask(
    db: &Db,
    moment: &Moment,
    base: Day,
    world: &World,
    one: &Person,
    asks: &Asks,
) -> anyhow::Result<()> {
    let (person, _) = world.people.get(&one.slug).context("the person just written")?;
    let viewer = Viewer {
        person: Some(*person),
        hat: None,
    };
    let department = world.departments.get(&asks.department);
    let department = *department.with_context(|| format!("no department {}", asks.department))?;
    let mut tx = db
        .for_viewer(viewer)
        .write(&noon(moment, base, asks.days_ago))
        .await?;
    let new = NewRequest {
        of: Of::Town(world.town(&asks.town)?, department),
        title: &asks.title,
        message: &asks.message,
    };
    store::join_request::insert(&mut tx, &new).await?;
    tx.commit().await?;
    Ok(())
}

fn municipality(town: &Town, prefecture: &str) -> anyhow::Result<Municipality> {
    Ok(Municipality {
        code: town.code.parse().with_context(|| town.code.clone())?,
        kind: MunicipalityKind::parse(&town.kind).with_context(|| town.kind.clone())?,
        prefecture_name: prefecture.to_owned(),
        name: town.name.clone(),
        kana: town.kana.clone(),
        latitude: None,
        longitude: None,
        site: None,
    })
}

async fn person(tx: &mut WriteTx, base: Day, world: &mut World, one: &Person) -> anyhow::Result<()> {
    let email: Email = one.email.parse().context("an e-mail address")?;
    let new = NewPerson {
        name: &one.name,
        kana: &one.kana,
        email: Some(&email),
        password: None,
        confirmed: true,
        locale: "ja",
    };
    let id = store::person::insert(tx, &new).await?;
    let mut seats = Vec::new();
    for post in &one.post {
        let town = world.town(&post.town)?;
        let department = *world
            .departments
            .get(&post.department)
            .with_context(|| format!("no department {}", post.department))?;
        let (from, to) = (
            base.plus(-post.from_days_ago),
            post.to_days_ago.map(|days| base.plus(-days)),
        );
        let new = NewPost {
            town,
            department,
            person: id,
            title: &post.title,
            admin: post.admin,
            begins: from,
            ends: to,
        };
        let seat = store::post::insert(tx, &new).await?;
        let admin = post.admin;
        let hat = Hat::Staff {
            town,
            seat,
            department,
            admin,
        };
        seats.push(Held { hat, from, to });
    }
    for membership in &one.membership {
        let partner = world.partner(&membership.partner)?;
        let (from, admin) = (base.plus(-membership.from_days_ago), membership.admin);
        let new = NewMember {
            partner,
            person: id,
            title: &membership.title,
            admin,
            begins: from,
        };
        let seat = store::partner::insert_member(tx, &new).await?;
        let hat = Hat::Member { partner, seat, admin };
        seats.push(Held { hat, from, to: None });
    }
    if !one.professional.is_empty() {
        store::person::insert_professional(tx, id).await?;
    }
    if one.operator {
        store::person::set_operator(tx, id, true).await?;
    }
    world.people.insert(one.slug.clone(), (id, one.name.clone()));
    world.seats.insert(one.slug.clone(), seats);
    Ok(())
}
