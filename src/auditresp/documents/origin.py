"""What a document says of where it comes from, among the properties that Word keeps and does not print."""

from collections.abc import Mapping
from typing import Self

from auditresp.value import Value

PREFIX = "Auditresp"
CONTENT = f"{PREFIX}Content"
"""The name of the property that holds the hash of all the document's parts but its properties."""


class Origin(Value):
    """What a document was built from. What is not known is empty, and not written."""

    response: str = ""
    """The response's id; empty for a document of the whole register."""
    document: str = ""
    """The template's name."""
    commit: str = ""
    """The last commit that changed any of what it was built from."""
    form: str = ""
    """`draft`, `public` or both, where it was built so."""

    def properties(self, content: str) -> dict[str, str]:
        """The custom properties that say so, of a document with that content hash."""
        said = {f"{PREFIX}{name.capitalize()}": value for name, value in vars(self).items() if value}
        return {**said, CONTENT: content}

    @classmethod
    def read(cls, properties: Mapping[str, str]) -> Self | None:
        """From a document's custom properties; nothing where auditresp did not build it."""
        if CONTENT not in properties:
            return None
        return cls(*(properties.get(f"{PREFIX}{name.capitalize()}", "") for name in cls.field_names))


NAMES = frozenset({CONTENT, *(f"{PREFIX}{name.capitalize()}" for name in Origin.field_names)})
"""The names of the properties that are ours."""
