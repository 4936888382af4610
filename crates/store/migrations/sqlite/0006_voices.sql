-- Voices left with a town: by residents themselves, or typed in by its staff from paper and telephone. Their authors have
-- a receipt, of which only a digest is kept; the town's staff looks at each by its published criteria.

-- Nobody's name stands behind what a resident left; SQLite drops a NOT NULL only with the table.
CREATE TABLE voices_left (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  dialogue BLOB,
  challenge BLOB,
  words TEXT NOT NULL,
  speaker TEXT NOT NULL,
  described TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL,
  audience TEXT NOT NULL,
  recorded_by BLOB REFERENCES persons (id),
  recorded_at INTEGER NOT NULL,
  channel TEXT NOT NULL DEFAULT 'dialogue',
  anonymity TEXT NOT NULL DEFAULT 'described',
  standing TEXT NOT NULL DEFAULT 'heard',
  receipt BLOB,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
) STRICT;
INSERT INTO voices_left (town, id, dialogue, challenge, words, speaker, described, consent, audience, recorded_by, recorded_at)
  SELECT town, id, dialogue, challenge, words, speaker, described, consent, audience, recorded_by, recorded_at FROM voices;
DROP TABLE voices;
ALTER TABLE voices_left RENAME TO voices;
CREATE UNIQUE INDEX voices_id ON voices (id);
CREATE INDEX voices_by_dialogue ON voices (town, dialogue, id);
CREATE INDEX voices_by_challenge ON voices (town, challenge, id);
CREATE UNIQUE INDEX voices_by_receipt ON voices (receipt);
CREATE INDEX voices_by_standing ON voices (town, standing, id);
CREATE INDEX voices_by_audience ON voices (town, audience, id);
CREATE INDEX challenge_revisions_by_voice ON challenge_revisions (town, voice, challenge, number);
CREATE INDEX adaptation_parts_by_voice ON adaptation_parts (town, voice, adaptation, number);

CREATE TABLE voice_reviews (
  town TEXT NOT NULL,
  voice BLOB NOT NULL,
  number INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  criterion TEXT,
  reason TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  reviewed_at INTEGER NOT NULL,
  PRIMARY KEY (town, voice, number),
  FOREIGN KEY (town, voice) REFERENCES voices (town, id)
) STRICT;
