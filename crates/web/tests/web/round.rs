//! One round's records, seeded through the store: the official and the partner in one circle.

use domain::{
    audience::Audience,
    dialogue::{Kind, Participant, Presence},
    id::{ChallengeId, DialogueId, VoiceId},
    phase::{Place, Step},
    viewer::Side,
    voice::{Consent, Speaker},
};
use store::{
    challenge::{NewChallenge, NewWording},
    circle::NewMember,
    dialogue::NewDialogue,
    voice::NewVoice,
};

use crate::world::World;

/// What was seeded. Nothing of it is open beyond the circle.
pub struct Round {
    /// A visit of both, read by themselves only.
    pub dialogue: DialogueId,
    /// A voice heard there that may become public.
    pub voice: VoiceId,
    /// The challenge worded from it, co-owned by both.
    pub challenge: ChallengeId,
}

impl Round {
    /// Seeds it.
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
        Self {
            dialogue,
            voice,
            challenge,
        }
    }
}
