"""Sentences that several commands say."""

from collections.abc import Collection, Sequence
from pathlib import Path

from auditresp.language import _, ngettext
from auditresp.model.register import Register, response_file
from auditresp.problems import AuditrespError, Problem, did_you_mean, errors


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


def no_response(name: str, register: Register) -> AuditrespError:
    """That no response is called so."""
    return nothing_called(name, register, register.responses, _("there is no response '{name}'{hint}"))


def no_response_or_audit(name: str, register: Register, earlier: Collection[str] = ()) -> AuditrespError:
    """That neither is called so. `earlier` are the responses that only older versions have."""
    names = {audit.id for audit in register.audits} | {*register.responses, *earlier}
    return nothing_called(name, register, names, _("there is no response or audit '{name}'{hint}"))


def nothing_called(name: str, register: Register, names: Collection[str], message: str) -> AuditrespError:
    """What stops a command that is to do something with a response: its file cannot be read, or the message, with the nearest name."""
    if (file := response_file(name)) in register.unread:
        return AuditrespError(_("{file} cannot be read; auditresp check says why").format(file=file))
    return AuditrespError(message.format(name=name, hint=did_you_mean(name, names)))
