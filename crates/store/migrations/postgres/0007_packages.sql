-- Parts say who does them, what they cost and what went wrong before; versions are kept and readable; an adaptation's
-- revision says on which version it stands and what it was made after; what a town learnt is offered back.

ALTER TABLE package_parts ADD COLUMN who TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN cost_low BIGINT;
ALTER TABLE package_parts ADD COLUMN cost_high BIGINT;
ALTER TABLE package_parts ADD COLUMN duration TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN preconditions TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN pitfalls TEXT COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE adaptation_parts ADD COLUMN who TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN cost_low BIGINT;
ALTER TABLE adaptation_parts ADD COLUMN cost_high BIGINT;
ALTER TABLE adaptation_parts ADD COLUMN duration TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN preconditions TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN pitfalls TEXT COLLATE "C" NOT NULL DEFAULT '';

ALTER TABLE packages ADD COLUMN from_adaptation UUID;

CREATE TABLE package_versions (
  package UUID NOT NULL REFERENCES packages (id),
  version BIGINT NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  summary TEXT COLLATE "C" NOT NULL,
  news TEXT COLLATE "C" NOT NULL DEFAULT '',
  author UUID NOT NULL REFERENCES persons (id),
  written_at BIGINT NOT NULL,
  PRIMARY KEY (package, version)
);
INSERT INTO package_versions (package, version, title, summary, author, written_at)
  SELECT DISTINCT k.package, k.version, p.title, p.summary, p.made_by, p.changed_at
  FROM package_parts k JOIN packages p ON p.id = k.package;

ALTER TABLE adaptations ADD COLUMN like_adaptation UUID;
ALTER TABLE adaptations ADD COLUMN like_revision BIGINT;
ALTER TABLE adaptation_revisions ADD COLUMN package UUID;
ALTER TABLE adaptation_revisions ADD COLUMN package_version BIGINT;
UPDATE adaptation_revisions SET
  package = (SELECT a.package FROM adaptations a
    WHERE a.town = adaptation_revisions.town AND a.id = adaptation_revisions.adaptation),
  package_version = (SELECT a.package_version FROM adaptations a
    WHERE a.town = adaptation_revisions.town AND a.id = adaptation_revisions.adaptation);
-- The open revisions of a package's adaptations, and those of one challenge, found without a look at the others.
CREATE INDEX adaptation_revisions_by_package ON adaptation_revisions (package, audience, adaptation, number);

CREATE TABLE offers (
  id UUID NOT NULL,
  package UUID NOT NULL REFERENCES packages (id),
  town TEXT COLLATE "C" NOT NULL,
  adaptation UUID NOT NULL,
  part UUID,
  words TEXT COLLATE "C" NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  side TEXT COLLATE "C" NOT NULL,
  offered_at BIGINT NOT NULL,
  taken_version BIGINT,
  answer TEXT COLLATE "C" NOT NULL DEFAULT '',
  answered_by UUID REFERENCES persons (id),
  answered_at BIGINT,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
);
CREATE UNIQUE INDEX offers_id ON offers (id);
CREATE INDEX offers_by_package ON offers (package, id);
CREATE INDEX offers_by_version ON offers (package, taken_version, id);
CREATE INDEX offers_by_adaptation ON offers (town, adaptation, id);
