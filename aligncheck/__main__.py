"""`python -m aligncheck` is `aligncheck`."""

from aligncheck.cli import main

main()
