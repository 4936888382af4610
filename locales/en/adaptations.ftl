# adaptations
