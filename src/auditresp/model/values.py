"""The kinds of value the files hold. Each knows how it is written, so a value is read by its field, never guessed."""

import posixpath
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from auditresp.language import _

SCALAR = ["string", "number", "boolean"]
"""An editor guesses `012` and `no` to be a number and a truth value; in a text field they are what was written."""


LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
"""The letters of an id, written so that Python and JSON Schema read them alike."""


def refused(code: str, message: str) -> PydanticCustomError:
    """What a value's reader raises: `code` and `message` become a problem at the value's place."""
    return PydanticCustomError(code, "{message}", {"message": message})


class Record(BaseModel):
    """A thing with fields; never changed, compared by what it says. Where it stood in a file is kept beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


R = TypeVar("R", bound=Record)


def made(kind: type[R], values: Mapping[str, object]) -> R:
    """A record of values that are right already. It is pydantic's `model_construct` without the search for aliases, five times as fast."""
    record = kind.__new__(kind)
    put = object.__setattr__
    put(record, "__dict__", {**defaults(kind), **values})
    put(record, "__pydantic_fields_set__", set(values))
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


@cache
def defaults(kind: type[Record]) -> dict[str, object]:
    """What stands in the fields that a record need not have."""
    return {name: info.default for name, info in kind.model_fields.items() if not info.is_required()}


def required(description: str, **limits: Any) -> Any:
    """A field every record of its kind has. The description is what an editor shows the secretary, so it is Swedish."""
    return Field(description=description, **limits)


def optional(description: str, default: object = None, **limits: Any) -> Any:
    """A field whose absence is normal."""
    return Field(default, description=description, **limits)


class Written(str):
    """A value that is kept just as it was written, and whose class says what it means."""

    __slots__ = ()
    schema: ClassVar[dict[str, Any]] = {"type": SCALAR}

    @classmethod
    def read(cls, value: object) -> Self:
        """The value of this kind that was written. Raises what `refused` makes where it is none."""
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "a text was expected")
        return cls(value.strip())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(cls.schema)


class Line(Written):
    """A short text on one line: a name, a title, a case number. Line breaks in it are spaces."""

    __slots__ = ()

    @classmethod
    def read(cls, value: object) -> Self:
        """The words on one line."""
        return cls(" ".join(super().read(value).split()))


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
            raise refused("not-a-checksum", _("'{value}' is no SHA-256 checksum: 64 of the characters 0-9 and a-f").format(value=text))
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
            raise refused("not-a-picture", message.format(value=text))
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
            raise refused("not-an-id", message)
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
