"""Names in Chinese and English: finding them, and telling whether one can be the other."""
