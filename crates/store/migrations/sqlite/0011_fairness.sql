-- Who pays for a part; dated rules about procedures; the procedures that come before public money is spent, what was
-- told about them, corrections; contacts written down; what each side among the owners gains and bears.

ALTER TABLE package_parts ADD COLUMN payer TEXT NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN payer TEXT NOT NULL DEFAULT '';

CREATE TABLE procurement_rules (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  yen INTEGER NOT NULL,
  from_on TEXT NOT NULL,
  until_on TEXT,
  article TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, id)
) STRICT;
CREATE INDEX procurement_rules_by_time ON procurement_rules (town, written_at, id);

CREATE TABLE procurements (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  challenge BLOB NOT NULL,
  adaptation BLOB NOT NULL,
  state TEXT NOT NULL,
  purpose TEXT NOT NULL,
  kind TEXT NOT NULL,
  expected INTEGER NOT NULL,
  fiscal_year INTEGER NOT NULL,
  selection TEXT NOT NULL,
  method TEXT NOT NULL,
  ground TEXT,
  why TEXT NOT NULL DEFAULT '',
  rule_on TEXT NOT NULL,
  rule_yen INTEGER,
  rule_article TEXT NOT NULL DEFAULT '',
  approval TEXT NOT NULL DEFAULT '',
  foreseen_on TEXT NOT NULL,
  announced_on TEXT,
  announced_where TEXT NOT NULL DEFAULT '',
  settled_on TEXT,
  chosen TEXT NOT NULL DEFAULT '',
  amount INTEGER,
  chosen_why TEXT NOT NULL DEFAULT '',
  covers_until TEXT,
  dropped_on TEXT,
  dropped_why TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT 'circle',
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
) STRICT;
CREATE UNIQUE INDEX procurements_id ON procurements (id);
CREATE INDEX procurements_by_town ON procurements (town, id);
CREATE INDEX procurements_by_town_audience ON procurements (town, audience, id);
CREATE INDEX procurements_by_challenge ON procurements (town, challenge, id);
CREATE INDEX procurements_by_adaptation ON procurements (town, adaptation, id);

CREATE TABLE procurement_parts (
  town TEXT NOT NULL,
  procurement BLOB NOT NULL,
  position INTEGER NOT NULL,
  part BLOB,
  title TEXT NOT NULL,
  PRIMARY KEY (town, procurement, position),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
) STRICT;

CREATE TABLE procurement_corrections (
  town TEXT NOT NULL,
  procurement BLOB NOT NULL,
  number INTEGER NOT NULL,
  words TEXT NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, procurement, number),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
) STRICT;

CREATE TABLE procurement_answers (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  procurement BLOB NOT NULL,
  question TEXT NOT NULL DEFAULT '',
  told TEXT NOT NULL,
  told_to TEXT NOT NULL,
  told_on TEXT NOT NULL,
  dialogue BLOB,
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  shown_at INTEGER,
  shown_by BLOB REFERENCES persons (id),
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
) STRICT;
CREATE UNIQUE INDEX procurement_answers_id ON procurement_answers (id);
CREATE INDEX procurement_answers_by_procurement ON procurement_answers (town, procurement, id);
CREATE INDEX procurement_answers_by_shown ON procurement_answers (town, shown_at, id);

CREATE TABLE procurement_followers (
  town TEXT NOT NULL,
  procurement BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  since INTEGER NOT NULL,
  PRIMARY KEY (town, procurement, person),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
) STRICT;

CREATE TABLE contacts (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  partner BLOB REFERENCES partners (id),
  partner_name TEXT NOT NULL DEFAULT '',
  challenge BLOB,
  dialogue BLOB,
  means TEXT NOT NULL,
  held_on TEXT NOT NULL,
  who TEXT NOT NULL,
  subject TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, id)
) STRICT;
CREATE INDEX contacts_by_day ON contacts (town, held_on, id);
CREATE INDEX contacts_by_partner ON contacts (town, partner, held_on, id);
CREATE INDEX contacts_by_dialogue ON contacts (town, dialogue);

CREATE TABLE interests (
  town TEXT NOT NULL,
  adaptation BLOB NOT NULL,
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  side TEXT NOT NULL,
  partner BLOB REFERENCES partners (id),
  gains TEXT NOT NULL,
  bears TEXT NOT NULL,
  ties TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '',
  person BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (town, adaptation, number),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
) STRICT;
