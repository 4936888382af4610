-- A trial belongs to a round, and is looked back on once.

ALTER TABLE trials ADD COLUMN round BIGINT NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX reflections_by_trial ON reflections (town, trial);
