//! What a challenge is about, and the shelves it is found on: a row for each of its topics in each of its places, so that
//! a list by field, goal, prefecture or town reads one stretch of an index, however many challenges the nation has.

use domain::{
    MunicipalityCode,
    id::ChallengeId,
    topic::{Topic, Topics},
};

use super::{Challenge, note};
use crate::{Result, WriteTx, value::params};

const TOPICS: &str = "SELECT topics FROM challenges WHERE town = $1 AND id = $2";
const NAME: &str = "UPDATE challenges SET topics = $3 WHERE town = $1 AND id = $2";
const CLEAR: &str = "DELETE FROM challenge_shelves WHERE town = $1 AND challenge = $2";

/// The rows of one place.
macro_rules! shelf {
    ($place:literal) => {
        concat!(
            "SELECT c.town, c.id, $3, ",
            $place,
            ", c.audience, c.changed_at FROM challenges c WHERE c.town = $1 AND c.id = $2"
        )
    };
}
/// The rows of one place of each town that joined.
macro_rules! joined {
    ($place:literal) => {
        concat!(
            "SELECT c.town, c.id, $3, ",
            $place,
            ", c.audience, c.changed_at FROM challenges c JOIN joint_towns j ON j.town = c.town AND j.challenge = c.id \
             AND j.standing = 'joined' WHERE c.town = $1 AND c.id = $2"
        )
    };
}
const FILL: &str = concat!(
    "INSERT INTO challenge_shelves (town, challenge, topic, place, audience, changed_at) ",
    shelf!("''"),
    " UNION ",
    shelf!("c.town"),
    " UNION ",
    shelf!("SUBSTR(c.town, 1, 2)"),
    " UNION ",
    joined!("j.joining"),
    " UNION ",
    joined!("SUBSTR(j.joining, 1, 2)")
);
const FOLLOW: &str = "UPDATE challenge_shelves SET \
    audience = (SELECT c.audience FROM challenges c WHERE c.town = $1 AND c.id = $2), \
    changed_at = (SELECT c.changed_at FROM challenges c WHERE c.town = $1 AND c.id = $2) \
    WHERE town = $1 AND challenge = $2";

/// Puts a challenge on its shelves anew: when it is opened, when its topics or its towns change.
pub(crate) async fn shelve(tx: &mut WriteTx, town: MunicipalityCode, id: ChallengeId) -> Result<()> {
    let codes: Option<String> = tx.one(TOPICS, params![town, id]).await?;
    tx.run(CLEAR, params![town, id]).await?;
    let topics = Topics::read(&codes.unwrap_or_default());
    for topic in std::iter::once("").chain(topics.all().map(Topic::code)) {
        tx.run(FILL, params![town, id, topic]).await?;
    }
    Ok(())
}

/// Lets the shelves follow a change of the challenge's audience or of when it changed. Whatever writes one of these two
/// columns calls this.
pub(crate) async fn follow(tx: &mut WriteTx, town: MunicipalityCode, id: ChallengeId) -> Result<()> {
    tx.run(FOLLOW, params![town, id]).await?;
    Ok(())
}

/// Says what a challenge is about, instead of what was said before. Its understanding is not changed by this.
pub async fn name_topics(tx: &mut WriteTx, challenge: &Challenge, topics: &Topics) -> Result<()> {
    let (before, after) = (challenge.topics.codes(), topics.codes());
    tx.run(NAME, params![challenge.town, challenge.id, &after])
        .await?;
    shelve(tx, challenge.town, challenge.id).await?;
    note(
        tx,
        challenge.town,
        challenge.id,
        "topics_named",
        Some(&before),
        &after,
    )
    .await
}
