-- Under a reflection each town that holds the challenge puts its own hand: for which town somebody signed.

ALTER TABLE reflection_signatures ADD COLUMN of_town TEXT;
UPDATE reflection_signatures SET of_town = COALESCE((SELECT m.of_town FROM reflections f JOIN circle_members m
  ON m.town = f.town AND m.challenge = f.challenge AND m.seat = reflection_signatures.seat
  WHERE f.town = reflection_signatures.town AND f.id = reflection_signatures.reflection), town) WHERE side = 'town';
