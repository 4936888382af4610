//! Rules, procedures, what was told, contacts and interests, on both databases.

use domain::{
    Viewer,
    adaptation::Change,
    audience::Audience,
    contact::Means,
    interest::Tie,
    package::{Payer, Terms},
    procurement::{
        ContractKind, Ground, Method, Selection, State, Way,
        ceiling::Rule,
        gate::{Missing, missing},
    },
};
use store::{
    adaptation::{self, Adaptation, NewPart},
    challenge,
    contact::{self, Filter, How, NewContact},
    interest::{self, NewStatement},
    procurement::{
        self, NewProcurement, Outcome,
        answer::{self, NewAnswer},
    },
    procurement_rule,
    testing::moment,
};

use crate::challenge::{Two, two};

/// An adaptation of the two with one part that costs public money.
async fn adapted(db: &store::Db, two: &Two, moment: &domain::Moment) -> Adaptation {
    let mut tx = db.for_viewer(two.official).write(moment).await.unwrap();
    let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
    let part = NewPart {
        part: None,
        change: Change::Added,
        title: "巡回",
        body: "回る",
        reason: "",
        dialogue: None,
        voice: None,
        terms: Terms {
            payer: Some(Payer::Public),
            ..Terms::default()
        },
    };
    let id = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[part])
        .await
        .unwrap();
    let row = adaptation::find(&mut tx, id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    row
}

