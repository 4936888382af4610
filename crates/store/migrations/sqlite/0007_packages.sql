-- Parts say who does them, what they cost and what went wrong before; versions are kept and readable; an adaptation's
-- revision says on which version it stands and what it was made after; what a town learnt is offered back.

ALTER TABLE package_parts ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN cost_low INTEGER;
ALTER TABLE package_parts ADD COLUMN cost_high INTEGER;
ALTER TABLE package_parts ADD COLUMN duration TEXT NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN preconditions TEXT NOT NULL DEFAULT '';
ALTER TABLE package_parts ADD COLUMN pitfalls TEXT NOT NULL DEFAULT '';

ALTER TABLE adaptation_parts ADD COLUMN who TEXT NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN cost_low INTEGER;
ALTER TABLE adaptation_parts ADD COLUMN cost_high INTEGER;
ALTER TABLE adaptation_parts ADD COLUMN duration TEXT NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN preconditions TEXT NOT NULL DEFAULT '';
ALTER TABLE adaptation_parts ADD COLUMN pitfalls TEXT NOT NULL DEFAULT '';

ALTER TABLE packages ADD COLUMN from_adaptation BLOB;

CREATE TABLE package_versions (
  package BLOB NOT NULL REFERENCES packages (id),
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  news TEXT NOT NULL DEFAULT '',
  author BLOB NOT NULL REFERENCES persons (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (package, version)
) STRICT;
INSERT INTO package_versions (package, version, title, summary, author, written_at)
  SELECT DISTINCT k.package, k.version, p.title, p.summary, p.made_by, p.changed_at
  FROM package_parts k JOIN packages p ON p.id = k.package;

ALTER TABLE adaptations ADD COLUMN like_adaptation BLOB;
ALTER TABLE adaptations ADD COLUMN like_revision INTEGER;
ALTER TABLE adaptation_revisions ADD COLUMN package BLOB;
ALTER TABLE adaptation_revisions ADD COLUMN package_version INTEGER;
UPDATE adaptation_revisions SET
  package = (SELECT a.package FROM adaptations a
    WHERE a.town = adaptation_revisions.town AND a.id = adaptation_revisions.adaptation),
  package_version = (SELECT a.package_version FROM adaptations a
    WHERE a.town = adaptation_revisions.town AND a.id = adaptation_revisions.adaptation);
-- The open revisions of a package's adaptations, and those of one challenge, found without a look at the others.
CREATE INDEX adaptation_revisions_by_package ON adaptation_revisions (package, audience, adaptation, number);

CREATE TABLE offers (
  id BLOB NOT NULL,
  package BLOB NOT NULL REFERENCES packages (id),
  town TEXT NOT NULL,
  adaptation BLOB NOT NULL,
  part BLOB,
  words TEXT NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  side TEXT NOT NULL,
  offered_at INTEGER NOT NULL,
  taken_version INTEGER,
  answer TEXT NOT NULL DEFAULT '',
  answered_by BLOB REFERENCES persons (id),
  answered_at INTEGER,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, adaptation) REFERENCES adaptations (town, id)
) STRICT;
CREATE UNIQUE INDEX offers_id ON offers (id);
CREATE INDEX offers_by_package ON offers (package, id);
CREATE INDEX offers_by_version ON offers (package, taken_version, id);
CREATE INDEX offers_by_adaptation ON offers (town, adaptation, id);
