//! Random people do random things to one challenge, through the router: nothing leaks, no revision is lost, and the
//! challenge never stands where the loop has no place.

use std::collections::BTreeMap;

use domain::{Coded, audience::Audience, moves, phase::Phase, reflection::Onward, viewer::Side};
use proptest::{prelude::*, test_runner::Config};
use store::{adaptation, challenge};

use crate::{client::Client, round::Round, world::World};

/// Who may try something; the circle comes first.
const PEOPLE: [&str; 8] = [
    "official",
    "partner",
    "colleague",
    "admin",
    "outsider",
    "elsewhere",
    "professional",
    "anonymous",
];

/// Something somebody tries.
#[derive(Clone, Debug)]
enum Act {
    Word,
    WordOnAnOlder,
    Sign,
    Revise,
    Move(moves::Kind),
    Raise(usize, Option<Audience>),
    Try,
    Conclude,
    WriteFirst,
    OpenFirsts,
    Reflect(Onward),
    SignReflection,
    Rest,
    Wake,
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act)>> {
    let audience = prop_oneof![
        Just(Some(Audience::Network)),
        Just(Some(Audience::Public)),
        Just(None)
    ];
    let act = prop_oneof![
        3 => Just(Act::Word),
        1 => Just(Act::WordOnAnOlder),
        2 => Just(Act::Sign),
        2 => Just(Act::Revise),
        2 => proptest::sample::select(moves::Kind::ALL).prop_map(Act::Move),
        6 => (0..4_usize, audience).prop_map(|(number, audience)| Act::Raise(number, audience)),
        3 => Just(Act::Try),
        3 => Just(Act::Conclude),
        4 => Just(Act::WriteFirst),
        3 => Just(Act::OpenFirsts),
        3 => proptest::sample::select(Onward::ALL).prop_map(Act::Reflect),
        3 => Just(Act::SignReflection),
        1 => Just(Act::Rest),
        2 => Just(Act::Wake),
    ];
    // The circle tries most; whoever stands outside tries too.
    let who = prop_oneof![4 => Just(0_usize), 4 => Just(1), 1 => 2..PEOPLE.len()];
    proptest::collection::vec((who, act), 1..18)
}

/// What must be true, kept beside what is tried.
struct Model {
    /// A mark in each wording, the first one first.
    wordings: Vec<String>,
    /// A mark in each revision of the adaptation.
    revisions: Vec<String>,
    /// The hands up for a wording, by its number and side.
    hands: BTreeMap<(usize, Side), Audience>,
    /// The newest trial.
    trial: Option<String>,
    /// The newest text about one.
    reflection: Option<String>,
}

impl Model {
    /// To whom a wording is open: as far as both sides hold a hand up for it.
    fn audience(&self, number: usize) -> Audience {
        let hand = |side| self.hands.get(&(number, side)).copied();
        hand(Side::Town)
            .zip(hand(Side::Partner))
            .map_or(Audience::Circle, |(town, partner)| town.min(partner))
    }

    fn may_read(&self, number: usize, who: &str) -> bool {
        match self.audience(number) {
            Audience::Public => true,
            Audience::Network => !matches!(who, "anonymous" | "professional"),
            _ => false,
        }
    }
}

struct Play {
    world: World,
    round: Round,
    model: Model,
}

impl Play {
    async fn begin() -> Self {
        let world = World::new().await;
        let round = Round::seed(&world).await;
        let model = Model {
            wordings: vec!["週に一度の移動販売がなくなった。".into()],
            revisions: vec!["型のまま始める".into()],
            hands: BTreeMap::new(),
            trial: None,
            reflection: None,
        };
        Self { world, round, model }
    }

    async fn client(&self, who: &str) -> Client {
        match self.world.actor(who) {
            Some(actor) => self.world.signed_in(&actor).await,
            None => self.world.visitor(),
        }
    }

