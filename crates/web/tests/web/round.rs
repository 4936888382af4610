//! One round's records, seeded through the store: the official and the partner in one circle.

use domain::{
    adaptation::Change,
    audience::Audience,
    dialogue::{Kind, Participant, Presence},
    id::{AdaptationId, ChallengeId, DialogueId, OfferId, PackageId, ReflectionId, TrialId, VoiceId},
    interest::Tie,
    package::{Cost, Terms},
    phase::{Place, Step},
    reflection::Onward,
    trial::{Form, Measure},
    viewer::Side,
    voice::{Consent, Speaker},
};
use store::{
    adaptation,
    challenge::{NewChallenge, NewWording},
    circle::NewMember,
    dialogue::NewDialogue,
    interest::NewStatement,
    package::{self, NewPackage},
    reflection::{self, NewReflection},
    trial::{self, NewIndicator, NewTrial},
    voice::NewVoice,
};

use crate::world::World;

/// Both sides disclose their interests, so that something may be tried.
async fn disclose(world: &World, adaptation: AdaptationId) {
    for (actor, gains, tie) in [
        (&world.official, "買い物に困る方が減る", Tie::Nothing),
        (&world.partner, "運行の経験が残る", Tie::OwnPackage),
    ] {
        let mut tx = world.write(actor).await;
        let row = adaptation::find(&mut tx, adaptation).await.unwrap().unwrap();
        let said = NewStatement {
            gains,
            bears: "人手を出す",
            ties: &[tie],
            words: "",
        };
        store::interest::insert(&mut tx, &row, &said).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What was seeded. Nothing of it is open beyond the circle.
pub struct Round {
    /// A visit of both, read by themselves only.
    pub dialogue: DialogueId,
    /// A voice heard there that may become public.
    pub voice: VoiceId,
    /// The challenge worded from it, co-owned by both.
    pub challenge: ChallengeId,
    /// A package of the partner, open to the network.
    pub package: PackageId,
    /// The package reshaped for the challenge, which is adapting now.
    pub adaptation: AdaptationId,
}

impl Round {
    /// Seeds it.
    #[expect(clippy::too_many_lines, reason = "one story, told from its beginning")]
    pub async fn seed(world: &World) -> Self {
        let mut tx = world.write(&world.official).await;
        let there = |name: &str, presence, actor: &crate::world::Actor| Participant {
            name: name.into(),
            presence,
            account: Some((actor.person, actor.seat())),
            confirmed: true,
        };
        let participants = [
            there("浜口 澄江", Presence::Town, &world.official),
            there("遠回 歩", Presence::Partner, &world.partner),
        ];
        let new = NewDialogue {
            agenda: "",
            spot: None,
            town: world.town,
            partner: None,
            challenge: None,
            kind: Kind::Visit,
            held_on: world.today(),
            starts: None,
            place: "川上集会所",
            title: "移動販売のあとを聞く",
            notes: "月曜の朝に集まった方と話した。",
            audience: Audience::Participants,
            participants: &participants,
        };
        let dialogue = store::dialogue::insert(&mut tx, &new).await.unwrap();
        let new = NewVoice {
            town: world.town,
            dialogue: Some(dialogue),
            challenge: None,
            words: "重いものだけ届けてほしい",
            speaker: Speaker::Resident,
            described: "川上地区の方、70代",
            consent: Consent::Public,
        };
        let voice = store::voice::insert(&mut tx, &new).await.unwrap();
        let new = NewChallenge {
            town: world.town,
            origin: dialogue,
            place: Place::BEGINNING.after(Step::Worded).unwrap(),
            wording: NewWording {
                title: "買い物の足をどう守るか",
                purpose: "車を手放しても買い物とおしゃべりを続けられる",
                gains: "川上地区の75歳以上の方",
                wording: "週に一度の移動販売がなくなった。",
                because: "",
                dialogue: Some(dialogue),
                voice: None,
            },
        };
        let challenge = store::challenge::insert(&mut tx, &new).await.unwrap();
        let member = NewMember {
            seat: world.partner.seat(),
            person: world.partner.person,
            side: Side::Partner,
            owner: true,
        };
        store::circle::insert(&mut tx, world.town, challenge, &member)
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let mut tx = world.write(&world.partner).await;
        let parts =
            [("まわる道", "週に一度"), ("頼む方法", "電話を一本")].map(|(title, body)| package::NewPart {
                id: None,
                title,
                body,
                terms: Terms::default(),
            });
        let new = NewPackage {
            title: "ついで便",
            summary: "荷物も言づても、ついでに運ぶ",
            audience: Audience::Network,
            parts: &parts,
            news: "",
            from: None,
            takes: &[],
        };
        let package = package::insert(&mut tx, &new).await.unwrap();
        let parts = package::parts(&mut tx, package, 1).await.unwrap();
        let kept: Vec<_> = parts
            .iter()
            .map(|part| adaptation::NewPart {
                part: Some(part.id),
                change: Change::Kept,
                title: &part.title,
                body: "",
                reason: "",
                dialogue: None,
                voice: None,
                terms: Terms::default(),
            })
            .collect();
        let on = store::challenge::find(&mut tx, challenge).await.unwrap().unwrap();
        let from = Some((package, 1));
        let adaptation = adaptation::insert(&mut tx, &on, from, "水曜の港", "型のまま始める", &kept)
            .await
            .unwrap();
        let place = on.place.after(Step::Reshaped).unwrap();
        store::challenge::advance(&mut tx, world.town, challenge, place, "adapting")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        disclose(world, adaptation).await;
        Self {
            dialogue,
            voice,
            challenge,
            package,
            adaptation,
        }
    }

    /// Goes on to a trial that runs, and a reflection on an earlier one.
    pub async fn go_on(&self, world: &World) -> (TrialId, ReflectionId) {
        let mut tx = world.write(&world.official).await;
        let on = adaptation::find(&mut tx, self.adaptation).await.unwrap().unwrap();
        let counted = NewIndicator {
            name: "買い物に来た人",
            unit: "人",
            hope: "20人",
            baseline: Some(Measure(6_000)),
            form: Form::Data,
        };
        let new = NewTrial {
            round: 1,
            title: "二週間の水曜便",
            what: "川上集会所まで",
            place: "川上集会所",
            begins: world.today(),
            ends: world.today().plus(14),
            indicators: std::slice::from_ref(&counted),
        };
        let earlier = trial::insert(&mut tx, &on, &new).await.unwrap();
        let running = trial::insert(&mut tx, &on, &new).await.unwrap();
        let earlier = trial::find(&mut tx, earlier).await.unwrap().unwrap();
        let new = NewReflection {
            round: 1,
            learnt: "雨の日は来られない",
            next_question: "雨の日はどうする？",
            onward: Onward::NextRound,
            until: None,
            everyday: false,
            reason: "",
        };
        let reflection = reflection::insert(&mut tx, &earlier, &new).await.unwrap();
        let row = store::challenge::find(&mut tx, self.challenge)
            .await
            .unwrap()
            .unwrap();
        let place = row.place.after(Step::TrialBegun).unwrap();
        store::challenge::advance(&mut tx, world.town, self.challenge, place, "trying")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        (running, reflection)
    }

    /// What was learnt is offered back, and the package has a newer version: one part says more, one came, one went.
    pub async fn learn(&self, world: &World) -> OfferId {
        let mut tx = world.write(&world.official).await;
        let row = adaptation::find(&mut tx, self.adaptation).await.unwrap().unwrap();
        let words = "雨の日は、電話のほうから声をかけると来られる";
        let id = store::offer::insert(&mut tx, &row, self.package, None, words)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = world.write(&world.partner).await;
        let row = package::find(&mut tx, self.package).await.unwrap().unwrap();
        let first = package::parts(&mut tx, self.package, 1).await.unwrap();
        let terms = Terms {
            who: "運ぶ人".into(),
            cost: Cost::of(Some(0), Some(3_000)),
            ..Terms::default()
        };
        let parts = [
            (Some(first[0].id), "まわる道", "週に二度", terms),
            (None, "雨の日", "電話で声をかける", Terms::default()),
        ]
        .map(|(id, title, body, terms)| package::NewPart {
            id,
            title,
            body,
            terms,
        });
        let new = NewPackage {
            title: "ついで便",
            summary: "荷物も言づても、ついでに運ぶ",
            audience: Audience::Network,
            parts: &parts,
            news: "雨の日のことを書き足した",
            from: None,
            takes: &[],
        };
        assert!(package::update(&mut tx, &row, &new).await.unwrap());
        tx.commit().await.unwrap();
        id
    }
}
