//! Mails about consultations and introductions: those asked are told, and whoever asked is told that words came.

use domain::{
    id::{DialogueId, IntroductionId, MessageId, PersonId},
    introduction::Standing,
};
use pages::{
    Words,
    introductions::Party,
    mails::{Letter, To},
};
use store::{SystemTx, consultation, introduction, person};

use super::{Addressed, Desk, words};

/// Tells those who were asked by name, or a town's door.
pub async fn asked(tx: &mut SystemTx, desk: &Desk, id: DialogueId) -> store::Result<Vec<Addressed>> {
    let Some(found) = consultation::find_asked(tx, id).await? else {
        return Ok(Vec::new());
    };
    let mut letters = Vec::new();
    for one in consultation::addressees(tx, id).await? {
        let to = To {
            w: words(&one.locale),
            name: &one.name,
            site: &desk.site,
        };
        letters.push(Addressed {
            letter: to.consultation(&found.asker, &found.title, &found.notes, id),
            person: Some(one.id),
            email: one.email,
        });
    }
    Ok(letters)
}

/// Tells whoever asked, unless the words are their own.
pub async fn answered(tx: &mut SystemTx, desk: &Desk, message: MessageId) -> store::Result<Vec<Addressed>> {
    let Some((dialogue, name, writer)) = consultation::answered(tx, message).await? else {
        return Ok(Vec::new());
    };
    let Some(found) = consultation::find_asked(tx, dialogue).await? else {
        return Ok(Vec::new());
    };
    let asker = person::find_addressee(tx, found.person).await?;
    let Some(asker) = asker.filter(|asker| asker.id != writer) else {
        return Ok(Vec::new());
    };
    let to = To {
        w: words(&asker.locale),
        name: &asker.name,
        site: &desk.site,
    };
    Ok(vec![Addressed {
        letter: to.answer(&name, &found.title, dialogue),
        person: Some(asker.id),
        email: asker.email,
    }])
}

/// A letter to a person, if they have an address.
async fn to_person(
    tx: &mut SystemTx,
    desk: &Desk,
    person: PersonId,
    letter: impl Fn(&To<'_>) -> Letter,
) -> store::Result<Option<Addressed>> {
    let found = person::find_addressee(tx, person).await?;
    Ok(found.map(|one| {
        let to = To {
            w: words(&one.locale),
            name: &one.name,
            site: &desk.site,
        };
        Addressed {
            letter: letter(&to),
            person: Some(one.id),
            email: one.email,
        }
    }))
}

/// How somebody is called before their name may be told.
fn unnamed(w: Words, organisation: &str) -> String {
    let party = Party {
        name: None,
        organisation: organisation.to_owned(),
        about: String::new(),
        wish: None,
        words: String::new(),
    };
    party.called(&w)
}

/// Tells the two that they are asked, who introduces them that one answered, and the three that both wish to talk.
pub async fn introduced(
    tx: &mut SystemTx,
    desk: &Desk,
    id: IntroductionId,
    verb: &str,
    actor: Option<PersonId>,
) -> store::Result<Vec<Addressed>> {
    let Some(row) = introduction::find_any(tx, id).await? else {
        return Ok(Vec::new());
    };
    let name = |party: &introduction::Party| party.name.clone().unwrap_or_default();
    let (first, second) = (name(&row.first), name(&row.second));
    let mut letters = Vec::new();
    match (verb, row.opened) {
        ("asked", _) if row.course.standing(tx.moment().now) == Standing::Asked => {
            for (one, other) in [(&row.first, &row.second), (&row.second, &row.first)] {
                let letter = to_person(tx, desk, one.person, |to| {
                    let called = unnamed(to.w, &other.organisation);
                    to.introduction(&row.introducer_name, &row.words, &called, &other.about, id)
                });
                letters.extend(letter.await?);
            }
        }
        ("answered", None) => {
            let who = if actor == Some(row.first.person) {
                &first
            } else {
                &second
            };
            let letter = to_person(tx, desk, row.introducer_person, |to| {
                to.introduction_answered(who, id)
            });
            letters.extend(letter.await?);
        }
        ("met", Some(dialogue)) => {
            for person in [row.first.person, row.second.person, row.introducer_person] {
                let letter = to_person(tx, desk, person, |to| {
                    to.introduction_met(&first, &second, dialogue)
                });
                letters.extend(letter.await?);
            }
        }
        _ => {}
    }
    Ok(letters)
}

#[cfg(test)]
mod tests {
    use domain::Moment;
    use store::{
        Db,
        mail::{self, Mail},
        testing,
    };
    use web::Secret;

    use super::{super::work, *};

    /// The mails written once one of them is about this. On PostgreSQL the newest events wait until no older transaction runs.
    async fn mails(db: &Db, moment: &Moment, subject: &str) -> Vec<Mail> {
        let desk = Desk {
            secret: Secret::new([7; 32]),
            site: "https://tomoni.example".to_owned(),
        };
        loop {
            while work(db, &desk, moment).await.unwrap() {}
            let mut tx = db.system_read(moment).await.unwrap();
            let rows = mail::list(&mut tx, None).await.unwrap().rows;
            if rows.iter().any(|mail| mail.subject.contains(subject)) {
                return rows;
            }
            tokio::task::yield_now().await;
        }
    }

    store::on_both_databases! {
        async fn whoever_is_asked_is_told_and_no_name_goes_out_before_both_wish(db: Db) {
            let moment = testing::moment();
            crate::demo::load(&db, &moment).await.unwrap();
            // The town's door is told last of these in the demo world.
            let told = mails(&db, &moment, "避難の名簿と買い物の名簿").await;
            let to = |address: &str, subject: &str| {
                let found = told.iter().find(|mail| mail.recipient == address && mail.subject.contains(subject));
                found.map(|mail| mail.body.clone()).unwrap_or_default()
            };
            let asked = to("s-isobe@town.nagiura.example", "避難の名簿と買い物の名簿");
            assert!(asked.contains("榊 文乃さんから") && asked.contains("しめきりもありません"), "{asked}");
            let answered = to("kurusu@town.somano.example", "雪の朝");
            assert!(answered.contains("さんからことばが届きました"), "{answered}");
            let introduced = to("sakaki@engawa.example", "つなぎたい方");
            assert!(introduced.contains("凪浦町の方") && !introduced.contains("浜口"), "{introduced}");
            let met = to("makabe@toomawari.example", "つながりました");
            assert!(met.contains("奥田 はるかさんと真壁 亮さん"), "{met}");
        }
    }
}
