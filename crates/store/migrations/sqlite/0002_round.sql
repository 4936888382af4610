-- One whole round: dialogue, voice, challenge, package, adaptation, move, trial, reflection.
-- Every row of a town is keyed by (town, id).

CREATE TABLE dialogues (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  partner BLOB REFERENCES partners (id),
  challenge BLOB,
  kind TEXT NOT NULL,
  held_on TEXT NOT NULL,
  starts TEXT,
  place TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL,
  recorded_by BLOB NOT NULL REFERENCES persons (id),
  recorded_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (town, id)
) STRICT;
CREATE UNIQUE INDEX dialogues_id ON dialogues (id);
CREATE INDEX dialogues_by_day ON dialogues (town, held_on, id);
CREATE INDEX dialogues_by_challenge ON dialogues (town, challenge, held_on, id);
CREATE INDEX dialogues_by_audience ON dialogues (audience, held_on, id);

CREATE TABLE dialogue_participants (
  town TEXT NOT NULL,
  dialogue BLOB NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  side TEXT NOT NULL,
  person BLOB REFERENCES persons (id),
  seat BLOB,
  confirmed_at INTEGER,
  PRIMARY KEY (town, dialogue, position),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
) STRICT;
CREATE INDEX dialogue_participants_by_seat ON dialogue_participants (seat, town, dialogue);

CREATE TABLE challenges (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  origin BLOB NOT NULL,
  phase TEXT NOT NULL,
  resume TEXT,
  rest_until TEXT,
  rest_reason TEXT NOT NULL DEFAULT '',
  everyday INTEGER NOT NULL DEFAULT FALSE,
  round INTEGER NOT NULL DEFAULT 1,
  revision INTEGER NOT NULL,
  audience TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, origin) REFERENCES dialogues (town, id)
) STRICT;
CREATE UNIQUE INDEX challenges_id ON challenges (id);
CREATE INDEX challenges_by_change ON challenges (town, changed_at, id);
CREATE INDEX challenges_by_audience ON challenges (audience, changed_at, id);
CREATE INDEX challenges_resting ON challenges (phase, rest_until, id);

CREATE TABLE challenge_revisions (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  purpose TEXT NOT NULL,
  gains TEXT NOT NULL,
  wording TEXT NOT NULL,
  because TEXT NOT NULL DEFAULT '',
  dialogue BLOB,
  voice BLOB,
  author BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, challenge, number),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;

CREATE TABLE circle_members (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  owner INTEGER NOT NULL DEFAULT FALSE,
  joined_at INTEGER NOT NULL,
  left_at INTEGER,
  PRIMARY KEY (town, challenge, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE INDEX circle_members_by_seat ON circle_members (seat, town, challenge);

CREATE TABLE signatures (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  number INTEGER NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (town, challenge, number, seat),
  FOREIGN KEY (town, challenge, number) REFERENCES challenge_revisions (town, challenge, number)
) STRICT;

CREATE TABLE voices (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  dialogue BLOB,
  challenge BLOB,
  words TEXT NOT NULL,
  speaker TEXT NOT NULL,
  described TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL,
  audience TEXT NOT NULL,
  recorded_by BLOB NOT NULL REFERENCES persons (id),
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
) STRICT;
CREATE UNIQUE INDEX voices_id ON voices (id);
CREATE INDEX voices_by_dialogue ON voices (town, dialogue, id);
CREATE INDEX voices_by_challenge ON voices (town, challenge, id);

CREATE TABLE packages (
  id BLOB NOT NULL PRIMARY KEY,
  town TEXT REFERENCES municipalities (code),
  partner BLOB REFERENCES partners (id),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  audience TEXT NOT NULL,
  made_by BLOB NOT NULL REFERENCES persons (id),
  made_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK ((town IS NULL) <> (partner IS NULL))
) STRICT;
CREATE INDEX packages_by_audience ON packages (audience, changed_at, id);
CREATE INDEX packages_by_partner ON packages (partner, changed_at, id);
CREATE INDEX packages_by_town ON packages (town, changed_at, id);

CREATE TABLE package_parts (
  package BLOB NOT NULL REFERENCES packages (id),
  version INTEGER NOT NULL,
  id BLOB NOT NULL,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (package, version, id)
) STRICT;

CREATE TABLE adaptations (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  package BLOB REFERENCES packages (id),
  package_version INTEGER,
  title TEXT NOT NULL,
  revision INTEGER NOT NULL,
  standing TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE UNIQUE INDEX adaptations_id ON adaptations (id);
CREATE INDEX adaptations_by_challenge ON adaptations (town, challenge, id);
CREATE INDEX adaptations_by_package ON adaptations (package, id);

CREATE TABLE adaptation_revisions (
  town TEXT NOT NULL,
  adaptation BLOB NOT NULL,
  number INTEGER NOT NULL,
  summary TEXT NOT NULL,
  author BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, adaptation, number),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
) STRICT;

CREATE TABLE adaptation_parts (
  town TEXT NOT NULL,
  adaptation BLOB NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  part BLOB,
  change TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  dialogue BLOB,
  voice BLOB,
  PRIMARY KEY (town, adaptation, number, position),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
) STRICT;

CREATE TABLE moves (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  adaptation BLOB NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  until TEXT,
  keep TEXT NOT NULL DEFAULT '',
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
) STRICT;
CREATE INDEX moves_by_adaptation ON moves (town, adaptation, number, id);

CREATE TABLE trials (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  adaptation BLOB NOT NULL,
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  what TEXT NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  begins TEXT NOT NULL,
  ends TEXT NOT NULL,
  concluded_on TEXT,
  made_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
) STRICT;
CREATE UNIQUE INDEX trials_id ON trials (id);
CREATE INDEX trials_by_challenge ON trials (town, challenge, id);

CREATE TABLE indicators (
  town TEXT NOT NULL,
  trial BLOB NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  hope TEXT NOT NULL DEFAULT '',
  baseline INTEGER,
  PRIMARY KEY (town, trial, position),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;

CREATE TABLE measurements (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  trial BLOB NOT NULL,
  indicator INTEGER NOT NULL,
  measured_on TEXT NOT NULL,
  value INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial, indicator) REFERENCES indicators (town, trial, position)
) STRICT;
CREATE INDEX measurements_by_trial ON measurements (town, trial, indicator, measured_on, id);

CREATE TABLE reflections (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  trial BLOB NOT NULL,
  round INTEGER NOT NULL,
  learnt TEXT NOT NULL,
  next_question TEXT NOT NULL,
  onward TEXT NOT NULL,
  until TEXT,
  everyday INTEGER NOT NULL DEFAULT FALSE,
  author BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;
CREATE INDEX reflections_by_challenge ON reflections (town, challenge, id);

-- A hand raised for showing one piece of a challenge's record to `audience`; it opens when both sides have one.
-- `piece` is the id of the challenge, adaptation, trial or reflection; `number` its revision (0 where it has none).
CREATE TABLE hands (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  kind TEXT NOT NULL,
  piece BLOB NOT NULL,
  number INTEGER NOT NULL,
  audience TEXT NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  PRIMARY KEY (town, challenge, kind, piece, number, audience, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
