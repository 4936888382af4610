-- Places, people, organisations, accounts; events and the outbox; mail and jobs.
-- Types kept in step with the SQLite text of the same name by the schema-parity test.

CREATE TABLE municipalities (
  code TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  prefecture TEXT NOT NULL,
  prefecture_name TEXT NOT NULL,
  name TEXT NOT NULL,
  kana TEXT NOT NULL,
  folded TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  site TEXT,
  about TEXT NOT NULL DEFAULT '',
  joined_at INTEGER
) STRICT;
CREATE INDEX municipalities_by_prefecture ON municipalities (prefecture, code);
CREATE INDEX municipalities_joined ON municipalities (joined_at, code);

CREATE TABLE municipality_domains (
  town TEXT NOT NULL REFERENCES municipalities (code),
  domain TEXT NOT NULL,
  PRIMARY KEY (town, domain)
) STRICT;
CREATE INDEX municipality_domains_by_domain ON municipality_domains (domain, town);

CREATE TABLE departments (
  town TEXT NOT NULL REFERENCES municipalities (code),
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (town, id)
) STRICT;

CREATE TABLE persons (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kana TEXT NOT NULL DEFAULT '',
  email TEXT UNIQUE,
  confirmed_at INTEGER,
  password TEXT,
  locale TEXT NOT NULL DEFAULT 'ja',
  calendar TEXT NOT NULL DEFAULT 'wareki',
  operator INTEGER NOT NULL DEFAULT FALSE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_posts (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  department BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  title TEXT NOT NULL,
  admin INTEGER NOT NULL DEFAULT FALSE,
  begins TEXT NOT NULL,
  ends TEXT,
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, department) REFERENCES departments (town, id)
) STRICT;
CREATE UNIQUE INDEX staff_posts_id ON staff_posts (id);
CREATE INDEX staff_posts_by_person ON staff_posts (person, ends);
CREATE INDEX staff_posts_by_town ON staff_posts (town, ends, department, id);

CREATE TABLE partners (
  id BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kana TEXT NOT NULL DEFAULT '',
  folded TEXT NOT NULL,
  kind TEXT NOT NULL,
  corporate_number TEXT UNIQUE,
  about TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX partners_by_folded ON partners (folded, id);

CREATE TABLE partner_members (
  partner BLOB NOT NULL REFERENCES partners (id),
  id BLOB NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  title TEXT NOT NULL DEFAULT '',
  admin INTEGER NOT NULL DEFAULT FALSE,
  begins TEXT NOT NULL,
  ends TEXT,
  PRIMARY KEY (partner, id)
) STRICT;
CREATE UNIQUE INDEX partner_members_id ON partner_members (id);
CREATE INDEX partner_members_by_person ON partner_members (person, ends);

CREATE TABLE professionals (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL UNIQUE REFERENCES persons (id),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE join_requests (
  id BLOB NOT NULL PRIMARY KEY,
  person BLOB NOT NULL REFERENCES persons (id),
  town TEXT REFERENCES municipalities (code),
  department BLOB,
  partner BLOB REFERENCES partners (id),
  title TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  asked_at INTEGER NOT NULL,
  answer TEXT,
  reason TEXT NOT NULL DEFAULT '',
  answered_by BLOB REFERENCES persons (id),
  answered_at INTEGER,
  CHECK ((town IS NULL) <> (partner IS NULL))
) STRICT;
CREATE INDEX join_requests_by_town ON join_requests (town, answer, id);
CREATE INDEX join_requests_by_partner ON join_requests (partner, answer, id);
CREATE INDEX join_requests_by_person ON join_requests (person, id);

CREATE TABLE invitations (
  id BLOB NOT NULL PRIMARY KEY,
  town TEXT NOT NULL REFERENCES municipalities (code),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  department TEXT NOT NULL,
  title TEXT NOT NULL,
  domain TEXT NOT NULL,
  invited_by BLOB NOT NULL REFERENCES persons (id),
  invited_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  accepted_at INTEGER,
  accepted_by BLOB REFERENCES persons (id)
) STRICT;
CREATE INDEX invitations_by_town ON invitations (town, id);

CREATE TABLE sessions (
  token BLOB NOT NULL PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  person BLOB NOT NULL REFERENCES persons (id),
  hat TEXT,
  address TEXT NOT NULL DEFAULT '',
  agent TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A mailed secret is HMAC(installation secret, id ‖ purpose): the row holds no secret.
CREATE TABLE mailed_secrets (
  id BLOB NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  person BLOB REFERENCES persons (id),
  invitation BLOB REFERENCES invitations (id),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  misses INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mailed_secrets_by_person ON mailed_secrets (person, purpose, id);
CREATE INDEX mailed_secrets_by_expiry ON mailed_secrets (expires_at);

CREATE TABLE throttles (
  subject TEXT NOT NULL PRIMARY KEY,
  count INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_until ON throttles (until);

CREATE TABLE retention_rules (
  town TEXT NOT NULL,
  kind TEXT NOT NULL,
  since TEXT NOT NULL,
  class TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (town, kind, since)
) STRICT;

-- Append-only. `tx` orders commits on PostgreSQL (0 on SQLite, where `position` already does).
CREATE TABLE events (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  tx INTEGER NOT NULL DEFAULT 0,
  id BLOB NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  chain TEXT NOT NULL,
  actor BLOB,
  hat TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  record BLOB NOT NULL,
  verb TEXT NOT NULL,
  text_digest BLOB NOT NULL
) STRICT;
CREATE INDEX events_by_commit ON events (tx, position);
CREATE INDEX events_by_record ON events (record, position);
CREATE INDEX events_by_chain ON events (chain, tx, position);

CREATE TABLE event_texts (
  event BLOB NOT NULL PRIMARY KEY REFERENCES events (id),
  salt BLOB NOT NULL,
  before TEXT,
  after TEXT
) STRICT;

CREATE TABLE event_digests (
  chain TEXT NOT NULL,
  number INTEGER NOT NULL,
  event BLOB NOT NULL UNIQUE REFERENCES events (id),
  digest BLOB NOT NULL,
  PRIMARY KEY (chain, number)
) STRICT;

CREATE TABLE consumers (
  name TEXT NOT NULL PRIMARY KEY,
  tx INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE mails (
  id BLOB NOT NULL PRIMARY KEY,
  event BLOB NOT NULL REFERENCES events (id),
  person BLOB REFERENCES persons (id),
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (event, recipient)
) STRICT;
CREATE INDEX mails_by_recipient ON mails (recipient, id);

CREATE TABLE jobs (
  id BLOB NOT NULL PRIMARY KEY,
  queue TEXT NOT NULL,
  subject BLOB NOT NULL,
  run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  failed_at INTEGER,
  error TEXT NOT NULL DEFAULT '',
  UNIQUE (queue, subject)
) STRICT;
CREATE INDEX jobs_due ON jobs (queue, run_at, id);
