//! Strands come of what happened, and only the people of both sides see them.

use domain::{
    Day, Hat, Moment, MunicipalityCode, Timestamp, Viewer,
    audience::Audience,
    card::{Face, Visibility},
    dialogue::{Kind, Participant, Presence, presence},
    id::{PartnerId, PersonId, SeatId},
    introduction::{Part, Wish},
    organisation,
    relationship::{Origin, With},
};
use store::{
    Db, card,
    dialogue::{self, NewDialogue},
    introduction::{self, NewIntroduction, NewParty},
    on_both_databases,
    partner::{self, NewMember, NewPartner},
    person::{self, NewPerson},
    post::{self, NewPost},
    relationship::{self, Meeting, end_of},
    testing::moment,
};

use crate::seeds;

struct People {
    town: MunicipalityCode,
    partner: PartnerId,
    staff: Viewer,
    colleague: Viewer,
    elsewhere: Viewer,
    member: Viewer,
    other_member: Viewer,
    professional: Viewer,
}

async fn person(tx: &mut store::WriteTx, name: &str) -> PersonId {
    let new = NewPerson {
        name,
        kana: "よみ かな",
        email: None,
        password: None,
        confirmed: true,
        locale: "ja",
    };
    person::insert(tx, &new).await.unwrap()
}

async fn people(db: &Db, moment: &Moment) -> People {
    let [town, other] = seeds::towns(db, moment).await;
    let mut tx = db.for_viewer(Viewer::ANYONE).write(moment).await.unwrap();
    let begins: Day = "2020-04-01".parse().unwrap();
    let mut staff = Vec::new();
    for (at, name) in [(town, "浜口 千夏"), (town, "堀江 拓"), (other, "山根 杏")] {
        let department = post::insert_department(&mut tx, at, "企画課", 0).await.unwrap();
        let person = person(&mut tx, name).await;
        let new = NewPost {
            town: at,
            department,
            person,
            title: "主任",
            admin: false,
            begins,
            ends: None,
        };
        let seat = post::insert(&mut tx, &new).await.unwrap();
        let hat = Hat::Staff {
            town: at,
            seat,
            department,
            admin: false,
        };
        staff.push(Viewer::wearing(person, hat));
    }
    let mut members = Vec::new();
    let mut partners = Vec::new();
    for (organisation, name) in [("とおまわり", "遠回 歩"), ("えんがわ", "縁側 望")] {
        let new = NewPartner {
            name: organisation,
            kana: "",
            kind: organisation::Kind::Group,
            number: None,
            about: "",
        };
        let partner = partner::insert(&mut tx, &new).await.unwrap();
        let person = person(&mut tx, name).await;
        let new = NewMember {
            partner,
            person,
            title: "代表",
            admin: true,
            begins,
        };
        let seat = partner::insert_member(&mut tx, &new).await.unwrap();
        members.push(Viewer::wearing(
            person,
            Hat::Member {
                partner,
                seat,
                admin: true,
            },
        ));
        partners.push(partner);
    }
    let pro = person(&mut tx, "三枝 灯").await;
    let seat = person::insert_professional(&mut tx, pro).await.unwrap();
    tx.commit().await.unwrap();
    People {
        town,
        partner: partners[0],
        staff: staff[0],
        colleague: staff[1],
        elsewhere: staff[2],
        member: members[0],
        other_member: members[1],
        professional: Viewer::wearing(pro, Hat::Professional { seat }),
    }
}

fn there(viewer: &Viewer, confirmed: bool) -> Participant {
    Participant {
        name: "だれか".into(),
        presence: presence(viewer).unwrap_or(Presence::Other),
        account: viewer.person.zip(viewer.seat()),
        confirmed,
    }
}

