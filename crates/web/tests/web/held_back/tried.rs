//! The trial that is opened by paragraphs, what stands in it, and who reads what of it where.

use domain::{
    adaptation::Change,
    audience::Audience,
    challenge::Piece,
    event::RecordKind,
    id::{ChallengeId, ReflectionId, TrialId},
    package::{Cost, Terms},
    paragraph::{Field, Paragraph},
    spending::Bearer,
    trial::{Form, Measure},
};
use store::{
    adaptation,
    attachment::On,
    challenge, cost, diary,
    hand::{self, PieceKey},
    trial::{self, NewIndicator, NewMeasurement, NewTrial},
};
use web::access::table;

use crate::{
    client::Client,
    files::hung_on,
    round::Round,
    world::{Actor, World},
};

/// What nobody outside the circle reads, whatever of the trial is open: it was never opened, or never is by paragraphs.
pub const CIRCLES_OWN: [&str; 8] = [
    "伏せる段落",
    "伏せる場所",
    "伏せる昔の一日",
    "伏せる取り下げた日",
    "伏せる学び",
    "伏せる休みのわけ",
    "伏せる先の文",
    "77,777円",
];

/// What goes with what is counted.
pub const COUNTED: [&str; 12] = [
    "数える指標",
    "数える望み",
    "数える気づき",
    "数え直したわけ",
    "98,765",
    "98765",
    "数える一日",
    "数える方々",
    "数える費目",
    "54,321円",
    "54321",
    "数える写真",
];

const WHAT: &str = "見せる段落。\n\n伏せる段落。";

/// A round looked back on, whose challenge rests; nothing of it is open yet but the first wording.
pub struct Tried {
    pub world: World,
    pub challenge: ChallengeId,
    pub trial: TrialId,
    reflection: ReflectionId,
    pub seeds: Vec<(&'static str, String)>,
    withdrawn: String,
}

impl Tried {
    pub async fn new(audience: Audience) -> Self {
        let world = World::new().await;
        let round = Round::seed(&world).await;
        let trial = begun(&world, &round).await;
        let (seeds, withdrawn) = recorded(&world, trial).await;
        let reflection = looked_back(&world, trial).await;
        let mut one = Self {
            challenge: round.challenge,
            seeds: [
                ("{challenge}", round.challenge.to_string()),
                ("{adaptation}", round.adaptation.to_string()),
                ("{code}", world.town.to_string()),
                ("{reflection}", reflection.to_string()),
            ]
            .into_iter()
            .chain(seeds)
            .collect(),
            trial,
            reflection,
            withdrawn,
            world,
        };
        let wording = one.key(Piece::Wording);
        one.open(wording, audience, |one| one.place.field == Field::Gains)
            .await;
        one
    }

    pub fn key(&self, kind: Piece) -> PieceKey {
        let (id, number) = match kind {
            Piece::Wording => (self.challenge.uuid(), 1),
            Piece::Reflection => (self.reflection.uuid(), 0),
            _ => (self.trial.uuid(), 0),
        };
        PieceKey { kind, id, number }
    }

