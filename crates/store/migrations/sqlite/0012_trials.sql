-- Trials: how an indicator is drawn, values corrected and withdrawn by who wrote them, a diary, what it cost. Reflections:
-- each writes first, then one shared text with its revisions, settled by a signature of both sides.

ALTER TABLE indicators ADD COLUMN form TEXT NOT NULL DEFAULT 'data';

ALTER TABLE measurements ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE measurements ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT FALSE;
ALTER TABLE measurements ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX measurements_id ON measurements (id);

CREATE TABLE diary_entries (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  trial BLOB NOT NULL,
  told_of TEXT NOT NULL,
  body TEXT NOT NULL,
  there TEXT NOT NULL DEFAULT '',
  voice BLOB,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  withdrawn INTEGER NOT NULL DEFAULT FALSE,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;
CREATE UNIQUE INDEX diary_entries_id ON diary_entries (id);
CREATE INDEX diary_entries_by_day ON diary_entries (town, trial, told_of, id);

CREATE TABLE trial_costs (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  trial BLOB NOT NULL,
  paid_on TEXT NOT NULL,
  what TEXT NOT NULL,
  amount INTEGER NOT NULL,
  bearer TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  withdrawn INTEGER NOT NULL DEFAULT FALSE,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;
CREATE UNIQUE INDEX trial_costs_id ON trial_costs (id);
CREATE INDEX trial_costs_by_day ON trial_costs (town, trial, paid_on, id);

-- How a value, an entry of the diary or a cost stood before it was corrected.
CREATE TABLE trial_earlier (
  town TEXT NOT NULL,
  record BLOB NOT NULL,
  number INTEGER NOT NULL,
  trial BLOB NOT NULL,
  day TEXT NOT NULL,
  amount INTEGER,
  words TEXT NOT NULL DEFAULT '',
  detail TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (town, record, number),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;

ALTER TABLE trials ADD COLUMN write_until TEXT;
ALTER TABLE trials ADD COLUMN firsts_opened_at INTEGER;
-- Whoever looked back before wrote one text at once.
UPDATE trials SET write_until = concluded_on;

CREATE TABLE first_texts (
  town TEXT NOT NULL,
  trial BLOB NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  learnt TEXT NOT NULL,
  keep TEXT NOT NULL DEFAULT '',
  change TEXT NOT NULL DEFAULT '',
  ask TEXT NOT NULL DEFAULT '',
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, trial, seat),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
) STRICT;

ALTER TABLE reflections ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE reflections ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE reflections ADD COLUMN settled_at INTEGER;
UPDATE reflections SET settled_at = written_at;

CREATE TABLE reflection_revisions (
  town TEXT NOT NULL,
  reflection BLOB NOT NULL,
  number INTEGER NOT NULL,
  learnt TEXT NOT NULL,
  next_question TEXT NOT NULL,
  onward TEXT NOT NULL,
  until TEXT,
  everyday INTEGER NOT NULL DEFAULT FALSE,
  reason TEXT NOT NULL DEFAULT '',
  author BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, reflection, number),
  FOREIGN KEY (town, reflection) REFERENCES reflections (town, id)
) STRICT;
INSERT INTO reflection_revisions (town, reflection, number, learnt, next_question, onward, until, everyday, author, side, written_at)
  SELECT town, id, 1, learnt, next_question, onward, until, everyday, author, side, written_at FROM reflections;

CREATE TABLE reflection_signatures (
  town TEXT NOT NULL,
  reflection BLOB NOT NULL,
  number INTEGER NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (town, reflection, number, seat),
  FOREIGN KEY (town, reflection, number) REFERENCES reflection_revisions (town, reflection, number)
) STRICT;
