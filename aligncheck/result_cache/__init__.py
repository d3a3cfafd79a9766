"""Results kept from run to run by what they were made of: a file that can be thrown away."""
