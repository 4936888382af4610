//! 今日: what waits for the person under the hat they wear. One statement; every part of it begins with the rows of
//! their own seat, so its cost does not grow with the nation.

use domain::{
    Coded, Day,
    consultation::FRESH,
    introduction,
    today::{LATELY, SOON, Waiting},
};
use uuid::Uuid;

use crate::{
    ReadTx, Result,
    value::{FromRow, Row, params},
};

/// The most of each kind.
pub const MOST: i64 = 20;

/// Something that waits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it waits for.
    pub waiting: Waiting,
    /// The record to go to: a dialogue, challenge, adaptation, trial, introduction, or for requests the person's.
    pub record: Uuid,
    /// Its title, or the name of who asks.
    pub title: String,
    /// The town's or partner's name.
    pub of: String,
    /// The day it is about, if there is one.
    pub day: Option<Day>,
}

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self> {
        Ok(Self {
            waiting: row.code()?,
            record: row.take()?,
            title: row.take()?,
            of: row.take()?,
            day: row.take()?,
        })
    }
}

/// The challenges of one's circles, their current wording, and their town.
macro_rules! mine {
    ($rest:literal) => {
        concat!(
            "FROM circle_members m JOIN challenges c ON c.town = m.town AND c.id = m.challenge \
             JOIN municipalities t ON t.code = c.town ",
            $rest,
            " AND m.seat = $1 AND m.left_at IS NULL"
        )
    };
}

