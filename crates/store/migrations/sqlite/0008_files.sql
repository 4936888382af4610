-- Photos and files on a record. Who sees the record sees them: there is no audience here. A file that was taken back
-- leaves its row as the record of it; its bytes are erased afterwards.

CREATE TABLE attachments (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  record_kind TEXT NOT NULL,
  record BLOB NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest BLOB NOT NULL,
  width INTEGER,
  height INTEGER,
  caption TEXT NOT NULL,
  object TEXT NOT NULL,
  person BLOB NOT NULL REFERENCES persons (id),
  seat BLOB NOT NULL,
  side TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  erased_at INTEGER,
  PRIMARY KEY (town, id)
) STRICT;
CREATE UNIQUE INDEX attachments_id ON attachments (id);
CREATE UNIQUE INDEX attachments_object ON attachments (object);
CREATE INDEX attachments_by_record ON attachments (town, record_kind, record, id);
CREATE INDEX attachments_to_erase ON attachments (withdrawn_at, id) WHERE withdrawn_at IS NOT NULL AND erased_at IS NULL;
