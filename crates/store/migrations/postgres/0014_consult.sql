-- 気軽に相談 (dialogues of their own kind), 名刺, つながり with strands person × person, and つなぐ.

CREATE INDEX dialogues_by_kind ON dialogues (kind, audience, held_on, id);
CREATE INDEX dialogues_of_town_by_kind ON dialogues (town, kind, held_on, id);

-- A card belongs to a seat and ends with it. Its token stands in the printed code; a new one makes the old code lead nowhere.
CREATE TABLE cards (
  seat UUID NOT NULL PRIMARY KEY,
  person UUID NOT NULL REFERENCES persons (id),
  token TEXT COLLATE "C" NOT NULL,
  visibility TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL DEFAULT '',
  languages TEXT COLLATE "C" NOT NULL DEFAULT '',
  phone TEXT COLLATE "C" NOT NULL DEFAULT '',
  email TEXT COLLATE "C" NOT NULL DEFAULT '',
  site TEXT COLLATE "C" NOT NULL DEFAULT '',
  changed_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX cards_by_token ON cards (token);

CREATE TABLE relationships (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  partner UUID REFERENCES partners (id),
  professional UUID REFERENCES professionals (id),
  since TEXT COLLATE "C" NOT NULL,
  last_on TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (town, id),
  CHECK ((partner IS NULL) <> (professional IS NULL))
);
CREATE UNIQUE INDEX relationships_id ON relationships (id);
CREATE UNIQUE INDEX relationships_with_partner ON relationships (partner, town);
CREATE UNIQUE INDEX relationships_with_professional ON relationships (professional, town);
CREATE INDEX relationships_of_town ON relationships (town, last_on, id);
CREATE INDEX relationships_of_partner ON relationships (partner, last_on, id);

CREATE TABLE strands (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  relationship UUID NOT NULL,
  staff UUID NOT NULL,
  other UUID NOT NULL,
  since TEXT COLLATE "C" NOT NULL,
  last_on TEXT COLLATE "C" NOT NULL,
  origin TEXT COLLATE "C" NOT NULL,
  record UUID,
  place TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, relationship) REFERENCES relationships (town, id)
);
CREATE UNIQUE INDEX strands_of_pair ON strands (town, relationship, staff, other);
CREATE INDEX strands_by_day ON strands (town, relationship, last_on, id);
CREATE INDEX strands_by_staff ON strands (staff, last_on, id);
CREATE INDEX strands_by_other ON strands (other, last_on, id);

CREATE TABLE introductions (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  dialogue UUID,
  introducer UUID NOT NULL,
  introducer_person UUID NOT NULL REFERENCES persons (id),
  first UUID NOT NULL,
  first_person UUID NOT NULL REFERENCES persons (id),
  second UUID NOT NULL,
  second_person UUID NOT NULL REFERENCES persons (id),
  words TEXT COLLATE "C" NOT NULL,
  about_first TEXT COLLATE "C" NOT NULL,
  about_second TEXT COLLATE "C" NOT NULL,
  asked_at BIGINT NOT NULL,
  first_wish TEXT COLLATE "C",
  first_words TEXT COLLATE "C" NOT NULL DEFAULT '',
  second_wish TEXT COLLATE "C",
  second_words TEXT COLLATE "C" NOT NULL DEFAULT '',
  withdrawn BOOLEAN NOT NULL DEFAULT FALSE,
  opened UUID,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id),
  FOREIGN KEY (town, opened) REFERENCES dialogues (town, id)
);
CREATE UNIQUE INDEX introductions_id ON introductions (id);
CREATE INDEX introductions_by_introducer ON introductions (introducer, id);
CREATE INDEX introductions_by_first ON introductions (first, id);
CREATE INDEX introductions_by_second ON introductions (second, id);