    /// Tries it; answers nothing that is an error of ours.
    #[expect(clippy::too_many_lines, reason = "one form after the other")]
    async fn attempt(&mut self, who: usize, act: &Act) {
        let name = PEOPLE[who];
        let mut client = self.client(name).await;
        let challenge = format!("/challenges/{}", self.round.challenge);
        let adaptation = format!("/adaptations/{}", self.round.adaptation);
        let (wordings, revisions) = (self.model.wordings.len(), self.model.revisions.len());
        let today = self.world.today().to_string();
        let later = self.world.today().plus(30).to_string();
        let mark = format!("しるし{}番", wordings + revisions);
        let (path, fields): (String, Vec<(&str, String)>) = match act {
            Act::Word | Act::WordOnAnOlder => {
                let base = if matches!(act, Act::Word) {
                    wordings
                } else {
                    wordings - 1
                };
                let fields = vec![
                    ("base", base.to_string()),
                    ("title", "ことば".into()),
                    ("purpose", "歩いて買える".into()),
                    ("gains", "川上の方".into()),
                    ("wording", mark.clone()),
                    ("because", "聞いたから".into()),
                ];
                (format!("{challenge}/wordings"), fields)
            }
            Act::Sign => (
                format!("{challenge}/signature"),
                vec![("number", wordings.to_string())],
            ),
            Act::Revise => {
                let fields = vec![
                    ("base", revisions.to_string()),
                    ("summary", mark.clone()),
                    ("change-1", "kept".into()),
                    ("change-2", "kept".into()),
                ];
                (format!("{adaptation}/revisions"), fields)
            }
            Act::Move(kind) => {
                let fields = vec![
                    ("number", revisions.to_string()),
                    ("kind", kind.code().into()),
                    ("words", "話しましょう".into()),
                    ("until", later),
                    ("keep", "頼む方法".into()),
                ];
                (format!("{adaptation}/moves"), fields)
            }
            Act::Raise(number, audience) => {
                let fields = vec![
                    ("kind", "wording".into()),
                    ("piece", self.round.challenge.to_string()),
                    ("number", (number % wordings + 1).to_string()),
                    ("audience", audience.map_or("", Coded::code).into()),
                ];
                (format!("{challenge}/hands"), fields)
            }
            Act::Try => {
                let fields = vec![
                    ("title", "水曜便".into()),
                    ("what", "運んでみる".into()),
                    ("begins", today.clone()),
                    ("ends", today),
                    ("name-1", "来た人".into()),
                    ("unit-1", "人".into()),
                    ("unpaid", "1".into()),
                ];
                (format!("{adaptation}/trials"), fields)
            }
            Act::Conclude | Act::WriteFirst | Act::OpenFirsts | Act::Reflect(_) | Act::SignReflection => {
                let Some(trial) = self.model.trial.clone() else {
                    return;
                };
                match act {
                    Act::WriteFirst => {
                        let first = format!("{trial}/first-text");
                        (first, vec![("learnt", "わかった".into())])
                    }
                    Act::OpenFirsts => (format!("{trial}/first-text/opening"), Vec::new()),
                    Act::SignReflection => {
                        let Some(reflection) = self.model.reflection.clone() else {
                            return;
                        };
                        let number = vec![("number", "1".into())];
                        (format!("{reflection}/signature"), number)
                    }
                    Act::Reflect(way) => {
                        let fields = vec![
                            ("learnt", "学んだ".into()),
                            ("next_question", "次は？".into()),
                            ("onward", way.code().into()),
                            ("until", later),
                            ("reason", "船を待つ".into()),
                        ];
                        (format!("{trial}/reflection"), fields)
                    }
                    _ => (format!("{trial}/conclusion"), Vec::new()),
                }
            }
            Act::Rest => (
                format!("{challenge}/rest"),
                vec![("until", later), ("reason", "年末".into())],
            ),
            Act::Wake => (format!("{challenge}/waking"), Vec::new()),
        };
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = client.post(&path, &fields).await;
        let status = answer.status.as_u16();
        assert!(status < 500, "{name} {act:?}: {status}");
        if status != 303 {
            return;
        }
        assert!(who < 2, "{name} stands outside the circle and did {act:?}");
        let side = if who == 0 { Side::Town } else { Side::Partner };
        match act {
            Act::Word => self.model.wordings.push(mark),
            Act::WordOnAnOlder => panic!("a wording on an older one was taken"),
            Act::Revise => self.model.revisions.push(mark),
            Act::Raise(number, Some(audience)) => {
                // Raising again less far changes nothing: taking back does.
                let up = self.model.hands.entry((number % wordings + 1, side));
                up.and_modify(|before| *before = (*before).max(*audience))
                    .or_insert(*audience);
            }
            Act::Raise(number, None) => {
                self.model.hands.remove(&(number % wordings + 1, side));
            }
            Act::Try => self.model.trial = Some(answer.location().split('?').next().unwrap().to_owned()),
            Act::Reflect(_) => {
                self.model.reflection = Some(answer.location().split('?').next().unwrap().to_owned());
            }
            _ => {}
        }
    }

