"""Everything that is said to readers in more than one language."""
