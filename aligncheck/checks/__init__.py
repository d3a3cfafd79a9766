"""The rules at work: one module a family, which declares its rules and finds what breaks them."""
