"""Versions and what each changed: for the terminal, and for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any

import click

from auditresp.changes.remarks import NO_CHANGE
from auditresp.changes.sections import Section, sections
from auditresp.cli.changes import data, terminal
from auditresp.cli.versions import minute
from auditresp.store.versions.history import Subject, Version

FORMAT = 1
"""The version of the form for programs; a field may be added without a new one."""

INDENT = "  "


def as_text(versions: Iterable[Version], subject: Subject, tags: Mapping[str, Sequence[str]], width: int, *, full: bool) -> Iterator[str]:
    """Each version as it comes: its commit, then what it changed, as sentences; with `full`, the texts too."""
    some = False
    for version in versions:
        some = True
        yield from head(version, tags.get(version.commit.id, ()), width)
        for section in sections(version.changes, version.old, version.new):
            yield from (INDENT + line for line in inside(section, subject, width - len(INDENT), full=full))
        for file in version.unread:
            yield from folded(f"{file} kan inte läsas i den här versionen.", width)
        if not version.changes and not version.unread:
            yield from folded("Bara hur filerna är skrivna har ändrats.", width)
        yield ""
    if not some:
        yield NO_CHANGE


def head(version: Version, tags: Sequence[str], width: int) -> Iterator[str]:
    """Which commit it is, when, by whom, in what words, and what it is called."""
    made = version.commit
    names = click.style(f"  ({', '.join(tags)})", fg="cyan") if tags else ""
    yield f"{click.style(made.short, fg='yellow')} {minute(made.when)} {made.who}{names}"
    yield from (click.style(line, bold=True) for line in wrap(made.sentence, width))


def inside(section: Section, subject: Subject, width: int, *, full: bool) -> Iterator[str]:
    """What changed in one response, in an audit, or in the settings; whose, where that is not what was asked."""
    if subject.response is None or section.response != subject.response:
        yield from (click.style(line, dim=True) for line in wrap(section.heading, width))
    for told in section.told:
        yield from terminal.change(told if full else replace(told, details=(), text=()), width)


def folded(words: str, width: int) -> list[str]:
    """A remark in lines."""
    return wrap(words, width, initial_indent=INDENT, subsequent_indent=INDENT)


def as_json(versions: Iterable[Version], subject: Subject, tags: Mapping[str, Sequence[str]]) -> str:
    """One JSON object: what was asked, and the versions."""
    asked = {"response": subject.response, "audit": subject.audit, "item": subject.item}
    said = {"format": FORMAT, "subject": asked, "versions": [version_data(each, tags.get(each.commit.id, ())) for each in versions]}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def version_data(version: Version, tags: Sequence[str]) -> dict[str, Any]:
    """A version, with its changes as `diff` gives them."""
    made = version.commit
    told = sections(version.changes, version.old, version.new)
    return {
        "commit": made.id,
        "parents": list(made.parents),
        "when": made.when.isoformat(),
        "who": made.who,
        "sentence": made.sentence,
        "tags": list(tags),
        "unread": list(version.unread),
        "changes": [data.change(each, section.heading) for section in told for each in section.told],
    }
