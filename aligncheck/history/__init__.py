"""Earlier versions of the documents, as git keeps them, and what has changed since."""
