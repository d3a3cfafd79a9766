"""What becomes of findings: verdicts, fingerprints, decisions."""