store::on_both_databases! {
    async fn a_procedure_goes_from_foreseen_to_its_result_and_the_gate_opens(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let row = adapted(&db, &two, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let parts = adaptation::parts(&mut tx, &row).await.unwrap();
        let spent = procurement::spent(&parts);
        assert!(spent[0].is_public());
        let new = NewProcurement {
            purpose: "巡回の業務委託", kind: ContractKind::Other, expected: 900_000, fiscal_year: 2026,
            way: Way { selection: Selection::OpenProposal, method: Method::Negotiated, ground: Some(Ground::Unsuited) },
            why: "公募で選ぶため", rule: (moment.today(), None), approval: "総第12号", foreseen_on: moment.today(),
            parts: &[&spent[0]],
        };
        let id = procurement::insert(&mut tx, &row, &new).await.unwrap();
        let foreseen = procurement::find(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((foreseen.state, foreseen.way.ground), (State::Foreseen, Some(Ground::Unsuited)));
        let gate = async |tx: &mut store::ReadTx| {
            let (said, about) = interest::with_procedures(tx, &row).await.unwrap();
            assert_eq!(said.len(), 2);
            let looked: Vec<_> = about.into_iter().map(|one| one.procedure).collect();
            missing(&spent, &looked, moment.today())
        };
        assert_eq!(gate(&mut tx).await, [Missing::Result("巡回".into(), id)]);
        assert_eq!(procurement::open_of(&mut tx, row.town, row.challenge).await.unwrap().len(), 1);
        let outcome = Outcome {
            day: moment.today(), chosen: "汐見くらし研究所".into(), amount: 880_000, why: "道を知る".into(), covers_until: None,
        };
        assert!(!procurement::settle(&mut tx, &foreseen, &outcome).await.unwrap());
        assert!(procurement::announce(&mut tx, &foreseen, moment.today(), "掲示場").await.unwrap());
        assert!(!procurement::announce(&mut tx, &foreseen, moment.today(), "掲示場").await.unwrap());
        let announced = procurement::find(&mut tx, id).await.unwrap().unwrap();
        assert!(procurement::settle(&mut tx, &announced, &outcome).await.unwrap());
        let settled = procurement::find(&mut tx, id).await.unwrap().unwrap();
        assert!(!procurement::give_up(&mut tx, &settled, moment.today(), "").await.unwrap());
        assert_eq!(settled.outcome, Some(outcome));
        assert_eq!(gate(&mut tx).await, []);
        assert!(procurement::open_of(&mut tx, row.town, row.challenge).await.unwrap().is_empty());
        for words in ["金額は870,000円", "日付は前日"] {
            procurement::correct(&mut tx, &settled, words).await.unwrap();
        }
        let (parts, corrections) = procurement::particulars(&mut tx, &settled).await.unwrap();
        assert_eq!(parts, ["巡回"]);
        let said: Vec<_> = corrections.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(said, ["金額は870,000円", "日付は前日"]);
        tx.commit().await.unwrap();

        // The circle and the town see it; everyone once the town opens it.
        let sees = async |viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let listed = procurement::list(&mut tx, row.town, None).await.unwrap().rows.len();
            let found = procurement::find(&mut tx, id).await.unwrap();
            assert_eq!(listed == 1, found.is_some());
            found.is_some()
        };
        assert!(sees(two.official).await && sees(two.partner).await);
        assert!(!sees(two.outsider).await && !sees(Viewer::ANYONE).await);
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        procurement::open(&mut tx, &settled, Audience::Public).await.unwrap();
        tx.commit().await.unwrap();
        assert!(sees(Viewer::ANYONE).await);
    }

    async fn what_was_told_is_the_towns_until_it_is_shown(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let row = adapted(&db, &two, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let new = NewProcurement {
            purpose: "巡回", kind: ContractKind::Other, expected: 1, fiscal_year: 2026,
            way: Way { selection: Selection::Price, method: Method::Open, ground: None },
            why: "", rule: (moment.today(), None), approval: "", foreseen_on: moment.today(), parts: &[],
        };
        let id = procurement::insert(&mut tx, &row, &new).await.unwrap();
        let on = procurement::find(&mut tx, id).await.unwrap().unwrap();
        let new = NewAnswer { question: "", told: "車を貸します", told_to: "汐見", told_on: moment.today(), dialogue: None };
        let told = answer::insert(&mut tx, &on, &new).await.unwrap();
        tx.commit().await.unwrap();
        let waits = async |viewer: Viewer| {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let lines = store::today::list(&mut tx, moment.today()).await.unwrap();
            lines.into_iter().filter(|line| line.record == id.uuid()).map(|line| line.waiting).collect::<Vec<_>>()
        };
        assert_eq!(waits(two.official).await, [domain::today::Waiting::Told]);
        assert_eq!(waits(two.partner).await, []);
        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        assert!(answer::list(&mut tx, &on, None).await.unwrap().rows.is_empty());
        assert!(answer::find(&mut tx, told).await.unwrap().is_none());
        answer::follow(&mut tx, &on, true).await.unwrap();
        answer::follow(&mut tx, &on, true).await.unwrap();
        assert!(answer::follows(&mut tx, &on).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let written = answer::find(&mut tx, told).await.unwrap().unwrap();
        assert!(answer::show(&mut tx, &written).await.unwrap());
        assert!(!answer::show(&mut tx, &written).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(waits(two.official).await, []);
        assert_eq!(waits(two.partner).await, [domain::today::Waiting::Shown]);
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        assert_eq!(answer::list(&mut tx, &on, None).await.unwrap().rows.len(), 1);
        drop(tx);
        let mut tx = db.system_read(&moment).await.unwrap();
        let (purpose, people) = answer::readers(&mut tx, &written).await.unwrap();
        let partner = two.partner.person.unwrap();
        assert_eq!(purpose, "巡回");
        assert!(people.iter().all(|one| one.id == partner) && people.len() <= 1);
    }

    async fn rules_are_added_and_statements_stand_beside_the_earlier_ones(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let row = adapted(&db, &two, &moment).await;
        for (minutes, yen) in [(0, 500_000), (1, 300_000)] {
            let at = moment.at(moment.now.plus(minutes * domain::Timestamp::MINUTE));
            let mut tx = db.for_viewer(two.official).write(&at).await.unwrap();
            let rule = Rule {
                kind: ContractKind::Other, yen, from: "2026-04-01".parse().unwrap(), until: None, article: "90条".into(),
            };
            procurement_rule::insert(&mut tx, row.town, &rule, "").await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let rules = procurement_rule::list(&mut tx, row.town).await.unwrap();
        assert_eq!(rules.iter().map(|line| line.rule.yen).collect::<Vec<_>>(), [500_000, 300_000]);
        let before = interest::newest(&mut tx, &row).await.unwrap();
        assert_eq!(interest::undisclosed(&before).len(), 2);
        for gains in ["特になし", "町の経験"] {
            let said = NewStatement { gains, bears: "人手", ties: &[Tie::Kin, Tie::Former], words: "弟が職員" };
            interest::insert(&mut tx, &row, &said).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.partner).read().await.unwrap();
        let lines = interest::newest(&mut tx, &row).await.unwrap();
        assert_eq!((lines.len(), interest::undisclosed(&lines).len()), (2, 1));
        let said = lines.iter().find_map(|line| line.statement.clone()).unwrap();
        assert_eq!((said.gains.as_str(), said.ties.as_slice()), ("町の経験", [Tie::Kin, Tie::Former].as_slice()));
        assert_eq!(interest::all(&mut tx, row.town, row.id).await.unwrap().len(), 2);
    }

    async fn the_log_is_read_page_by_page_and_by_partner(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let town = two.official.town().unwrap();
        let partner = two.partner.partner();
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        for number in 0..60 {
            let new = NewContact {
                town, partner: partner.filter(|_| number % 2 == 0), partner_name: "一覧にない会", challenge: None, dialogue: None,
                how: How::Means(Means::Telephone), held_on: moment.today().plus(-number), who: "係", subject: "用件", told: "なし",
            };
            contact::insert(&mut tx, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let all = Filter::default();
        let first = contact::list(&mut tx, town, &all, None).await.unwrap();
        let second = contact::list(&mut tx, town, &all, first.next.as_ref()).await.unwrap();
        let days: Vec<_> = first.rows.iter().chain(&second.rows).map(|line| (line.held_on, line.id)).collect();
        assert!(days.windows(2).all(|pair| pair[0] > pair[1]), "each line once, the newest first");
        assert!(days.len() >= 60);
        let with = Filter { partner, from: Some(moment.today().plus(-9)), ..Filter::default() };
        let some = contact::list(&mut tx, town, &with, None).await.unwrap();
        assert_eq!(some.rows.iter().filter(|line| line.dialogue.is_none()).count(), 5);
        assert!(contact::partners(&mut tx, town).await.unwrap().iter().any(|one| Some(one.id) == partner));
        drop(tx);
        // The partner reads the lines about itself; another one none of them.
        for (viewer, lines) in [(two.partner, 30), (two.outsider, 0)] {
            let mut tx = db.for_viewer(viewer).read().await.unwrap();
            let found = contact::export(&mut tx, town, &Filter { partner, ..Filter::default() }).await.unwrap();
            assert_eq!(found.iter().filter(|line| line.dialogue.is_none()).count(), lines);
        }
    }
}
