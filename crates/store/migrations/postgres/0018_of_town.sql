-- For which town somebody stated its interests: the challenge's own, or one that joined. NULL for a partner.
ALTER TABLE interests ADD COLUMN of_town TEXT COLLATE "C";
-- What staff of a joined town stated before stood under the name of the keeping town. Whoever never sat in the circle for the
-- keeping town spoke for the town for which they did.
UPDATE interests SET of_town = COALESCE((SELECT CASE WHEN MAX(CASE WHEN m.of_town = m.town THEN 1 ELSE 0 END) = 1 THEN NULL
  ELSE MIN(m.of_town) END FROM adaptations a JOIN circle_members m ON m.town = a.town AND m.challenge = a.challenge
  WHERE a.town = interests.town AND a.id = interests.adaptation AND m.side = 'town' AND m.person = interests.person), town)
  WHERE side = 'town';
