-- 気軽に相談 (dialogues of their own kind), 名刺, つながり with strands person × person, and つなぐ.

CREATE INDEX dialogues_by_kind ON dialogues (kind, audience, held_on, id);
CREATE INDEX dialogues_of_town_by_kind ON dialogues (town, kind, held_on, id);

-- A card belongs to a seat and ends with it. Its token stands in the printed code; a new one makes the old code lead nowhere.
CREATE TABLE cards (
  seat BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES persons (id),
  token TEXT NOT NULL,
  visibility TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  languages TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX cards_by_token ON cards (token);

CREATE TABLE relationships (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  partner BLOB REFERENCES partners (id),
  professional BLOB REFERENCES professionals (id),
  since TEXT NOT NULL,
  last_on TEXT NOT NULL,
  PRIMARY KEY (town, id),
  CHECK ((partner IS NULL) <> (professional IS NULL))
) STRICT;
CREATE UNIQUE INDEX relationships_id ON relationships (id);
CREATE UNIQUE INDEX relationships_with_partner ON relationships (partner, town);
CREATE UNIQUE INDEX relationships_with_professional ON relationships (professional, town);
CREATE INDEX relationships_of_town ON relationships (town, last_on, id);
CREATE INDEX relationships_of_partner ON relationships (partner, last_on, id);

CREATE TABLE strands (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  relationship BLOB NOT NULL,
  staff BLOB NOT NULL,
  other BLOB NOT NULL,
  since TEXT NOT NULL,
  last_on TEXT NOT NULL,
  origin TEXT NOT NULL,
  record BLOB,
  place TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, relationship) REFERENCES relationships (town, id)
) STRICT;
CREATE UNIQUE INDEX strands_of_pair ON strands (town, relationship, staff, other);
CREATE INDEX strands_by_day ON strands (town, relationship, last_on, id);
CREATE INDEX strands_by_staff ON strands (staff, last_on, id);
CREATE INDEX strands_by_other ON strands (other, last_on, id);

CREATE TABLE introductions (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  dialogue BLOB,
  introducer BLOB NOT NULL,
  introducer_person BLOB NOT NULL REFERENCES persons (id),
  first BLOB NOT NULL,
  first_person BLOB NOT NULL REFERENCES persons (id),
  second BLOB NOT NULL,
  second_person BLOB NOT NULL REFERENCES persons (id),
  words TEXT NOT NULL,
  about_first TEXT NOT NULL,
  about_second TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  first_wish TEXT,
  first_words TEXT NOT NULL DEFAULT '',
  second_wish TEXT,
  second_words TEXT NOT NULL DEFAULT '',
  withdrawn INTEGER NOT NULL DEFAULT FALSE,
  opened BLOB,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, dialogue) REFERENCES dialogues (town, id),
  FOREIGN KEY (town, opened) REFERENCES dialogues (town, id)
) STRICT;
CREATE UNIQUE INDEX introductions_id ON introductions (id);
CREATE INDEX introductions_by_introducer ON introductions (introducer, id);
CREATE INDEX introductions_by_first ON introductions (first, id);
CREATE INDEX introductions_by_second ON introductions (second, id);
