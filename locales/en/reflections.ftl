# reflections
