-- Up to which message somebody has read a dialogue they take part in: what came after it waits for them.

ALTER TABLE dialogue_participants ADD COLUMN read_to INTEGER NOT NULL DEFAULT 0;