// A hand for everyone answers one for the network too: who was asked for less and gave more is not asked again.
const LIST: &str = concat!(
    "SELECT * FROM (SELECT CASE WHEN d.kind = 'consultation' THEN d.kind ELSE 'presence' END AS kind, d.id AS record, d.title AS title, t.name AS place, d.held_on AS day \
     FROM dialogue_participants p JOIN dialogues d ON d.town = p.town AND d.id = p.dialogue \
     JOIN municipalities t ON t.code = d.town WHERE p.seat = $1 AND p.confirmed_at IS NULL \
     AND (d.kind <> 'consultation' OR d.held_on >= $11) ORDER BY d.id DESC LIMIT $6) k1 ",
    "UNION ALL SELECT * FROM (SELECT 'words', d.id, d.title, t.name, NULLIF(t.name, t.name) FROM dialogue_participants p \
     JOIN dialogues d ON d.town = p.town AND d.id = p.dialogue JOIN municipalities t ON t.code = d.town \
     WHERE p.seat = $1 AND d.said > p.read_to \
     AND (d.kind <> 'consultation' OR p.confirmed_at IS NOT NULL) ORDER BY d.changed_at DESC LIMIT $6) k11 ",
    "UNION ALL SELECT * FROM (SELECT 'signature', c.id, r.title, t.name, NULLIF(t.name, t.name) ",
    mine!(
        "JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = c.revision \
        WHERE m.owner AND c.phase <> 'resting' AND NOT EXISTS (SELECT 1 FROM signatures s WHERE s.town = c.town \
        AND s.challenge = c.id AND s.number = c.revision AND s.side = $2 \
        AND COALESCE(s.of_town, '') = COALESCE($8, ''))"
    ),
    " ORDER BY c.id DESC LIMIT $6) k2 ",
    "UNION ALL SELECT * FROM (SELECT 'move', a.id, a.title, t.name, NULLIF(t.name, t.name) ",
    mine!(
        "JOIN adaptations a ON a.town = c.town AND a.challenge = c.id \
        JOIN adaptation_revisions v ON v.town = a.town AND v.adaptation = a.id AND v.number = a.revision \
        WHERE a.standing = 'open' AND v.side <> $2 AND c.phase <> 'resting' AND NOT EXISTS (SELECT 1 FROM moves o \
        WHERE o.town = a.town AND o.adaptation = a.id AND o.number = a.revision) AND NOT EXISTS (SELECT 1 FROM trials i \
        WHERE i.town = a.town AND i.adaptation = a.id AND i.number = a.revision)"
    ),
    " ORDER BY a.id DESC LIMIT $6) k3 ",
    "UNION ALL SELECT * FROM (SELECT CASE WHEN i.ends < $3 THEN 'conclude' ELSE 'measure' END, i.id, i.title, t.name, i.ends ",
    mine!(
        "JOIN trials i ON i.town = c.town AND i.challenge = c.id \
        WHERE i.concluded_on IS NULL AND i.begins <= $3"
    ),
    " ORDER BY i.id DESC LIMIT $6) k4 ",
    "UNION ALL SELECT * FROM (SELECT 'reflect', i.id, i.title, t.name, i.write_until ",
    mine!(
        "JOIN trials i ON i.town = c.town AND i.id = (SELECT n.id FROM trials n WHERE n.town = c.town \
        AND n.challenge = c.id ORDER BY n.id DESC LIMIT 1) WHERE c.phase = 'reflecting' AND i.concluded_on IS NOT NULL \
        AND i.firsts_opened_at IS NULL AND i.write_until >= $3 AND NOT EXISTS (SELECT 1 FROM first_texts x \
        WHERE x.town = i.town AND x.trial = i.id AND x.seat = $1)"
    ),
    " ORDER BY i.id DESC LIMIT $6) k5 ",
    "UNION ALL SELECT * FROM (SELECT 'together', i.id, i.title, t.name, NULLIF(t.name, t.name) ",
    mine!(
        "JOIN trials i ON i.town = c.town AND i.id = (SELECT n.id FROM trials n WHERE n.town = c.town \
        AND n.challenge = c.id ORDER BY n.id DESC LIMIT 1) LEFT JOIN reflections f ON f.town = i.town AND f.trial = i.id \
        WHERE c.phase = 'reflecting' AND (i.firsts_opened_at IS NOT NULL OR i.write_until < $3) \
        AND f.settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM reflection_signatures s WHERE s.town = f.town \
        AND s.reflection = f.id AND s.number = f.revision AND s.side = $2 \
        AND COALESCE(s.of_town, '') = COALESCE($8, ''))"
    ),
    " ORDER BY i.id DESC LIMIT $6) k12 ",
    "UNION ALL SELECT * FROM (SELECT 'wake', c.id, r.title, t.name, c.rest_until ",
    mine!(
        "JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = c.revision \
        WHERE c.phase = 'resting' AND c.rest_until <= $4"
    ),
    " ORDER BY c.id DESC LIMIT $6) k6 ",
    "UNION ALL SELECT * FROM (SELECT DISTINCT 'hand', c.id, r.title, t.name, NULLIF(t.name, t.name) ",
    mine!(
        "JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = c.revision \
        WHERE m.owner AND (EXISTS (SELECT 1 FROM hands h WHERE h.town = c.town AND h.challenge = c.id \
        AND COALESCE(h.of_town, '') <> COALESCE($8, '') AND NOT EXISTS \
        (SELECT 1 FROM hands b WHERE b.town = h.town AND b.challenge = h.challenge AND b.kind = h.kind \
        AND b.piece = h.piece AND b.number = h.number AND b.audience IN (h.audience, 'public') \
        AND COALESCE(b.of_town, '') = COALESCE($8, ''))) \
        OR EXISTS (SELECT 1 FROM paragraph_hands h WHERE h.town = c.town AND h.challenge = c.id \
        AND COALESCE(h.of_town, '') <> COALESCE($8, '') AND NOT EXISTS \
        (SELECT 1 FROM hands b WHERE b.town = h.town AND b.challenge = h.challenge AND b.kind = h.kind \
        AND b.piece = h.piece AND b.number = h.number AND COALESCE(b.of_town, '') = COALESCE($8, '')) AND NOT EXISTS \
        (SELECT 1 FROM paragraph_hands b WHERE b.town = h.town AND b.challenge = h.challenge AND b.kind = h.kind \
        AND b.piece = h.piece AND b.number = h.number AND b.place = h.place \
        AND COALESCE(b.of_town, '') = COALESCE($8, ''))))"
    ),
    " ORDER BY 2 DESC LIMIT $6) k7 ",
    "UNION ALL SELECT * FROM (SELECT 'join', q.id, n.name, t.name, NULLIF(t.name, t.name) FROM join_requests q \
     JOIN persons n ON n.id = q.person JOIN municipalities t ON t.code = q.town \
     WHERE q.town = $5 AND q.answer IS NULL ORDER BY q.id DESC LIMIT $6) k8 ",
    "UNION ALL SELECT * FROM (SELECT 'join', q.id, n.name, t.name, NULLIF(t.name, t.name) FROM join_requests q \
     JOIN persons n ON n.id = q.person JOIN partners t ON t.id = q.partner \
     WHERE q.partner = $7 AND q.answer IS NULL ORDER BY q.id DESC LIMIT $6) k9 ",
    "UNION ALL SELECT * FROM (SELECT 'letter', v.id, SUBSTR(v.words, 1, 60), t.name, NULLIF(t.name, t.name) FROM voices v \
     JOIN municipalities t ON t.code = v.town WHERE v.town = $8 AND v.standing IN ('waiting', 'second') AND NOT EXISTS \
     (SELECT 1 FROM voice_reviews r WHERE r.town = v.town AND r.voice = v.id AND r.person = $9) \
     ORDER BY v.id LIMIT $6) k10 ",
    "UNION ALL SELECT * FROM (SELECT 'town', c.id, r.title, n.name, NULLIF(t.name, t.name) ",
    mine!(
        "JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = c.revision \
        JOIN joint_towns j ON j.town = c.town AND j.challenge = c.id AND j.standing = 'offered' \
        JOIN municipalities n ON n.code = j.joining WHERE m.owner AND c.town = $8"
    ),
    " ORDER BY c.id DESC LIMIT $6) k12 ",
    "UNION ALL SELECT * FROM (SELECT 'town', c.id, r.title, t.name, NULLIF(t.name, t.name) FROM joint_towns j \
     JOIN challenges c ON c.town = j.town AND c.id = j.challenge JOIN municipalities t ON t.code = c.town \
     JOIN challenge_revisions r ON r.town = c.town AND r.challenge = c.id AND r.number = (SELECT MAX(x.number) \
     FROM challenge_revisions x WHERE x.town = c.town AND x.challenge = c.id AND x.audience IN ('network', 'public')) \
     WHERE j.joining = $8 AND j.standing = 'asked' ORDER BY c.id DESC LIMIT $6) k13 ",
    "UNION ALL SELECT * FROM (SELECT 'told', w.procurement, SUBSTR(w.told, 1, 60), t.name, w.told_on \
     FROM procurement_answers w JOIN municipalities t ON t.code = w.town WHERE w.town = $8 AND w.shown_at IS NULL \
     ORDER BY w.id LIMIT $6) k14 ",
    "UNION ALL SELECT * FROM (SELECT 'shown', p.id, SUBSTR(w.told, 1, 60), t.name, w.told_on ",
    mine!(
        "JOIN procurements p ON p.town = c.town AND p.challenge = c.id \
        JOIN procurement_answers w ON w.town = p.town AND w.procurement = p.id WHERE m.side = 'partner' \
        AND w.shown_at >= $10"
    ),
    " ORDER BY w.id DESC LIMIT $6) k15 ",
    "UNION ALL SELECT * FROM (SELECT 'consultation', d.id, d.title, t.name, d.held_on FROM dialogues d \
     JOIN municipalities t ON t.code = d.town WHERE d.town = $8 AND d.kind = 'consultation' AND d.audience = 'town' \
     AND d.held_on >= $11 AND NOT EXISTS (SELECT 1 FROM dialogue_participants p WHERE p.town = d.town \
     AND p.dialogue = d.id AND p.seat = $1) ORDER BY d.held_on DESC, d.id DESC LIMIT $6) k16 ",
    "UNION ALL SELECT * FROM (SELECT 'introduction', i.id, SUBSTR(i.words, 1, 60), n.name, NULLIF(n.name, n.name) \
     FROM introductions i JOIN persons n ON n.id = i.introducer_person WHERE ((i.first = $1 AND i.first_wish IS NULL) \
     OR (i.second = $1 AND i.second_wish IS NULL)) AND NOT i.withdrawn AND i.asked_at >= $12 \
     AND COALESCE(i.first_wish, 'talk') = 'talk' AND COALESCE(i.second_wish, 'talk') = 'talk' \
     ORDER BY i.id DESC LIMIT $6) k17 ",
    "UNION ALL SELECT * FROM (SELECT 'correction_request', q.id, SUBSTR(q.words, 1, 60), t.name, NULLIF(t.name, t.name) \
     FROM correction_requests q JOIN municipalities t ON t.code = q.town WHERE q.town = $8 AND q.outcome IS NULL \
     ORDER BY q.id LIMIT $6) k18"
);

/// What waits for the viewer on a day, the kinds in their order and within a kind the nearest day first.
pub async fn list(tx: &mut ReadTx, today: Day) -> Result<Vec<Line>> {
    let viewer = *tx.viewer();
    let side = viewer.side().map(Coded::code).unwrap_or_default();
    let town = viewer.town().filter(|town| viewer.administers_town(*town));
    let partner = viewer
        .partner()
        .filter(|partner| viewer.administers_partner(*partner));
    let values = params![
        viewer.seat(),
        side,
        today,
        today.plus(SOON),
        town,
        MOST,
        partner,
        viewer.town(),
        viewer.person,
        today.plus(-LATELY).midnight(),
        today.plus(-FRESH),
        today.midnight().plus(-introduction::LASTS)
    ];
    let mut lines: Vec<Line> = tx.all(LIST, values).await?;
    lines.sort_by(|one, other| {
        (one.waiting, one.day.is_none(), one.day).cmp(&(other.waiting, other.day.is_none(), other.day))
    });
    Ok(lines)
}
