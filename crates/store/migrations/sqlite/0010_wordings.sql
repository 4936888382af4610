-- Several towns on one challenge, each with its own context; what a challenge is about, and the shelves it is found on.

-- Of which town somebody of the town's side is: the challenge's own, or one that joined. NULL on the partners' side.
ALTER TABLE circle_members ADD COLUMN of_town TEXT;
ALTER TABLE signatures ADD COLUMN of_town TEXT;
ALTER TABLE hands ADD COLUMN of_town TEXT;
UPDATE circle_members SET of_town = town WHERE side = 'town';
UPDATE signatures SET of_town = town WHERE side = 'town';
UPDATE hands SET of_town = town WHERE side = 'town';

-- A town beside the one that keeps the challenge: it offered to join or was asked, and what came of it.
CREATE TABLE joint_towns (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  joining TEXT NOT NULL REFERENCES municipalities (code),
  way TEXT NOT NULL,
  standing TEXT NOT NULL,
  words TEXT NOT NULL,
  dialogue BLOB,
  asked_seat BLOB NOT NULL,
  asked_by BLOB NOT NULL REFERENCES persons (id),
  asked_at INTEGER NOT NULL,
  answered_by BLOB REFERENCES persons (id),
  answered_at INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (town, challenge, joining),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE INDEX joint_towns_by_joining ON joint_towns (joining, standing, challenge);

-- What one town says of its own situation beside the shared wording, every revision kept. `id` is the same through them.
CREATE TABLE town_contexts (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  of_town TEXT NOT NULL REFERENCES municipalities (code),
  number INTEGER NOT NULL,
  words TEXT NOT NULL,
  because TEXT NOT NULL DEFAULT '',
  author BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  audience TEXT NOT NULL DEFAULT 'circle',
  PRIMARY KEY (town, id, number),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE UNIQUE INDEX town_contexts_by_challenge ON town_contexts (town, challenge, of_town, number);

-- For which of a challenge's towns an adaptation is, as codes separated by spaces; empty for all of them.
ALTER TABLE adaptations ADD COLUMN for_towns TEXT NOT NULL DEFAULT '';

-- The fields of policy and the goals a challenge is about, as codes separated by spaces.
ALTER TABLE challenges ADD COLUMN topics TEXT NOT NULL DEFAULT '';

-- Where a challenge is found in lists: a row for each of its topics (and '' for any) in each of its places (the code of a
-- town, the two digits of a prefecture, '' for anywhere). Derived; `challenge::shelve` writes it anew.
CREATE TABLE challenge_shelves (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  topic TEXT NOT NULL,
  place TEXT NOT NULL,
  audience TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (town, challenge, topic, place),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE INDEX challenge_shelves_by_topic ON challenge_shelves (topic, place, audience, changed_at, challenge);
INSERT INTO challenge_shelves (town, challenge, topic, place, audience, changed_at)
  SELECT c.town, c.id, '', p.place, c.audience, c.changed_at FROM challenges c
  JOIN (SELECT code, code AS place FROM municipalities UNION SELECT code, substr(code, 1, 2) FROM municipalities
    UNION SELECT code, '' FROM municipalities) p ON p.code = c.town;
