"""Pure functions on strings: normalise, split, words, quantities. All carry offsets."""
