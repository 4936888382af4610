//! Packages, adaptations and moves: every version and revision is kept, and nothing leaves the circle by itself.

use domain::{
    Viewer,
    adaptation::{Change, Standing},
    audience::Audience,
    challenge::Piece,
    moves::Move,
    package::Terms,
};
use store::{
    adaptation::{self, NewPart, Origin},
    challenge,
    hand::{self, PieceKey},
    lineage, moves,
    package::{self, NewPackage},
    testing::moment,
};

use crate::challenge::two;

store::on_both_databases! {
    async fn an_adaptation_keeps_the_version_it_began_with(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        // The partner of this test has no row of its own: the town keeps the package.
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let part = |title, body| package::NewPart { id: None, title, body, terms: Terms::default() };
        let parts = [part("まわる道", "週に一度"), part("電話", "一本")];
        let new = NewPackage { title: "ついで便", summary: "荷物もことづても", audience: Audience::Public, parts: &parts,
            news: "", from: None, takes: &[] };
        let id = package::insert(&mut tx, &new).await.unwrap();
        let row = package::find(&mut tx, id).await.unwrap().unwrap();
        let first = package::parts(&mut tx, id, 1).await.unwrap();
        assert_eq!((row.version, first.len()), (1, 2));
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let kept = NewPart { part: Some(first[0].id), change: Change::Kept, title: "まわる道", body: "",
            reason: "", dialogue: None, voice: None, terms: Terms::default() };
        let adapted = adaptation::insert(&mut tx, &on, Some((id, 1)), "水曜の港", "はじめ", std::slice::from_ref(&kept))
            .await.unwrap();
        let again = [package::NewPart { id: Some(first[0].id), title: "まわる道", body: "週に二度",
            terms: Terms::default() }];
        let newer = NewPackage { parts: &again, ..new.clone() };
        assert!(package::update(&mut tx, &row, &newer).await.unwrap());
        assert!(!package::update(&mut tx, &row, &newer).await.unwrap(), "somebody else's version came first");
        tx.commit().await.unwrap();

        let mut tx = db.for_viewer(two.partner).write(&moment).await.unwrap();
        let row = adaptation::find(&mut tx, adapted).await.unwrap().unwrap();
        assert_eq!(adaptation::parts(&mut tx, &row).await.unwrap()[0].then, "週に一度");
        assert_eq!(adaptation::reshape(&mut tx, &row, "二つ目", &[kept]).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let all = adaptation::revisions(&mut tx, adapted).await.unwrap();
        assert_eq!(all.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(adaptation::find_revision(&mut tx, adapted, 1).await.unwrap().unwrap().summary, "はじめ");
        assert_eq!(lineage::of_package(&mut tx, id, None).await.unwrap().rows.len(), 1);
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        assert_eq!(package::list(&mut tx, None).await.unwrap().rows.len(), 1);
        assert!(adaptation::find(&mut tx, adapted).await.unwrap().is_none());
        assert!(lineage::of_package(&mut tx, id, None).await.unwrap().rows.is_empty());
    }

    async fn a_version_let_go_stays_readable_and_opens_by_two_hands(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let id = adaptation::insert(&mut tx, &on, None, "白紙から", "はじめ", &[]).await.unwrap();
        let row = adaptation::find(&mut tx, id).await.unwrap().unwrap();
        let letting = Move::LetGo { keep: "角で降りること".into() };
        moves::insert(&mut tx, &row, &letting, "夜の足を減らすから").await.unwrap();
        let row = adaptation::find(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(row.standing, Standing::LetGo);
        let (made, _) = moves::list(&mut tx, &row).await.unwrap();
        assert_eq!((made[0].keep.as_str(), made[0].number), ("角で降りること", 1));
        tx.commit().await.unwrap();
        let key = PieceKey { kind: Piece::Adaptation, id: id.uuid(), number: 1 };
        for viewer in [two.official, two.partner] {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            hand::raise(&mut tx, &on, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = db.for_viewer(Viewer::ANYONE).read().await.unwrap();
        let seen = adaptation::find(&mut tx, id).await.unwrap().unwrap();
        assert!(!seen.in_circle && seen.audience == Audience::Public);
    }

    async fn a_package_with_many_adaptations_shows_a_page_of_them_to_whoever_may_see(db: Db) {
        let moment = moment();
        let two = two(&db, &moment).await;
        let mut tx = db.for_viewer(two.official).write(&moment).await.unwrap();
        let part = package::NewPart { id: None, title: "まわる道", body: "週に一度", terms: Terms::default() };
        let new = NewPackage { title: "ついで便", summary: "", audience: Audience::Public, parts: &[part],
            news: "", from: None, takes: &[] };
        let package = package::insert(&mut tx, &new).await.unwrap();
        let on = challenge::find(&mut tx, two.challenge).await.unwrap().unwrap();
        let mut first = None;
        for number in 0..120 {
            let origin = Origin { package: Some((package, 1)), like: first.map(|id| (id, 1)) };
            let id = adaptation::insert(&mut tx, &on, origin, &format!("港{number}"), "はじめ", &[]).await.unwrap();
            first = first.or(Some(id));
        }
        tx.commit().await.unwrap();
        let mut tx = db.for_viewer(two.official).read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = lineage::of_package(&mut tx, package, after.as_ref()).await.unwrap();
            assert!(page.rows.len() <= 50);
            // What it was made after is named to whoever may read it, on whichever page that stands.
            assert!(page.rows.iter().all(|one| one.like.is_some() == one.like_town.is_some()));
            seen.extend(page.rows.iter().map(|one| (one.id, one.like)));
            after = page.next;
            if after.is_none() { break }
        }
        assert_eq!(seen.len(), 120);
        assert!(seen.windows(2).all(|two| two[0].0 > two[1].0), "newest first, each once");
        assert!(seen.iter().all(|(id, like)| Some(*id) == first || *like == first));
        // What nobody opened is the circle's alone, however many there are.
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        assert!(lineage::of_package(&mut tx, package, None).await.unwrap().rows.is_empty());
        // One of them opened is seen, without the town of the one it was made after.
        let key = PieceKey { kind: Piece::Adaptation, id: seen[0].0.uuid(), number: 1 };
        for viewer in [two.official, two.partner] {
            let mut tx = db.for_viewer(viewer).write(&moment).await.unwrap();
            hand::raise(&mut tx, &on, key, Audience::Public).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = db.for_viewer(two.outsider).read().await.unwrap();
        let page = lineage::of_package(&mut tx, package, None).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        assert!(page.rows[0].like.is_some() && page.rows[0].like_town.is_none());
    }
}
