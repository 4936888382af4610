//! Challenges: wordings that are all kept, signatures that a newer wording undoes, a circle, and two hands.

use domain::{
    Hat, Moment, MunicipalityCode, Viewer,
    audience::Audience,
    challenge::{Piece, Signature, signed_by_all},
    dialogue::{Kind, Participant, Presence},
    id::{ChallengeId, DepartmentId, PersonId, SeatId},
    joint::Party,
    phase::{Phase, Place, Step},
    viewer::Side,
};
use store::{
    Db,
    challenge::{self, Filter, NewChallenge, NewWording},
    circle::{self, NewMember},
    dialogue::{self, NewDialogue},
    hand::{self, PieceKey},
    testing::moment,
};

use crate::seeds;

/// A wording with this title.
pub fn wording(title: &str) -> NewWording<'_> {
    NewWording {
        title,
        purpose: "歩いて買い物ができる",
        gains: "川上地区の75歳以上の方",
        wording: "移動販売がなくなった",
        because: "",
        dialogue: None,
        voice: None,
    }
}

/// Two people in one circle, and one outside.
pub struct Two {
    /// The town.
    pub town: MunicipalityCode,
    /// Its official.
    pub official: Viewer,
    /// The partner's member.
    pub partner: Viewer,
    /// A member of another partner.
    pub outsider: Viewer,
    /// The challenge.
    pub challenge: ChallengeId,
}

fn place() -> Place {
    Place::BEGINNING.after(Step::Worded).unwrap()
}

/// A challenge opened by the official, with the partner as second co-owner.
pub async fn two(db: &Db, moment: &Moment) -> Two {
    let [town, _] = seeds::towns(db, moment).await;
    let [a, b, c]: [PersonId; 3] = [
        seeds::person(db, moment).await,
        seeds::person(db, moment).await,
        seeds::person(db, moment).await,
    ];
    let seat = || SeatId::new(moment);
    let staff = Hat::Staff {
        town,
        seat: seat(),
        department: DepartmentId::new(moment),
        admin: false,
    };
    let (official, partner, outsider) = (
        Viewer::wearing(a, staff),
        seeds::member(db, moment, b).await,
        seeds::member(db, moment, c).await,
    );
    let mut tx = db.for_viewer(official).write(moment).await.unwrap();
    let there = Participant {
        name: "浜口".into(),
        presence: Presence::Town,
        account: Some((a, official.seat().unwrap())),
        confirmed: true,
    };
    let new = NewDialogue {
        agenda: "",
        spot: None,
        town,
        partner: None,
        challenge: None,
        kind: Kind::Visit,
        held_on: moment.today(),
        starts: None,
        place: "",
        title: "川上集会所で",
        notes: "",
        audience: Audience::Participants,
        participants: std::slice::from_ref(&there),
    };
    let origin = dialogue::insert(&mut tx, &new).await.unwrap();
    let new = NewChallenge {
        town,
        origin,
        place: place(),
        wording: wording("買い物の足"),
    };
    let challenge = challenge::insert(&mut tx, &new).await.unwrap();
    let other = NewMember {
        seat: partner.seat().unwrap(),
        person: b,
        side: Side::Partner,
        owner: true,
    };
    circle::insert(&mut tx, town, challenge, &other).await.unwrap();
    tx.commit().await.unwrap();
    Two {
        town,
        official,
        partner,
        outsider,
        challenge,
    }
}

async fn seen(db: &Db, viewer: Viewer, id: ChallengeId) -> Option<challenge::Challenge> {
    let mut tx = db.for_viewer(viewer).read().await.unwrap();
    challenge::find(&mut tx, id).await.unwrap()
}

