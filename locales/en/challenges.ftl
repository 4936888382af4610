# challenges
