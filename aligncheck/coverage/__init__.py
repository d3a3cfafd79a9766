"""Which source word found a partner in the target, which did not, and where the hole is."""
