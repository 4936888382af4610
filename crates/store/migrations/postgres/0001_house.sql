-- Places, people, organisations, accounts; events and the outbox; mail and jobs.
-- Types kept in step with the SQLite text of the same name by the schema-parity test.

CREATE TABLE municipalities (
  code TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  prefecture TEXT COLLATE "C" NOT NULL,
  prefecture_name TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  kana TEXT COLLATE "C" NOT NULL,
  folded TEXT COLLATE "C" NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  site TEXT COLLATE "C",
  about TEXT COLLATE "C" NOT NULL DEFAULT '',
  joined_at BIGINT
);
CREATE INDEX municipalities_by_prefecture ON municipalities (prefecture, code);
CREATE INDEX municipalities_joined ON municipalities (joined_at, code);

CREATE TABLE municipality_domains (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  domain TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (town, domain)
);
CREATE INDEX municipality_domains_by_domain ON municipality_domains (domain, town);

CREATE TABLE departments (
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  id UUID NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  position BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (town, id)
);

CREATE TABLE persons (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  kana TEXT COLLATE "C" NOT NULL DEFAULT '',
  email TEXT COLLATE "C" UNIQUE,
  confirmed_at BIGINT,
  password TEXT COLLATE "C",
  locale TEXT COLLATE "C" NOT NULL DEFAULT 'ja',
  calendar TEXT COLLATE "C" NOT NULL DEFAULT 'wareki',
  operator BOOLEAN NOT NULL DEFAULT FALSE,
  created_at BIGINT NOT NULL
);

CREATE TABLE staff_posts (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  department UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  title TEXT COLLATE "C" NOT NULL,
  admin BOOLEAN NOT NULL DEFAULT FALSE,
  begins TEXT COLLATE "C" NOT NULL,
  ends TEXT COLLATE "C",
  PRIMARY KEY (town, id),
  FOREIGN KEY (town, department) REFERENCES departments (town, id)
);
CREATE UNIQUE INDEX staff_posts_id ON staff_posts (id);
CREATE INDEX staff_posts_by_person ON staff_posts (person, ends);
CREATE INDEX staff_posts_by_town ON staff_posts (town, ends, department, id);

CREATE TABLE partners (
  id UUID NOT NULL PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL,
  kana TEXT COLLATE "C" NOT NULL DEFAULT '',
  folded TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  corporate_number TEXT COLLATE "C" UNIQUE,
  about TEXT COLLATE "C" NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL
);
CREATE INDEX partners_by_folded ON partners (folded, id);

CREATE TABLE partner_members (
  partner UUID NOT NULL REFERENCES partners (id),
  id UUID NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  title TEXT COLLATE "C" NOT NULL DEFAULT '',
  admin BOOLEAN NOT NULL DEFAULT FALSE,
  begins TEXT COLLATE "C" NOT NULL,
  ends TEXT COLLATE "C",
  PRIMARY KEY (partner, id)
);
CREATE UNIQUE INDEX partner_members_id ON partner_members (id);
CREATE INDEX partner_members_by_person ON partner_members (person, ends);

CREATE TABLE professionals (
  id UUID NOT NULL PRIMARY KEY,
  person UUID NOT NULL UNIQUE REFERENCES persons (id),
  created_at BIGINT NOT NULL
);

CREATE TABLE join_requests (
  id UUID NOT NULL PRIMARY KEY,
  person UUID NOT NULL REFERENCES persons (id),
  town TEXT COLLATE "C" REFERENCES municipalities (code),
  department UUID,
  partner UUID REFERENCES partners (id),
  title TEXT COLLATE "C" NOT NULL DEFAULT '',
  message TEXT COLLATE "C" NOT NULL DEFAULT '',
  asked_at BIGINT NOT NULL,
  answer TEXT COLLATE "C",
  reason TEXT COLLATE "C" NOT NULL DEFAULT '',
  answered_by UUID REFERENCES persons (id),
  answered_at BIGINT,
  CHECK ((town IS NULL) <> (partner IS NULL))
);
CREATE INDEX join_requests_by_town ON join_requests (town, answer, id);
CREATE INDEX join_requests_by_partner ON join_requests (partner, answer, id);
CREATE INDEX join_requests_by_person ON join_requests (person, id);

