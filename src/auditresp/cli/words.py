"""Sentences that several commands say."""

from collections.abc import Sequence
from pathlib import Path

from auditresp.language import _, ngettext
from auditresp.problems import Problem, errors


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are: `2 errors, 1 warning`."""
    wrong = len(errors(problems))
    doubtful = len(problems) - wrong
    return _("{errors}, {warnings}").format(
        errors=ngettext("{count} error", "{count} errors", wrong).format(count=wrong),
        warnings=ngettext("{count} warning", "{count} warnings", doubtful).format(count=doubtful),
    )


def shown_path(path: Path) -> str:
    """A path as short as can be: from the current folder where it lies below it."""
    here, resolved = Path.cwd(), path.resolve()
    return str(resolved.relative_to(here) if resolved.is_relative_to(here) else resolved)