async fn talk(
    db: &Db,
    moment: &Moment,
    kind: Kind,
    town: MunicipalityCode,
    people: &[Participant],
) -> domain::id::DialogueId {
    let (person, _) = people[0].account.unwrap();
    let viewer = Viewer {
        person: Some(person),
        hat: None,
    };
    let mut tx = db.for_viewer(viewer).write(moment).await.unwrap();
    let new = NewDialogue {
        town,
        partner: None,
        challenge: None,
        kind,
        held_on: moment.today(),
        starts: None,
        place: "秘密の場所",
        title: "港で話す",
        notes: "",
        agenda: "",
        spot: None,
        audience: Audience::Participants,
        participants: people,
    };
    let id = dialogue::insert(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn seen(db: &Db, viewer: &Viewer) -> Vec<relationship::Line> {
    let mut tx = db.for_viewer(*viewer).read().await.unwrap();
    relationship::list(&mut tx, None).await.unwrap().rows
}

fn seat(viewer: &Viewer) -> SeatId {
    viewer.seat().unwrap()
}

on_both_databases! {
    async fn talking_draws_strands_once_both_say_so_and_both_sides_alone_see_them(db: Db) {
        let moment = moment();
        let all = people(&db, &moment).await;
        let id = talk(&db, &moment, Kind::Meeting, all.town, &[there(&all.staff, true), there(&all.member, false)]).await;
        assert!(seen(&db, &all.staff).await.is_empty(), "one of them has not said so yet");
        let mut tx = db.for_viewer(all.member).write(&moment).await.unwrap();
        let row = dialogue::find(&mut tx, id).await.unwrap().unwrap();
        dialogue::confirm(&mut tx, &row, "遠回 歩", Presence::Partner).await.unwrap();
        tx.commit().await.unwrap();
        // The same people once more, later: the strand moves its last day and stays one.
        let later = moment.at(moment.now.plus(30 * Timestamp::DAY));
        talk(&db, &later, Kind::Visit, all.town, &[there(&all.member, true), there(&all.staff, true), there(&all.colleague, true)]).await;

        for viewer in [&all.staff, &all.colleague, &all.member] {
            let found = seen(&db, viewer).await;
            assert_eq!(found.len(), 1, "{viewer:?}");
            assert_eq!((found[0].with, found[0].since, found[0].last_on), (With::Partner(all.partner), moment.today(), later.today()));
            let mut tx = db.for_viewer(*viewer).read().await.unwrap();
            let row = relationship::find(&mut tx, found[0].id).await.unwrap().unwrap();
            let strands = relationship::strands(&mut tx, &row, None).await.unwrap().rows;
            assert_eq!(strands.len(), 2);
            assert!(strands.iter().all(|one| one.origin == Origin::Dialogue && one.place.is_empty()));
            let entries = relationship::entries(&mut tx, &row).await.unwrap();
            let expected = if *viewer == all.colleague { 1 } else { 2 };
            assert_eq!(entries.len(), expected, "each sees the dialogues they may read");
        }
        let id = seen(&db, &all.staff).await[0].id;
        for viewer in [all.elsewhere, all.other_member, all.professional, Viewer::ANYONE] {
            assert!(seen(&db, &viewer).await.is_empty());
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            assert!(relationship::find(&mut tx, id).await.unwrap().is_none(), "{viewer:?}");
            assert!(relationship::with_partner(&mut tx, all.town, all.partner).await.unwrap().is_none());
        }
        // A post that ended stays at its end of the strand.
        let mut tx = db.for_viewer(all.staff).write(&later).await.unwrap();
        post::end(&mut tx, all.town, seat(&all.staff), later.today()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(all.member).read().await.unwrap();
        let row = relationship::find(&mut tx, id).await.unwrap().unwrap();
        let strands = relationship::strands(&mut tx, &row, None).await.unwrap().rows;
        let ended = strands.iter().filter(|one| one.staff.term.is_some_and(|term| term.is_over(later.today().plus(1))));
        assert_eq!(ended.count(), 1);
    }

    async fn a_consultation_ties_who_asked_to_who_answered_and_a_professional_is_met_like_others(db: Db) {
        let moment = moment();
        let all = people(&db, &moment).await;
        let asked = [there(&all.professional, true), there(&all.staff, true), there(&all.member, true)];
        talk(&db, &moment, Kind::Consultation, all.town, &asked).await;
        let found = seen(&db, &all.colleague).await;
        assert_eq!(found.len(), 1, "who answered did not meet each other");
        assert_eq!(found[0].with, With::Professional(seat(&all.professional)));
        assert_eq!(found[0].with_name, "三枝 灯");
        assert_eq!(seen(&db, &all.professional).await.len(), 1);
        assert!(seen(&db, &all.member).await.is_empty());
    }

    async fn a_card_is_seen_as_far_as_it_is_opened_and_its_address_can_be_renewed(db: Db) {
        let moment = moment();
        let all = people(&db, &moment).await;
        let today = moment.today();
        let mut tx = db.for_viewer(all.staff).write(&moment).await.unwrap();
        assert!(card::own(&mut tx).await.unwrap().unwrap().token.is_none());
        let mut content = card::Content {
            visibility: Visibility::Network, words: "一言".into(), languages: String::new(),
            phone: "0000".into(), email: String::new(), site: String::new(),
        };
        card::write(&mut tx, &content).await.unwrap();
        let token = card::own(&mut tx).await.unwrap().unwrap().token.unwrap();
        tx.commit().await.unwrap();
        let sees = async |viewer: Viewer, token: &domain::card::Token, on: Day| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            card::find(&mut tx, token, on).await.unwrap().map(|(_, face)| face)
        };
        assert_eq!(sees(all.member, &token, today).await, Some(Face::All));
        assert_eq!(sees(all.professional, &token, today).await, None);
        assert_eq!(sees(Viewer::ANYONE, &token, today).await, None);
        content.visibility = Visibility::Link;
        let mut tx = db.for_viewer(all.staff).write(&moment).await.unwrap();
        card::write(&mut tx, &content).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sees(Viewer::ANYONE, &token, today).await, Some(Face::All), "its address stays when it is written anew");
        let mut tx = db.for_viewer(all.staff).write(&moment).await.unwrap();
        card::renew(&mut tx).await.unwrap();
        let renewed = card::own(&mut tx).await.unwrap().unwrap().token.unwrap();
        post::end(&mut tx, all.town, seat(&all.staff), today).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sees(all.member, &token, today).await, None, "what was printed leads nowhere");
        assert_eq!(sees(Viewer::ANYONE, &renewed, today).await, Some(Face::All));
        assert_eq!(sees(Viewer::ANYONE, &renewed, today.plus(1)).await, Some(Face::MovedOn));
        let mut tx = db.for_viewer(all.professional).read().await.unwrap();
        assert!(card::own(&mut tx).await.unwrap().is_none());
    }

    async fn an_exchanged_card_is_a_strand_and_two_of_one_side_have_none(db: Db) {
        let moment = moment();
        let all = people(&db, &moment).await;
        let mut tx = db.for_viewer(all.member).write(&moment).await.unwrap();
        let mine = end_of(&mut tx, seat(&all.member)).await.unwrap().unwrap();
        for (other, met) in [(&all.staff, true), (&all.other_member, false), (&all.professional, false)] {
            let other = end_of(&mut tx, seat(other)).await.unwrap().unwrap();
            let meeting = Meeting { one: mine, other, on: moment.today(), origin: Origin::Card, record: None, place: "港" };
            assert_eq!(relationship::exchange(&mut tx, &meeting).await.unwrap().is_some(), met);
            assert_eq!(relationship::exchange(&mut tx, &meeting).await.unwrap().is_some(), met);
        }
        tx.commit().await.unwrap();
        let found = seen(&db, &all.colleague).await;
        let mut tx = db.for_viewer(all.colleague).read().await.unwrap();
        let strands = relationship::strands(&mut tx, &found[0], None).await.unwrap().rows;
        assert_eq!((strands.len(), strands[0].place.as_str(), strands[0].other.post.as_str()), (1, "港", "代表"));
        // Whoever exchanged cards knows each other from then on.
        let mut tx = db.for_viewer(all.staff).read().await.unwrap();
        let known = dialogue::acquaintances(&mut tx, moment.today()).await.unwrap();
        assert!(known.iter().any(|one| one.seat == seat(&all.member)));
    }

    async fn an_introduction_tells_each_of_the_three_what_they_may_know(db: Db) {
        let moment = moment();
        let all = people(&db, &moment).await;
        let mut tx = db.for_viewer(all.staff).write(&moment).await.unwrap();
        let party = |viewer: &Viewer, about| NewParty { seat: seat(viewer), person: viewer.person.unwrap(), about };
        let new = NewIntroduction {
            town: all.town, dialogue: None, words: "冬の道のこと",
            first: party(&all.elsewhere, "山の町の方"), second: party(&all.professional, "そりを引く方"),
        };
        let id = introduction::insert(&mut tx, &new).await.unwrap();
        let (one, other) = (all.elsewhere.person.unwrap(), all.professional.person.unwrap());
        assert!(introduction::asked_already(&mut tx, other, one, moment.now).await.unwrap());
        assert!(!introduction::asked_already(&mut tx, other, one, moment.now.plus(61 * Timestamp::DAY)).await.unwrap());
        tx.commit().await.unwrap();
        let read = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            introduction::find(&mut tx, id, moment.now).await.unwrap()
        };
        let row = read(all.elsewhere).await.unwrap();
        assert_eq!((row.first.name.as_deref(), row.second.name.as_deref()), (Some("山根 杏"), None));
        assert_eq!((row.second.organisation.as_str(), row.second.about.as_str()), ("", "そりを引く方"));
        assert!(read(all.colleague).await.is_none() && read(all.member).await.is_none() && read(Viewer::ANYONE).await.is_none());
        for (viewer, part) in [(all.elsewhere, Part::First), (all.professional, Part::Second)] {
            let row = read(viewer).await.unwrap();
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            assert_eq!(introduction::cards(&mut tx, &row, moment.now).await.unwrap().len(), 0);
            introduction::answer(&mut tx, &row, part, Wish::Talk, "ぜひ").await.unwrap();
            tx.commit().await.unwrap();
            if part == Part::First {
                let other = read(all.professional).await.unwrap();
                assert_eq!((other.first.name, other.first.wish, other.first.words.as_str()), (None, None, ""));
                let mine = read(all.staff).await.unwrap();
                assert_eq!((mine.first.wish, mine.first.words.as_str()), (Some(Wish::Talk), "ぜひ"));
            }
        }
        let row = read(all.elsewhere).await.unwrap();
        assert_eq!((row.second.name.as_deref(), row.second.words.as_str()), (Some("三枝 灯"), "ぜひ"));
        let mut tx = db.for_viewer(all.professional).read().await.unwrap();
        assert_eq!(introduction::list(&mut tx, None, moment.now).await.unwrap().rows.len(), 1);
    }
}
