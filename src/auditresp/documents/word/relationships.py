"""What a part of the package points to: other parts, and addresses outside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Self

from auditresp.documents.word.ooxml import OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS, cut, number, whole
from auditresp.documents.word.xml import etree
from auditresp.value import Value

EMPTY = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"/>'.encode()


def relationships_part(part: str) -> str:
    """The part that says what `part` points to: `word/_rels/document.xml.rels`. That of the package itself is for `""`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_of(relationships: str) -> str:
    """The part whose relationships stand in that part."""
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


class Relationships(Value):
    """What one part points to."""

    part: str
    targets: Mapping[str, str]
    """The parts it points to, by the last word of the relationship's type (`styles`, `numbering`)."""
    inside: frozenset[str]
    """All parts it points to."""
    next_number: int
    """`rId` with this number, and with all that follow, is free."""
    pieces: tuple[str, ...]

    @classmethod
    def read(cls, part: str, parts: Mapping[str, bytes]) -> Self:
        """Those of `part`, from the package's parts by their name in the zip."""
        root = etree.fromstring(parts.get(relationships_part(part), EMPTY))
        inside = [each for each in root.iter(f"{{{PACKAGE_RELATIONSHIPS}}}Relationship") if each.get("TargetMode") != "External"]
        ids = [number(name[3:]) or 0 for each in root if (name := str(each.get("Id", ""))).startswith("rId")]
        return cls(
            part=part,
            targets={each.get("Type", "").rpartition("/")[2]: resolved(part, each.get("Target", "")) for each in inside},
            inside=frozenset(resolved(part, target) for each in inside if not (target := each.get("Target", "")).startswith("#")),
            next_number=max(ids, default=0) + 1,
            pieces=cut(root, len(root)),
        )

    def with_added(self, relationships: Iterable[str]) -> bytes:
        """The part with further `Relationship` elements."""
        return whole(self.pieces[0], *relationships, *self.pieces[1:])


def relationship(rel_id: str, kind: str, target: str, *, outside: bool = False) -> str:
    """A relationship of a kind that Office knows (`hyperlink`). `target` is escaped as an attribute already."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship xmlns="{PACKAGE_RELATIONSHIPS}" Id="{rel_id}" Type="{OFFICE_RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'


def resolved(part: str, target: str) -> str:
    """The name in the zip of what `part` calls `target`."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
