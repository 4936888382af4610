-- Who pays for a part; dated rules about procedures; the procedures that come before public money is spent, what was
-- told about them, corrections; contacts written down; what each side among the owners gains and bears.

ALTER TABLE package_parts ADD COLUMN payer TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN payer TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE procurement_rules (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  yen BIGINT NOT NULL,
  from_on TEXT COLLATE "C" NOT NULL,
  until_on TEXT COLLATE "C",
  article TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, id)
);
CREATE INDEX procurement_rules_by_time ON procurement_rules (town, written_at, id);

CREATE TABLE procurements (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  challenge UUID NOT NULL,
  adaptation UUID NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  expected BIGINT NOT NULL,
  fiscal_year BIGINT NOT NULL,
  selection TEXT COLLATE "C" NOT NULL,
  method TEXT COLLATE "C" NOT NULL,
  ground TEXT COLLATE "C",
  why TEXT COLLATE "C" NOT NULL DEFAULT '',
  rule_on TEXT COLLATE "C" NOT NULL,
  rule_yen BIGINT,
  rule_article TEXT COLLATE "C" NOT NULL DEFAULT '',
  approval TEXT COLLATE "C" NOT NULL DEFAULT '',
  foreseen_on TEXT COLLATE "C" NOT NULL,
  announced_on TEXT COLLATE "C",
  announced_where TEXT COLLATE "C" NOT NULL DEFAULT '',
  settled_on TEXT COLLATE "C",
  chosen TEXT COLLATE "C" NOT NULL DEFAULT '',
  amount BIGINT,
  chosen_why TEXT COLLATE "C" NOT NULL DEFAULT '',
  covers_until TEXT COLLATE "C",
  dropped_on TEXT COLLATE "C",
  dropped_why TEXT COLLATE "C" NOT NULL DEFAULT '',
  audience TEXT COLLATE "C" NOT NULL DEFAULT 'circle',
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, challenge) REFERENCES challenges (town, id),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
);
CREATE UNIQUE INDEX procurements_id ON procurements (id);
CREATE INDEX procurements_by_town ON procurements (town, id);
CREATE INDEX procurements_by_town_audience ON procurements (town, audience, id);
CREATE INDEX procurements_by_challenge ON procurements (town, challenge, id);
CREATE INDEX procurements_by_adaptation ON procurements (town, adaptation, id);

CREATE TABLE procurement_parts (
  town TEXT COLLATE "C" NOT NULL,
  procurement UUID NOT NULL,
  position BIGINT NOT NULL,
  part UUID,
  title TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (town, procurement, position),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
);

CREATE TABLE procurement_corrections (
  town TEXT COLLATE "C" NOT NULL,
  procurement UUID NOT NULL,
  number BIGINT NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, procurement, number),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
);

CREATE TABLE procurement_answers (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  procurement UUID NOT NULL,
  question TEXT COLLATE "C" NOT NULL DEFAULT '',
  told TEXT COLLATE "C" NOT NULL,
  told_to TEXT COLLATE "C" NOT NULL,
  told_on TEXT COLLATE "C" NOT NULL,
  dialogue UUID,
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  shown_at BIGINT,
  shown_by UUID REFERENCES persons (id),
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
);
CREATE UNIQUE INDEX procurement_answers_id ON procurement_answers (id);
CREATE INDEX procurement_answers_by_procurement ON procurement_answers (town, procurement, id);
CREATE INDEX procurement_answers_by_shown ON procurement_answers (town, shown_at, id);

CREATE TABLE procurement_followers (
  town TEXT COLLATE "C" NOT NULL,
  procurement UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  since BIGINT NOT NULL,
  PRIMARY KEY (town, procurement, person),
  FOREIGN KEY (town, procurement) REFERENCES procurements (town, id)
);

CREATE TABLE contacts (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  partner UUID REFERENCES partners (id),
  partner_name TEXT COLLATE "C" NOT NULL DEFAULT '',
  challenge UUID,
  dialogue UUID,
  means TEXT COLLATE "C" NOT NULL,
  held_on TEXT COLLATE "C" NOT NULL,
  who TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  told TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, id)
);
CREATE INDEX contacts_by_day ON contacts (town, held_on, id);
CREATE INDEX contacts_by_partner ON contacts (town, partner, held_on, id);
CREATE INDEX contacts_by_dialogue ON contacts (town, dialogue);

CREATE TABLE interests (
  town TEXT COLLATE "C" NOT NULL,
  adaptation UUID NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  side TEXT COLLATE "C" NOT NULL,
  partner UUID REFERENCES partners (id),
  gains TEXT COLLATE "C" NOT NULL,
  bears TEXT COLLATE "C" NOT NULL,
  ties TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL DEFAULT '',
  person UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (town, adaptation, number),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
);
