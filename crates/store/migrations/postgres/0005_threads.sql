-- A dialogue goes on: an agenda before it, messages after it, the place of a visit. Drafts are their writer's alone, and
-- what a form sends twice is taken once.

ALTER TABLE dialogues ADD COLUMN agenda TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE dialogues ADD COLUMN latitude BIGINT;
ALTER TABLE dialogues ADD COLUMN longitude BIGINT;
ALTER TABLE dialogues ADD COLUMN said BIGINT NOT NULL DEFAULT 0;

CREATE TABLE messages (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  dialogue UUID NOT NULL,
  position BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  audience TEXT COLLATE "C" NOT NULL,
  seat UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id)
);
CREATE UNIQUE INDEX messages_id ON messages (id);
CREATE UNIQUE INDEX messages_by_position ON messages (town, dialogue, position);
CREATE INDEX messages_by_change ON messages (town, dialogue, changed_at, position);

CREATE TABLE message_texts (
  town TEXT COLLATE "C" NOT NULL,
  message UUID NOT NULL,
  number BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, message, number),
  FOREIGN KEY (town, message) REFERENCES messages (town, id)
);

CREATE TABLE drafts (
  person UUID NOT NULL REFERENCES persons (id),
  place TEXT COLLATE "C" NOT NULL,
  fields TEXT COLLATE "C" NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (person, place)
);
CREATE INDEX drafts_by_age ON drafts (saved_at);

CREATE TABLE submissions (
  person UUID NOT NULL REFERENCES persons (id),
  once TEXT COLLATE "C" NOT NULL,
  path TEXT COLLATE "C" NOT NULL,
  taken_at BIGINT NOT NULL,
  PRIMARY KEY (person, once)
);
CREATE INDEX submissions_by_age ON submissions (taken_at);
