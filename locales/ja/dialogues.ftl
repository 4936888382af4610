# dialogues
