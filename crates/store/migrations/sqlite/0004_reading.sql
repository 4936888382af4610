-- The dialogues a town's staff read, newest first, without a look at those of other towns.

CREATE INDEX dialogues_by_town_audience ON dialogues (town, audience, held_on, id);
