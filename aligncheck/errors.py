"""Every error a user can cause.

AlignCheckError
    UsageError          the command line or the combination of inputs makes no sense
    ConfigError         an unknown key or a wrong value in a configuration
    ReadError           a file could not be read as what it should be
    AlignError          two documents are not translations, an alignment file is malformed
    EncoderError        a model could not be loaded
    MissingExtra        an optional dependency is not installed
    CompareError        two reports cannot be compared

The command line catches AlignCheckError alone, prints its one line and exits with code 2.
"""

from __future__ import annotations


class AlignCheckError(Exception):
    """Something the user can mend; the text names the file, the place and the remedy."""


class UsageError(AlignCheckError):
    """The inputs are readable but do not make a check, such as two English files."""


class ConfigError(AlignCheckError):
    """A configuration key or value that aligncheck does not know."""


class ReadError(AlignCheckError):
    """A file that is missing, unreadable, or not what its name says."""


class AlignError(AlignCheckError):
    """Documents that do not belong together, or a file of beads and pins that cannot be used."""


class EncoderError(AlignCheckError):
    """A model folder or name that does not lead to a usable model."""


class MissingExtra(AlignCheckError):  # noqa: N818  # the contract's name
    """An optional dependency is needed; the text names the extra to install."""


class CompareError(AlignCheckError):
    """Two reports that must not be compared, or a file that is no report."""
