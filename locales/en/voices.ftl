# voices
