"""The settings of a run, and a word on where they come from.

A file in a folder above may switch rules off, and one of a cloned repository may name a model to
load: neither goes unsaid.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from aligncheck.config import Config, find_config, load_config, with_flags
from aligncheck.errors import UsageError
from aligncheck.models.encoder import EMBEDDED
from aligncheck.text.terminal_line import strip_controls


def load_settings(
    path: Path | None, flags: Mapping[str, object], say: TextIO, *, quiet: bool = False
) -> Config:
    """Return the settings of `path` or of the nearest configuration, flags over them.

    Lines to `say` tell that a file of a folder above was found, unless `quiet`, and that one
    names a model. Raises ConfigError for what cannot be a configuration.
    """
    here = find_working_folder()
    found = find_config(path, here)
    chosen = with_flags(load_config(path, os.environ, here), flags)
    if found is None:
        return chosen
    shown = strip_controls(os.path.relpath(found, here) if path is None else str(path))
    if path is None and found.parent != here and not quiet:
        say.write(f"aligncheck: settings of {shown}\n")
    by_file = flags.get("model") is None and "ALIGNCHECK_MODEL" not in os.environ
    if by_file and chosen.model != EMBEDDED:
        say.write(f"aligncheck: {shown} asks for the model {strip_controls(chosen.model)}\n")
    return chosen


def find_working_folder() -> Path:
    """Return the working directory; raises UsageError where it is gone or closed to us."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(f"the working directory cannot be read ({error.strerror})") from None