store::on_both_databases! {
    async fn every_wording_is_kept_and_a_newer_one_unsigns(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        for viewer in [two.official, two.partner] {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
            assert!(row.full && row.in_circle && row.owner);
            assert_eq!((row.place.phase, row.title.as_str()), (Phase::Shaping, "買い物の足"));
            challenge::sign(&mut tx, &row).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let of = async |tx: &mut store::ReadTx, number| {
            let all = circle::with_signatures(tx, two.town, two.challenge, number).await.unwrap();
            all.iter().filter(|one| one.signed_at.is_some()).map(|one| Signature { number, party: one.member.party })
                .collect::<Vec<_>>()
        };
        let parties = [Party::Town(two.town), Party::Partners];
        assert_eq!(store::joint::parties(&mut tx, two.town, two.challenge).await.unwrap(), parties);
        assert!(signed_by_all(row.revision, &of(&mut tx, 1).await, &parties));
        assert_eq!(challenge::word(&mut tx, &row, &wording("歩いて行ける店")).await.unwrap(), Ok(2));
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let stale = row;
        let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        assert_eq!((row.revision, row.title.as_str()), (2, "歩いて行ける店"));
        assert!(!signed_by_all(row.revision, &of(&mut tx, 2).await, &parties));
        let titles: Vec<_> = challenge::revisions(&mut tx, two.town, two.challenge, None).await.unwrap()
            .0.into_iter().map(|one| one.title).collect();
        assert_eq!(titles, ["歩いて行ける店", "買い物の足"]);
        // Whoever wrote on an older wording meanwhile is told.
        assert!(matches!(challenge::word(&mut tx, &stale, &wording("遅れて")).await, Err(store::Error::Conflict(_))));
    }

    async fn only_two_hands_open_a_wording(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let key = PieceKey { kind: Piece::Wording, id: two.challenge.uuid(), number: 1 };
        let listed = async |viewer: Viewer, filter| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            challenge::list(&mut tx, filter, None).await.unwrap().rows.len()
        };
        let raise = async |viewer: Viewer, audience| {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
            let now = hand::raise(&mut tx, &row, key, audience).await.unwrap();
            tx.commit().await.unwrap();
            now
        };
        assert_eq!(raise(two.official, Audience::Public).await, Audience::Circle);
        assert_eq!(raise(two.official, Audience::Public).await, Audience::Circle);
        assert!(seen(&db, two.outsider, two.challenge).await.is_none());
        assert_eq!(listed(two.outsider, Filter::ALL).await, 0);
        assert_eq!(raise(two.partner, Audience::Network).await, Audience::Network);
        let row = seen(&db, two.outsider, two.challenge).await.unwrap();
        assert!(row.full && !row.in_circle && row.audience == Audience::Network);
        assert_eq!(listed(two.outsider, Filter::ALL).await, 1);
        assert_eq!(listed(two.outsider, Filter::MINE).await, 0);
        assert_eq!(listed(two.partner, Filter::MINE).await, 1);
        assert!(seen(&db, Viewer::ANYONE, two.challenge).await.is_none());
        assert_eq!(listed(Viewer::ANYONE, Filter::ALL).await, 0);
        let seat = SeatId::new(&moment);
        let professional = Viewer::wearing(two.outsider.person.unwrap(), Hat::Professional { seat });
        let summary = seen(&db, professional, two.challenge).await.unwrap();
        assert!(!summary.full && summary.wording.is_empty() && summary.gains.is_empty());
        assert_eq!(summary.purpose, "歩いて買い物ができる");
        assert_eq!(raise(two.partner, Audience::Public).await, Audience::Public);
        assert_eq!(listed(Viewer::ANYONE, Filter::ALL).await, 1);

        // A newer wording is the circle's own until it is opened too: others keep reading the opened one.
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let row = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        challenge::word(&mut tx, &row, &wording("輪の中のことば")).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(seen(&db, two.outsider, two.challenge).await.unwrap().title, "買い物の足");
        assert_eq!(seen(&db, two.official, two.challenge).await.unwrap().title, "輪の中のことば");
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert_eq!(challenge::revisions(&mut tx, two.town, two.challenge, None).await.unwrap().0.len(), 1);
        assert_eq!(challenge::revision_numbers(&mut tx, two.town, two.challenge).await.unwrap(), [1]);
        assert!(challenge::two_revisions(&mut tx, two.town, two.challenge, (1, 2)).await.unwrap().is_none());
        assert!(challenge::two_revisions(&mut tx, two.town, two.challenge, (1, 1)).await.unwrap().is_some());
        assert_eq!(challenge::list(&mut tx, Filter::of_town(two.town), None).await.unwrap().rows.len(), 1);
        // What the record holds for the circle alone stays there: the dialogue is its participants'.
        assert!(challenge::record(&mut tx, two.town, two.challenge).await.unwrap().is_empty());
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let record = challenge::record(&mut tx, two.town, two.challenge).await.unwrap();
        assert_eq!(record.iter().map(|one| (one.kind, one.title.as_str())).collect::<Vec<_>>(),
            [(challenge::EntryKind::Dialogue, "川上集会所で")]);
        let pieces = hand::pieces(&mut tx, &row, None).await.unwrap();
        assert_eq!(pieces.rows.iter().map(|one| (one.key.number, one.audience)).collect::<Vec<_>>(),
            [(2, Audience::Circle), (1, Audience::Public)]);
        let candidates = circle::candidates(&mut tx, two.town, two.challenge, moment.today()).await.unwrap();
        assert!(candidates.is_empty(), "everybody met is in the circle: {candidates:?}");
    }

    async fn who_leaves_the_circle_sees_no_more(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let members = circle::list(&mut tx, two.town, two.challenge).await.unwrap();
        assert_eq!(members.iter().filter(|one| one.owner).count(), 2);
        circle::leave(&mut tx, two.town, two.challenge, two.partner.seat().unwrap()).await.unwrap();
        let place = Place { phase: Phase::Adapting, ..place() };
        challenge::advance(&mut tx, two.town, two.challenge, place, "adapting").await.unwrap();
        tx.commit().await.unwrap();
        assert!(seen(&db, two.partner, two.challenge).await.is_none());
        assert_eq!(seen(&db, two.official, two.challenge).await.unwrap().place.phase, Phase::Adapting);
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let until = moment.today().plus(30);
        let resting = place.after(Step::Rested(until)).unwrap();
        challenge::rest(&mut tx, two.town, two.challenge, resting, "予算の時期まで", false).await.unwrap();
        tx.commit().await.unwrap();
        let row = seen(&db, two.official, two.challenge).await.unwrap();
        assert_eq!((row.place, row.rest_reason.as_str()), (resting, "予算の時期まで"));
    }
}
