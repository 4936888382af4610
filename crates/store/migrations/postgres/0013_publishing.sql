-- Publishing: paragraph by paragraph with the hands of every side, corrections with one hand, what feeds list, and the way
-- back for whoever finds a mistake.

-- How far the paragraphs of a piece are open, as `domain::paragraph::Opened` writes it; empty: all of it, as its audience says.
ALTER TABLE challenge_revisions ADD COLUMN opened TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE adaptation_revisions ADD COLUMN opened TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE trials ADD COLUMN opened TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE reflections ADD COLUMN opened TEXT COLLATE "C" NOT NULL DEFAULT '';

-- A hand raised for one paragraph of a piece; `place` names it, see `domain::paragraph::Place`.
CREATE TABLE paragraph_hands (
  town TEXT COLLATE "C" NOT NULL,
  challenge UUID NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  piece UUID NOT NULL,
  number BIGINT NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  raised_at BIGINT NOT NULL,
  of_town TEXT COLLATE "C",
  PRIMARY KEY (town, challenge, kind, piece, number, place, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);

-- A remark on a published piece by one hand. Nothing of it is ever changed.
CREATE TABLE corrections (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  piece UUID NOT NULL,
  number BIGINT NOT NULL,
  remark TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE INDEX corrections_by_piece ON corrections (town, challenge, kind, piece, number, id);

-- What is open to everyone now, in the order it became so; a piece that is taken back has no row.
CREATE TABLE publications (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  piece UUID NOT NULL,
  number BIGINT NOT NULL,
  correction UUID,
  published_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, correction) REFERENCES corrections (town, id)
);
CREATE UNIQUE INDEX publications_by_correction ON publications (town, correction);
CREATE INDEX publications_by_piece ON publications (town, challenge, kind, piece, number);
CREATE INDEX publications_by_change ON publications (changed_at, id);
CREATE INDEX publications_by_town ON publications (town, changed_at, id);
CREATE INDEX publications_by_challenge ON publications (town, challenge, changed_at, id);

-- Whom to tell of a mistake, as the town gives it.
CREATE TABLE correction_contacts (
  town TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES municipalities (code),
  office TEXT COLLATE "C" NOT NULL,
  email TEXT COLLATE "C" NOT NULL DEFAULT '',
  telephone TEXT COLLATE "C" NOT NULL DEFAULT '',
  site TEXT COLLATE "C" NOT NULL DEFAULT '',
  changed_at BIGINT NOT NULL
);

-- What somebody without an account asks to be put right. The address is erased once it was answered and time has passed.
CREATE TABLE correction_requests (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  email TEXT COLLATE "C" NOT NULL DEFAULT '',
  receipt BYTEA NOT NULL,
  asked_at BIGINT NOT NULL,
  outcome TEXT COLLATE "C",
  answer TEXT COLLATE "C" NOT NULL DEFAULT '',
  answered_by UUID REFERENCES persons (id),
  answered_at BIGINT,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
);
CREATE UNIQUE INDEX correction_requests_id ON correction_requests (id);
CREATE UNIQUE INDEX correction_requests_by_receipt ON correction_requests (receipt);
CREATE INDEX correction_requests_by_town ON correction_requests (town, outcome, id);
CREATE INDEX correction_requests_by_answer ON correction_requests (answered_at);

INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT r.town, gen_random_uuid(), r.challenge, 'wording', r.challenge, r.number, r.written_at, r.written_at
  FROM challenge_revisions r WHERE r.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT r.town, gen_random_uuid(), a.challenge, 'adaptation', r.adaptation, r.number, r.written_at, r.written_at
  FROM adaptation_revisions r JOIN adaptations a ON a.town = r.town AND a.id = r.adaptation WHERE r.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT t.town, gen_random_uuid(), t.challenge, 'trial', t.id, 0, t.made_at, t.made_at FROM trials t
  WHERE t.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT f.town, gen_random_uuid(), f.challenge, 'reflection', f.id, 0, f.written_at, f.written_at FROM reflections f
  WHERE f.audience = 'public';