CREATE TABLE invitations (
  id UUID NOT NULL PRIMARY KEY,
  town TEXT COLLATE "C" NOT NULL REFERENCES municipalities (code),
  email TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  department TEXT COLLATE "C" NOT NULL,
  title TEXT COLLATE "C" NOT NULL,
  domain TEXT COLLATE "C" NOT NULL,
  invited_by UUID NOT NULL REFERENCES persons (id),
  invited_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  accepted_at BIGINT,
  accepted_by UUID REFERENCES persons (id)
);
CREATE INDEX invitations_by_town ON invitations (town, id);

CREATE TABLE sessions (
  token BYTEA NOT NULL PRIMARY KEY,
  id UUID NOT NULL UNIQUE,
  person UUID NOT NULL REFERENCES persons (id),
  hat TEXT COLLATE "C",
  address TEXT COLLATE "C" NOT NULL DEFAULT '',
  agent TEXT COLLATE "C" NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- A mailed secret is HMAC(installation secret, id ‖ purpose): the row holds no secret.
CREATE TABLE mailed_secrets (
  id UUID NOT NULL PRIMARY KEY,
  purpose TEXT COLLATE "C" NOT NULL,
  person UUID REFERENCES persons (id),
  invitation UUID REFERENCES invitations (id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  misses BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX mailed_secrets_by_person ON mailed_secrets (person, purpose, id);
CREATE INDEX mailed_secrets_by_expiry ON mailed_secrets (expires_at);

CREATE TABLE throttles (
  subject TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  count BIGINT NOT NULL,
  until BIGINT NOT NULL
);
CREATE INDEX throttles_by_until ON throttles (until);

CREATE TABLE retention_rules (
  town TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  since TEXT COLLATE "C" NOT NULL,
  class TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (town, kind, since)
);

-- Append-only. `tx` orders commits on PostgreSQL (0 on SQLite, where `position` already does).
CREATE TABLE events (
  position BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  tx BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  id UUID NOT NULL UNIQUE,
  at BIGINT NOT NULL,
  chain TEXT COLLATE "C" NOT NULL,
  actor UUID,
  hat TEXT COLLATE "C" NOT NULL DEFAULT '',
  kind TEXT COLLATE "C" NOT NULL,
  record UUID NOT NULL,
  verb TEXT COLLATE "C" NOT NULL,
  text_digest BYTEA NOT NULL
);
CREATE INDEX events_by_commit ON events (tx, position);
CREATE INDEX events_by_record ON events (record, position);
CREATE INDEX events_by_chain ON events (chain, tx, position);

CREATE TABLE event_texts (
  event UUID NOT NULL PRIMARY KEY REFERENCES events (id),
  salt BYTEA NOT NULL,
  before TEXT COLLATE "C",
  after TEXT COLLATE "C"
);

CREATE TABLE event_digests (
  chain TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  event UUID NOT NULL UNIQUE REFERENCES events (id),
  digest BYTEA NOT NULL,
  PRIMARY KEY (chain, number)
);

CREATE TABLE consumers (
  name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  tx BIGINT NOT NULL,
  position BIGINT NOT NULL
);

CREATE TABLE mails (
  id UUID NOT NULL PRIMARY KEY,
  event UUID NOT NULL REFERENCES events (id),
  person UUID REFERENCES persons (id),
  recipient TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  made_at BIGINT NOT NULL,
  sent_at BIGINT,
  UNIQUE (event, recipient)
);
CREATE INDEX mails_by_recipient ON mails (recipient, id);

CREATE TABLE jobs (
  id UUID NOT NULL PRIMARY KEY,
  queue TEXT COLLATE "C" NOT NULL,
  subject UUID NOT NULL,
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  locked_until BIGINT NOT NULL DEFAULT 0,
  failed_at BIGINT,
  error TEXT COLLATE "C" NOT NULL DEFAULT '',
  UNIQUE (queue, subject)
);
CREATE INDEX jobs_due ON jobs (queue, run_at, id);
