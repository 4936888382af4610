-- One whole round: dialogue, voice, challenge, package, adaptation, move, trial, reflection.
-- Every row of a town is keyed by (town, id).

CREATE TABLE dialogues (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  partner UUID REFERENCES partners (id),
  challenge UUID,
  kind TEXT COLLATE "C" NOT NULL,
  held_on TEXT COLLATE "C" NOT NULL,
  starts TEXT COLLATE "C",
  place TEXT COLLATE "C" NOT NULL DEFAULT '',
  title TEXT COLLATE "C" NOT NULL,
  notes TEXT COLLATE "C" NOT NULL DEFAULT '',
  audience TEXT COLLATE "C" NOT NULL,
  recorded_by UUID NOT NULL REFERENCES persons (id),
  recorded_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  PRIMARY KEY (town, id)
);
CREATE UNIQUE INDEX dialogues_id ON dialogues (id);
CREATE INDEX dialogues_by_day ON dialogues (town, held_on, id);
CREATE INDEX dialogues_by_challenge ON dialogues (town, challenge, held_on, id);
CREATE INDEX dialogues_by_audience ON dialogues (audience, held_on, id);

CREATE TABLE dialogue_participants (
  town TEXT COLLATE "C" NOT NULL,
  dialogue UUID NOT NULL,
  position BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  side TEXT COLLATE "C" NOT NULL,
  person UUID REFERENCES persons (id),
  seat UUID,
  confirmed_at BIGINT,
  PRIMARY KEY (town, dialogue, position),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
);
CREATE INDEX dialogue_participants_by_seat ON dialogue_participants (seat, town, dialogue);

CREATE TABLE challenges (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  origin UUID NOT NULL,
  phase TEXT COLLATE "C" NOT NULL,
  resume TEXT COLLATE "C",
  rest_until TEXT COLLATE "C",
  rest_reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  everyday BOOLEAN NOT NULL DEFAULT FALSE,
  round BIGINT NOT NULL DEFAULT 1,
  revision BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, origin) REFERENCES dialogues (town, id)
);
CREATE UNIQUE INDEX challenges_id ON challenges (id);
CREATE INDEX challenges_by_change ON challenges (town, changed_at, id);
CREATE INDEX challenges_by_audience ON challenges (audience, changed_at, id);
CREATE INDEX challenges_resting ON challenges (phase, rest_until, id);

CREATE TABLE challenge_revisions (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  number BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  gains TEXT COLLATE "C" NOT NULL,
  wording TEXT COLLATE "C" NOT NULL,
  because TEXT COLLATE "C" NOT NULL DEFAULT '',
  dialogue UUID,
  voice UUID,
  author UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, challenge, number),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);