    /// Both hands for some paragraphs of a piece.
    pub async fn open(&mut self, key: PieceKey, audience: Audience, chosen: impl Fn(&Paragraph) -> bool) {
        for actor in [self.world.official, self.world.partner] {
            let mut tx = self.world.write(&actor).await;
            let row = challenge::find(&mut tx, self.challenge).await.unwrap().unwrap();
            let found = hand::passages(&mut tx, &row, key).await.unwrap().unwrap();
            let places: Vec<_> = found
                .paragraphs
                .iter()
                .filter(|(_, one)| chosen(one))
                .map(|(_, one)| one.place)
                .collect();
            assert!(!places.is_empty(), "nothing is chosen of {key:?}");
            hand::raise_for(&mut tx, &row, key, &places, audience)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }

    /// Every address somebody can ask about this trial and what stands around it.
    fn addresses(&self) -> Vec<String> {
        let mut all = Vec::new();
        for entry in table().iter().filter(|entry| entry.method == "GET") {
            for piece in [Piece::Trial, Piece::Reflection] {
                let mut path = entry.path.replace("{piece}", &self.key(piece).code());
                for (name, value) in &self.seeds {
                    path = path.replace(name, value);
                }
                if !path.contains('{') {
                    all.push(path);
                }
            }
        }
        for more in ["?indicator=1", "?after=9999.ffffffff-ffff-ffff-ffff-ffffffffffff"] {
            all.push(format!("/trials/{}/measurements{more}", self.trial));
            all.push(format!("/trials/{}/diary{more}", self.trial));
            all.push(format!("/trials/{}/costs{more}", self.trial));
        }
        all.push(format!("/diary/{}/history", self.withdrawn));
        all.sort();
        all.dedup();
        all
    }

    pub async fn client(&self, reader: Option<&Actor>) -> Client {
        match reader {
            Some(actor) => self.world.signed_in(actor).await,
            None => self.world.visitor(),
        }
    }

    /// Where one of these is read, as `words: path`.
    async fn reads(&self, reader: Option<&Actor>, words: &[&'static str]) -> Vec<(&'static str, String)> {
        let mut client = self.client(reader).await;
        let mut found = Vec::new();
        for path in self.addresses() {
            let body = client.get(&path).await.body;
            let some = words.iter().filter(|words| body.contains(**words));
            found.extend(some.map(|words| (*words, path.clone())));
        }
        found
    }

    pub async fn read_nowhere(&self, reader: Option<&Actor>, words: &[&'static str]) {
        let found = self.reads(reader, words).await;
        assert!(found.is_empty(), "{reader:?} reads {found:#?}");
    }

    /// That each of these is read on some page.
    pub async fn read_somewhere(&self, reader: Option<&Actor>, words: &[&'static str]) {
        let found = self.reads(reader, words).await;
        for words in words {
            assert!(
                found.iter().any(|(one, _)| one == words),
                "{reader:?} reads {words} nowhere"
            );
        }
    }

    /// Everybody outside the circle who wears a hat of the network.
    pub fn network(&self) -> [Actor; 3] {
        [self.world.colleague, self.world.elsewhere, self.world.outsider]
    }

    /// What hangs on records of the trial answers as if it were not there.
    pub async fn is_not_there(&self, reader: Option<&Actor>) {
        let mut client = self.client(reader).await;
        for (name, paths) in [
            ("{entry}", &["/diary/{entry}/edit", "/diary/{entry}/history"][..]),
            ("{cost}", &["/costs/{cost}/edit"][..]),
            ("{measurement}", &["/measurements/{measurement}/edit"][..]),
            (
                "{trial}",
                &[
                    "/trials/{trial}/diary",
                    "/trials/{trial}/costs",
                    "/trials/{trial}/costs.csv",
                    "/trials/{trial}/measurements",
                    "/trials/{trial}/measurements.csv",
                ][..],
            ),
            (
                "{attachment}",
                &["/files/{attachment}", "/files/{attachment}/preview"][..],
            ),
        ] {
            let (_, id) = self.seeds.iter().find(|(one, _)| *one == name).unwrap();
            for path in paths {
                client.get(&path.replace(name, id)).await.is(404);
            }
        }
    }
}

/// A trial of a revision whose parts say what they cost.
async fn begun(world: &World, round: &Round) -> TrialId {
    let mut tx = world.write(&world.partner).await;
    let on = adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let part = adaptation::NewPart {
        part: None,
        change: Change::Added,
        title: "燃料",
        body: "",
        reason: "",
        dialogue: None,
        voice: None,
        terms: Terms {
            cost: Cost::of(Some(77_777), Some(77_777)),
            ..Terms::default()
        },
    };
    adaptation::reshape(&mut tx, &on, "費用を書いた", &[part])
        .await
        .unwrap();
    let on = adaptation::find(&mut tx, round.adaptation)
        .await
        .unwrap()
        .unwrap();
    let new = NewTrial {
        round: 1,
        title: "二週間の水曜便",
        what: WHAT,
        place: "伏せる場所",
        begins: world.today(),
        ends: world.today(),
        indicators: &[NewIndicator {
            name: "数える指標",
            unit: "人",
            hope: "数える望み",
            baseline: None,
            form: Form::Data,
        }],
    };
    let id = trial::insert(&mut tx, &on, &new).await.unwrap();
    let row = challenge::find(&mut tx, round.challenge).await.unwrap().unwrap();
    let place = row.place.after(domain::phase::Step::TrialBegun).unwrap();
    challenge::advance(&mut tx, row.town, row.id, place, "trying")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// A value corrected, an entry written anew, another one taken back, a cost; and the entry that was taken back.
async fn recorded(world: &World, id: TrialId) -> (Vec<(&'static str, String)>, String) {
    let mut tx = world.write(&world.official).await;
    let row = trial::find(&mut tx, id).await.unwrap().unwrap();
    let value = |value| NewMeasurement {
        indicator: 1,
        day: world.today(),
        value: Measure(value),
        note: "数える気づき",
    };
    let measurement = trial::measure(&mut tx, &row, &value(9_000)).await.unwrap();
    let before = trial::find_measurement(&mut tx, measurement)
        .await
        .unwrap()
        .unwrap();
    trial::correct(&mut tx, &before, &value(98_765_000), "数え直したわけ")
        .await
        .unwrap();
    let told = |body, there| diary::NewEntry {
        day: world.today(),
        body,
        there,
        voice: None,
    };
    let entry = diary::insert(&mut tx, &row, &told("伏せる昔の一日", "伏せる昔の一日の方"))
        .await
        .unwrap();
    let before = diary::find(&mut tx, entry).await.unwrap().unwrap();
    trial::correct(&mut tx, &before, &told("数える一日", "数える方々"), "")
        .await
        .unwrap();
    let withdrawn = diary::insert(&mut tx, &row, &told("伏せる取り下げた日", ""))
        .await
        .unwrap();
    let before = diary::find(&mut tx, withdrawn).await.unwrap().unwrap();
    trial::withdraw(&mut tx, &before, "別の日のことだった")
        .await
        .unwrap();
    let new = cost::NewCost {
        day: world.today(),
        what: "数える費目",
        amount: 54_321,
        bearer: Bearer::Town,
        note: "",
    };
    let spent = cost::insert(&mut tx, &row, &new).await.unwrap();
    tx.commit().await.unwrap();
    let on = On {
        town: world.town,
        kind: RecordKind::Entry,
        record: entry.uuid(),
    };
    let photo = hung_on(world, on, "数える写真").await;
    let seeds = vec![
        ("{attachment}", photo.to_string()),
        ("{trial}", id.to_string()),
        ("{measurement}", measurement.to_string()),
        ("{entry}", entry.to_string()),
        ("{cost}", spent.to_string()),
    ];
    (seeds, withdrawn.to_string())
}

/// Concludes it and looks back; the challenge rests then.
async fn looked_back(world: &World, id: TrialId) -> ReflectionId {
    let mut official = world.signed_in(&world.official).await;
    let mut partner = world.signed_in(&world.partner).await;
    let path = format!("/trials/{id}");
    official.post(&format!("{path}/conclusion"), &[]).await.is(303);
    official
        .post(&format!("{path}/first-text"), &[("learnt", "伏せる先の文")])
        .await
        .is(303);
    let until = world.today().plus(30).to_string();
    let fields = [
        ("learnt", "見せる学び。\n\n伏せる学び。"),
        ("next_question", "雨の日はどうする？"),
        ("onward", "rest"),
        ("until", until.as_str()),
        ("reason", "伏せる休みのわけ"),
    ];
    partner
        .post(&format!("{path}/first-text"), &[("learnt", "人がいる")])
        .await
        .is(303);
    partner
        .post(&format!("{path}/first-text/opening"), &[])
        .await
        .is(303);
    let made = partner.post(&format!("{path}/reflection"), &fields).await.is(303);
    let reflection = made.location().split('?').next().unwrap().to_owned();
    for client in [&mut official, &mut partner] {
        client
            .post(&format!("{reflection}/signature"), &[("number", "1")])
            .await
            .is(303);
    }
    reflection.rsplit('/').next().unwrap().parse().unwrap()
}
