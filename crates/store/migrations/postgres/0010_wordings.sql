-- Several towns on one challenge, each with its own context; what a challenge is about, and the shelves it is found on.

-- Of which town somebody of the town's side is: the challenge's own, or one that joined. NULL on the partners' side.
ALTER TABLE circle_members ADD COLUMN of_town TEXT COLLATE "C";
ALTER TABLE signatures ADD COLUMN of_town TEXT COLLATE "C";
ALTER TABLE hands ADD COLUMN of_town TEXT COLLATE "C";
UPDATE circle_members SET of_town = town WHERE side = 'town';
UPDATE signatures SET of_town = town WHERE side = 'town';
UPDATE hands SET of_town = town WHERE side = 'town';

-- A town beside the one that keeps the challenge: it offered to join or was asked, and what came of it.
CREATE TABLE joint_towns (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  joining TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  way TEXT COLLATE "C" NOT NULL,
  standing TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  dialogue UUID,
  asked_seat UUID NOT NULL,
  asked_by UUID NOT NULL REFERENCES persons (id),
  asked_at BIGINT NOT NULL,
  answered_by UUID REFERENCES persons (id),
  answered_at BIGINT,
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (town, challenge, joining),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE INDEX joint_towns_by_joining ON joint_towns (joining, standing, challenge);

-- What one town says of its own situation beside the shared wording, every revision kept. `id` is the same through them.
CREATE TABLE town_contexts (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  of_town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  number BIGINT NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  because TEXT COLLATE "C" NOT NULL DEFAULT '',
  author UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id, number),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE UNIQUE INDEX town_contexts_by_challenge ON town_contexts (town, challenge, of_town, number);

-- For which of a challenge's towns an adaptation is, as codes separated by spaces; empty for all of them.
ALTER TABLE adaptations ADD COLUMN for_towns TEXT COLLATE "C" NOT NULL DEFAULT '';

-- The fields of policy and the goals a challenge is about, as codes separated by spaces.
ALTER TABLE challenges ADD COLUMN topics TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Where a challenge is found in lists: a row for each of its topics (and '' for any) in each of its places (the code of a
-- town, the two digits of a prefecture, '' for anywhere). Derived; `challenge::shelve` writes it anew.
CREATE TABLE challenge_shelves (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  topic TEXT COLLATE "C" NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (town, challenge, topic, place),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE INDEX challenge_shelves_by_topic ON challenge_shelves (topic, place, audience, changed_at, challenge);
INSERT INTO challenge_shelves (town, challenge, topic, place, audience, changed_at)
  SELECT c.town, c.id, '', p.place, c.audience, c.changed_at FROM challenges c
  JOIN (SELECT code, code AS place FROM municipalities UNION SELECT code, substr(code, 1, 2) FROM municipalities
    UNION SELECT code, '' FROM municipalities) p ON p.code = c.town;