CREATE TABLE circle_members (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  owner BOOLEAN NOT NULL DEFAULT FALSE,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (town, challenge, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE INDEX circle_members_by_seat ON circle_members (seat, town, challenge);

CREATE TABLE signatures (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  number BIGINT NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (town, challenge, number, seat),
  FOREIGN KEY (town, challenge, number) REFERENCES challenge_revisions (town, challenge, number)
);

CREATE TABLE voices (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  dialogue UUID,
  challenge UUID,
  words TEXT COLLATE "C" NOT NULL,
  speaker TEXT COLLATE "C" NOT NULL,
  described TEXT COLLATE "C" NOT NULL DEFAULT '',
  consent TEXT COLLATE "C" NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  recorded_by UUID NOT NULL REFERENCES persons (id),
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
);
CREATE UNIQUE INDEX voices_id ON voices (id);
CREATE INDEX voices_by_dialogue ON voices (town, dialogue, id);
CREATE INDEX voices_by_challenge ON voices (town, challenge, id);

CREATE TABLE packages (
  id UUID NOT NULL PRIMARY KEY,
  town TEXT COLLATE "C" REFERENCES municipalities (code),
  partner UUID REFERENCES partners (id),
  title TEXT COLLATE "C" NOT NULL,
  summary TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  audience TEXT COLLATE "C" NOT NULL,
  made_by UUID NOT NULL REFERENCES persons (id),
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  CHECK ((town IS NULL) <> (partner IS NULL))
);
CREATE INDEX packages_by_audience ON packages (audience, changed_at, id);
CREATE INDEX packages_by_partner ON packages (partner, changed_at, id);
CREATE INDEX packages_by_town ON packages (town, changed_at, id);

CREATE TABLE package_parts (
  package UUID NOT NULL REFERENCES packages (id),
  version BIGINT NOT NULL,
  id UUID NOT NULL,
  position BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (package, version, id)
);

CREATE TABLE adaptations (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  package UUID REFERENCES packages (id),
  package_version BIGINT,
  title TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE UNIQUE INDEX adaptations_id ON adaptations (id);
CREATE INDEX adaptations_by_challenge ON adaptations (town, challenge, id);
CREATE INDEX adaptations_by_package ON adaptations (package, id);

CREATE TABLE adaptation_revisions (
  town TEXT COLLATE "C" NOT NULL,
  adaptation UUID NOT NULL,
  number BIGINT NOT NULL,
  summary TEXT COLLATE "C" NOT NULL,
  author UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, adaptation, number),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
);

CREATE TABLE adaptation_parts (
  town TEXT COLLATE "C" NOT NULL,
  adaptation UUID NOT NULL,
  number BIGINT NOT NULL,
  position BIGINT NOT NULL,
  part UUID,
  change TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  dialogue UUID,
  voice UUID,
  PRIMARY KEY (town, adaptation, number, position),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
);

CREATE TABLE moves (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  adaptation UUID NOT NULL,
  number BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  until TEXT COLLATE "C",
  keep TEXT COLLATE "C" NOT NULL DEFAULT '',
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  moved_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
);
CREATE INDEX moves_by_adaptation ON moves (town, adaptation, number, id);

CREATE TABLE trials (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  adaptation UUID NOT NULL,
  number BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL DEFAULT '',
  begins TEXT COLLATE "C" NOT NULL,
  ends TEXT COLLATE "C" NOT NULL,
  concluded_on TEXT COLLATE "C",
  made_at BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, adaptation, number) REFERENCES adaptation_revisions (town, adaptation, number)
);
CREATE UNIQUE INDEX trials_id ON trials (id);
CREATE INDEX trials_by_challenge ON trials (town, challenge, id);

CREATE TABLE indicators (
  town TEXT COLLATE "C" NOT NULL,
  trial UUID NOT NULL,
  position BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  unit TEXT COLLATE "C" NOT NULL,
  hope TEXT COLLATE "C" NOT NULL DEFAULT '',
  baseline BIGINT,
  PRIMARY KEY (town, trial, position),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);

CREATE TABLE measurements (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  trial UUID NOT NULL,
  indicator BIGINT NOT NULL,
  measured_on TEXT COLLATE "C" NOT NULL,
  value BIGINT NOT NULL,
  note TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial, indicator) REFERENCES indicators (town, trial, position)
);
CREATE INDEX measurements_by_trial ON measurements (town, trial, indicator, measured_on, id);

CREATE TABLE reflections (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  trial UUID NOT NULL,
  round BIGINT NOT NULL,
  learnt TEXT COLLATE "C" NOT NULL,
  next_question TEXT COLLATE "C" NOT NULL,
  onward TEXT COLLATE "C" NOT NULL,
  until TEXT COLLATE "C",
  everyday BOOLEAN NOT NULL DEFAULT FALSE,
  author UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);
CREATE INDEX reflections_by_challenge ON reflections (town, challenge, id);

-- A hand raised for showing one piece of a challenge's record to `audience`; it opens when both sides have one.
-- `piece` is the id of the challenge, adaptation, trial or reflection; `number` its revision (0 where it has none).
CREATE TABLE hands (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  piece UUID NOT NULL,
  number BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  raised_at BIGINT NOT NULL,
  PRIMARY KEY (town, challenge, kind, piece, number, audience, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
