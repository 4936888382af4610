-- Trials: how an indicator is drawn, values corrected and withdrawn by who wrote them, a diary, what it cost. Reflections:
-- each writes first, then one shared text with its revisions, settled by a signature of both sides.

ALTER TABLE indicators ADD COLUMN form TEXT COLLATE "C" NOT NULL DEFAULT 'data';

ALTER TABLE measurements ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE measurements ADD COLUMN withdrawn BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE measurements ADD COLUMN reason TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX measurements_id ON measurements (id);

CREATE TABLE diary_entries (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  trial UUID NOT NULL,
  told_of TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  there TEXT COLLATE "C" NOT NULL DEFAULT '',
  voice UUID,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);
CREATE UNIQUE INDEX diary_entries_id ON diary_entries (id);
CREATE INDEX diary_entries_by_day ON diary_entries (town, trial, told_of, id);

CREATE TABLE trial_costs (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  trial UUID NOT NULL,
  paid_on TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  amount BIGINT NOT NULL,
  bearer TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);
CREATE UNIQUE INDEX trial_costs_id ON trial_costs (id);
CREATE INDEX trial_costs_by_day ON trial_costs (town, trial, paid_on, id);

-- How a value, an entry of the diary or a cost stood before it was corrected.
CREATE TABLE trial_earlier (
  town TEXT COLLATE "C" NOT NULL,
  record UUID NOT NULL,
  number BIGINT NOT NULL,
  trial UUID NOT NULL,
  day TEXT COLLATE "C" NOT NULL,
  amount BIGINT,
  words TEXT COLLATE "C" NOT NULL DEFAULT '',
  detail TEXT COLLATE "C" NOT NULL DEFAULT '',
  code TEXT COLLATE "C" NOT NULL DEFAULT '',
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  replaced_at BIGINT NOT NULL,
  PRIMARY KEY (town, record, number),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);

ALTER TABLE trials ADD COLUMN write_until TEXT COLLATE "C";
ALTER TABLE trials ADD COLUMN firsts_opened_at BIGINT;
-- Whoever looked back before wrote one text at once.
UPDATE trials SET write_until = concluded_on;

CREATE TABLE first_texts (
  town TEXT COLLATE "C" NOT NULL,
  trial UUID NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  learnt TEXT COLLATE "C" NOT NULL,
  keep TEXT COLLATE "C" NOT NULL DEFAULT '',
  change TEXT COLLATE "C" NOT NULL DEFAULT '',
  ask TEXT COLLATE "C" NOT NULL DEFAULT '',
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, trial, seat),
  FOREIGN KEY (town, trial) REFERENCES trials (town, id)
);

ALTER TABLE reflections ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE reflections ADD COLUMN reason TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE reflections ADD COLUMN settled_at BIGINT;
UPDATE reflections SET settled_at = written_at;

CREATE TABLE reflection_revisions (
  town TEXT COLLATE "C" NOT NULL,
  reflection UUID NOT NULL,
  number BIGINT NOT NULL,
  learnt TEXT COLLATE "C" NOT NULL,
  next_question TEXT COLLATE "C" NOT NULL,
  onward TEXT COLLATE "C" NOT NULL,
  until TEXT COLLATE "C",
  everyday BOOLEAN NOT NULL DEFAULT FALSE,
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  author UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, reflection, number),
  FOREIGN KEY (town, reflection) REFERENCES reflections (town, id)
);
INSERT INTO reflection_revisions (town, reflection, number, learnt, next_question, onward, until, everyday, author, side, written_at)
  SELECT town, id, 1, learnt, next_question, onward, until, everyday, author, side, written_at FROM reflections;

CREATE TABLE reflection_signatures (
  town TEXT COLLATE "C" NOT NULL,
  reflection UUID NOT NULL,
  number BIGINT NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (town, reflection, number, seat),
  FOREIGN KEY (town, reflection, number) REFERENCES reflection_revisions (town, reflection, number)
);
