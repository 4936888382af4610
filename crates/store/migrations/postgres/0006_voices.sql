-- Voices left with a town: by residents themselves, or typed in by its staff from paper and telephone. Their authors have
-- a receipt, of which only a digest is kept; the town's staff looks at each by its published criteria.

ALTER TABLE voices ALTER COLUMN recorded_by DROP NOT NULL;
ALTER TABLE voices ADD COLUMN channel TEXT COLLATE "C" NOT NULL DEFAULT 'dialogue';
ALTER TABLE voices ADD COLUMN anonymity TEXT COLLATE "C" NOT NULL DEFAULT 'described';
ALTER TABLE voices ADD COLUMN standing TEXT COLLATE "C" NOT NULL DEFAULT 'heard';
ALTER TABLE voices ADD COLUMN receipt BYTEA;
CREATE UNIQUE INDEX voices_by_receipt ON voices (receipt);
CREATE INDEX voices_by_standing ON voices (town, standing, id);
CREATE INDEX voices_by_audience ON voices (town, audience, id);
CREATE INDEX challenge_revisions_by_voice ON challenge_revisions (town, voice, challenge, number);
CREATE INDEX adaptation_parts_by_voice ON adaptation_parts (town, voice, adaptation, number);

CREATE TABLE voice_reviews (
  town TEXT COLLATE "C" NOT NULL,
  voice UUID NOT NULL,
  number BIGINT NOT NULL,
  outcome TEXT COLLATE "C" NOT NULL,
  criterion TEXT COLLATE "C",
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  reviewed_at BIGINT NOT NULL,
  PRIMARY KEY (town, voice, number),
  FOREIGN KEY (town, voice) REFERENCES voices (town, id)
);
