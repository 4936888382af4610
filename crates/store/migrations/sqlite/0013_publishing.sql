-- Publishing: paragraph by paragraph with the hands of every side, corrections with one hand, what feeds list, and the way
-- back for whoever finds a mistake.

-- How far the paragraphs of a piece are open, as `domain::paragraph::Opened` writes it; empty: all of it, as its audience says.
ALTER TABLE challenge_revisions ADD COLUMN opened TEXT NOT NULL DEFAULT '';
ALTER TABLE adaptation_revisions ADD COLUMN opened TEXT NOT NULL DEFAULT '';
ALTER TABLE trials ADD COLUMN opened TEXT NOT NULL DEFAULT '';
ALTER TABLE reflections ADD COLUMN opened TEXT NOT NULL DEFAULT '';

-- A hand raised for one paragraph of a piece; `place` names it, see `domain::paragraph::Place`.
CREATE TABLE paragraph_hands (
  town TEXT NOT NULL,
  challenge BLOB NOT NULL,
  kind TEXT NOT NULL,
  piece BLOB NOT NULL,
  number INTEGER NOT NULL,
  place TEXT NOT NULL,
  audience TEXT NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  raised_at INTEGER NOT NULL,
  of_town TEXT,
  PRIMARY KEY (town, challenge, kind, piece, number, place, seat),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;

-- A remark on a published piece by one hand. Nothing of it is ever changed.
CREATE TABLE corrections (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  kind TEXT NOT NULL,
  piece BLOB NOT NULL,
  number INTEGER NOT NULL,
  remark TEXT NOT NULL,
  words TEXT NOT NULL,
  reason TEXT NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE INDEX corrections_by_piece ON corrections (town, challenge, kind, piece, number, id);

-- What is open to everyone now, in the order it became so; a piece that is taken back has no row.
CREATE TABLE publications (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  kind TEXT NOT NULL,
  piece BLOB NOT NULL,
  number INTEGER NOT NULL,
  correction BLOB,
  published_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, correction) REFERENCES corrections (town, id)
) STRICT;
CREATE UNIQUE INDEX publications_by_correction ON publications (town, correction);
CREATE INDEX publications_by_piece ON publications (town, challenge, kind, piece, number);
CREATE INDEX publications_by_change ON publications (changed_at, id);
CREATE INDEX publications_by_town ON publications (town, changed_at, id);
CREATE INDEX publications_by_challenge ON publications (town, challenge, changed_at, id);

-- Whom to tell of a mistake, as the town gives it.
CREATE TABLE correction_contacts (
  town TEXT NOT NULL PRIMARY KEY REFERENCES municipalities (code),
  office TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  telephone TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL
) STRICT;

-- What somebody without an account asks to be put right. The address is erased once it was answered and time has passed.
CREATE TABLE correction_requests (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  words TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  receipt BLOB NOT NULL,
  asked_at INTEGER NOT NULL,
  outcome TEXT,
  answer TEXT NOT NULL DEFAULT '',
  answered_by BLOB REFERENCES persons (id),
  answered_at INTEGER,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id)
) STRICT;
CREATE UNIQUE INDEX correction_requests_id ON correction_requests (id);
CREATE UNIQUE INDEX correction_requests_by_receipt ON correction_requests (receipt);
CREATE INDEX correction_requests_by_town ON correction_requests (town, outcome, id);
CREATE INDEX correction_requests_by_answer ON correction_requests (answered_at);

INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT r.town, randomblob(16), r.challenge, 'wording', r.challenge, r.number, r.written_at, r.written_at
  FROM challenge_revisions r WHERE r.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT r.town, randomblob(16), a.challenge, 'adaptation', r.adaptation, r.number, r.written_at, r.written_at
  FROM adaptation_revisions r JOIN adaptations a ON a.town = r.town AND a.id = r.adaptation WHERE r.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT t.town, randomblob(16), t.challenge, 'trial', t.id, 0, t.made_at, t.made_at FROM trials t
  WHERE t.audience = 'public';
INSERT INTO publications (town, id, challenge, kind, piece, number, published_at, changed_at)
  SELECT f.town, randomblob(16), f.challenge, 'reflection', f.id, 0, f.written_at, f.written_at FROM reflections f
  WHERE f.audience = 'public';
