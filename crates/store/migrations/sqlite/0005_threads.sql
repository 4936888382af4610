-- A dialogue goes on: an agenda before it, messages after it, the place of a visit. Drafts are their writer's alone, and
-- what a form sends twice is taken once.

ALTER TABLE dialogues ADD COLUMN agenda TEXT NOT NULL DEFAULT '';
ALTER TABLE dialogues ADD COLUMN latitude INTEGER;
ALTER TABLE dialogues ADD COLUMN longitude INTEGER;
ALTER TABLE dialogues ADD COLUMN said INTEGER NOT NULL DEFAULT 0;

CREATE TABLE messages (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  dialogue BLOB NOT NULL,
  position INTEGER NOT NULL,
  body TEXT NOT NULL,
  audience TEXT NOT NULL,
  seat BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  withdrawn INTEGER NOT NULL DEFAULT FALSE,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
) STRICT;
CREATE UNIQUE INDEX messages_id ON messages (id);
CREATE UNIQUE INDEX messages_by_position ON messages (town, dialogue, position);
CREATE INDEX messages_by_change ON messages (town, dialogue, changed_at, position);

CREATE TABLE message_texts (
  town TEXT NOT NULL,
  message BLOB NOT NULL,
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, message, number),
  FOREIGN KEY (town, message) REFERENCES messages (town, id)
) STRICT;

CREATE TABLE drafts (
  person BLOB NOT NULL REFERENCES persons (id),
  place TEXT NOT NULL,
  fields TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (person, place)
) STRICT;
CREATE INDEX drafts_by_age ON drafts (saved_at);

CREATE TABLE submissions (
  person BLOB NOT NULL REFERENCES persons (id),
  once TEXT NOT NULL,
  path TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  PRIMARY KEY (person, once)
) STRICT;
CREATE INDEX submissions_by_age ON submissions (taken_at);
