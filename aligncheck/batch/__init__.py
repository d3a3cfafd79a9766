"""Check thousands of documents, or a corpus of pairs, on one machine or on many."""