    /// The loop has a place for where it stands, and every revision is there.
    async fn stands(&self) {
        let mut tx = self.world.read(&self.world.official).await;
        let row = challenge::find(&mut tx, self.round.challenge)
            .await
            .unwrap()
            .unwrap();
        let resting = row.place.phase == Phase::Resting;
        assert_eq!(row.place.resume.is_some(), resting, "{:?}", row.place);
        assert_eq!(row.place.rest_until.is_some(), resting, "{:?}", row.place);
        assert!(row.place.round >= 1 && row.place.resume != Some(Phase::Resting));
        let mut kept: Vec<String> = Vec::new();
        let mut before = None;
        loop {
            let (found, next) = challenge::revisions(&mut tx, row.town, row.id, before)
                .await
                .unwrap();
            kept.extend(found.into_iter().map(|one| one.wording));
            before = next;
            if before.is_none() {
                break;
            }
        }
        kept.reverse();
        assert_eq!(kept, self.model.wordings);
        let row = adaptation::find(&mut tx, self.round.adaptation)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(row.revision, i64::try_from(self.model.revisions.len()).unwrap());
    }

    /// Whoever stands outside reads the wordings open to them, and no mark of another.
    async fn leaks_nothing(&self) {
        let challenge = format!("/challenges/{}", self.round.challenge);
        for who in &PEOPLE[2..] {
            let mut client = self.client(who).await;
            let list = client.get(&format!("{challenge}/wordings")).await;
            let mut read = list.body.clone();
            for path in [challenge.as_str(), "/challenges", "/home"] {
                read.push_str(&client.get(path).await.body);
            }
            let path = format!("/adaptations/{}", self.round.adaptation);
            assert_eq!(
                client.get(&path).await.status.as_u16(),
                404,
                "{who} sees the adaptation"
            );
            for (number, mark) in (1..).zip(&self.model.wordings) {
                let may = self.model.may_read(number, who);
                if !may {
                    assert!(!read.contains(mark.as_str()), "{who} reads wording {number}");
                } else if list.status.as_u16() == 200 {
                    assert!(
                        list.body.contains(mark.as_str()),
                        "{who} does not read wording {number}"
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 20, failure_persistence: None, ..Config::default() })]
    #[test]
    fn random_people_leak_nothing_lose_nothing_and_stay_in_the_loop(acts in acts()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut play = Play::begin().await;
            for (who, act) in &acts {
                play.attempt(*who, act).await;
                play.stands().await;
            }
            play.leaks_nothing().await;
        });
    }
}

#[tokio::test]
async fn what_the_circle_tries_is_taken() {
    let mut play = Play::begin().await;
    let public = Some(Audience::Public);
    let acts = [
        (0, Act::Word),
        (1, Act::Sign),
        (1, Act::Revise),
        (0, Act::Raise(0, public)),
        (1, Act::Raise(0, public)),
        (0, Act::Try),
    ];
    for (who, act) in &acts {
        play.attempt(*who, act).await;
        play.stands().await;
    }
    assert_eq!((play.model.wordings.len(), play.model.revisions.len()), (2, 2));
    assert_eq!(
        (play.model.audience(1), play.model.audience(2)),
        (Audience::Public, Audience::Circle)
    );
    assert!(play.model.trial.is_some());
    play.leaks_nothing().await;
}
