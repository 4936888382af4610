-- Photos and files on a record. Who sees the record sees them: there is no audience here. A file that was taken back
-- leaves its row as the record of it; its bytes are erased afterwards.

CREATE TABLE attachments (
  town TEXT COLLATE "C" NOT NULL,
  id UUID NOT NULL,
  record_kind TEXT COLLATE "C" NOT NULL,
  record UUID NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  media TEXT COLLATE "C" NOT NULL,
  bytes BIGINT NOT NULL,
  digest BYTEA NOT NULL,
  width BIGINT,
  height BIGINT,
  caption TEXT COLLATE "C" NOT NULL,
  object TEXT COLLATE "C" NOT NULL,
  person UUID NOT NULL REFERENCES persons (id),
  seat UUID NOT NULL,
  side TEXT COLLATE "C" NOT NULL,
  attached_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  erased_at BIGINT,
  PRIMARY KEY (town, id)
);
CREATE UNIQUE INDEX attachments_id ON attachments (id);
CREATE UNIQUE INDEX attachments_object ON attachments (object);
CREATE INDEX attachments_by_record ON attachments (town, record_kind, record, id);
CREATE INDEX attachments_to_erase ON attachments (withdrawn_at, id) WHERE withdrawn_at IS NOT NULL AND erased_at IS NULL;
