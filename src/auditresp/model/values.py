"""The kinds of value the files hold. Each knows how it is written, so a value is read by its field, never guessed."""

import posixpath
import re
import unicodedata
from typing import Any, ClassVar, Self

from auditresp.language import _

SCALAR = ["string", "number", "boolean"]
"""An editor guesses `012` and `no` to be a number and a truth value; in a text field they are what was written."""


LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
"""The letters of an id, written so that Python and JSON Schema read them alike."""


class Refused(ValueError):  # noqa: N818 - it is told as a problem at the value's place
    """What a value's reader raises: `code` and `message` become a problem; without a code, what the field takes is said."""

    def __init__(self, code: str = "", message: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Written(str):
    """A value that is kept just as it was written, and whose class says what it means."""

    __slots__ = ()
    schema: ClassVar[dict[str, Any]] = {"type": SCALAR}

    @classmethod
    def read(cls, value: object) -> Self:
        """The value of this kind that was written. Raises Refused where it is none."""
        if not isinstance(value, str):
            raise Refused
        return cls(value.strip())


class Line(Written):
    """A short text on one line: a name, a title, a case number. Line breaks in it are spaces."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> Self:
        """The words on one line."""
        if not isinstance(value, str):
            raise Refused
        return cls(" ".join(value.split()))


class Text(Written):
    """Running text in Markdown: paragraphs, lists, tables; printed as the template's own paragraphs."""

    __slots__ = ()


class Email(Line):
    """An e-mail address."""

    __slots__ = ()
    schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "email"}


class Sha256(Line):
    """A file's checksum."""

    __slots__ = ()
    pattern: ClassVar[str] = "^[0-9a-f]{64}$"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": pattern}

    @classmethod
    def read(cls, value: object) -> Self:
        """The checksum. Raises `not-a-checksum`."""
        text = super().read(value)
        if not re.match(cls.pattern, text):
            raise Refused("not-a-checksum", _("'{value}' is no SHA-256 checksum: 64 of the characters 0-9 and a-f").format(value=text))
        return text


class PictureFile(Line):
    """A picture in the workspace: its path from there, as `templates/logo.png`."""

    __slots__ = ()
    pattern: ClassVar[str] = r"^(?!/|[A-Za-z]:)(?!(.*/)?\.\./).+\.([Pp][Nn][Gg]|[Jj][Pp][Ee]?[Gg])$"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": pattern}

    @classmethod
    def read(cls, value: object) -> Self:
        """The path, with `/` between folders on every system. Raises `not-a-picture`."""
        text = cls(posixpath.normpath(super().read(value).replace("\\", "/")))
        if not re.match(cls.pattern, text):
            message = _("'{value}' is no picture in the workspace; write the path of a PNG or JPEG file, for example templates/logo.png")
            raise Refused("not-a-picture", message.format(value=text))
        return text


class Who(Line):
    """Somebody who does something: a contact's or a board's key, else a name as it is."""

    __slots__ = ()


class Id(Written):
    """A name other files can use: letters, digits, `.`, `_` and `-`, beginning with a letter or digit."""

    __slots__ = ()
    pattern: ClassVar[str] = f"^[{LETTERS}0-9][{LETTERS}0-9._-]*$"
    schema: ClassVar[dict[str, Any]] = {"type": SCALAR, "pattern": pattern}

    @classmethod
    def read(cls, value: object) -> Self:
        """The id, its letters composed as on every system but macOS. Raises `not-an-id`."""
        text = cls(unicodedata.normalize("NFC", super().read(value)))
        if not re.match(cls.pattern, text):
            message = _("'{value}' is no id: use letters, digits, '.', '_' and '-', beginning with a letter or digit").format(value=text)
            if near := suggestion(text):
                message += _("; for instance '{near}'").format(near=near)
            raise Refused("not-an-id", message)
        return text


def suggestion(text: str) -> str:
    """The nearest id to what was written: `Åtgärd 1` gives `Åtgärd-1`."""
    return re.sub(f"[^{LETTERS}0-9._-]+", "-", text).strip("-._")


class BoardKey(Id):
    """Names a board of auditresp.yaml."""

    __slots__ = ()


class ContactKey(Id):
    """Names a contact of auditresp.yaml."""

    __slots__ = ()


class AuditId(Id):
    """Names an audit of recommendations.yaml."""

    __slots__ = ()


class ItemId(Id):
    """Names a recommendation or a finding of the response's audit."""

    __slots__ = ()


class FollowUpId(Id):
    """Names a follow-up of the same response."""

    __slots__ = ()


class TemplateName(Id):
    """Names a Word template: the stem of a file in templates/."""

    __slots__ = ()
