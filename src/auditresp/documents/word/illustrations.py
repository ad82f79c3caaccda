"""What a template prints as a drawing: pictures and charts, each with words for those who do not see it."""

import re
from typing import Self, TypeVar

from auditresp.language import _
from auditresp.problems import AuditrespError
from auditresp.value import Value

CENTIMETRE = 360_000
"""Word measures drawings in English metric units."""
UNITS = {"cm": CENTIMETRE, "mm": CENTIMETRE // 10, "pt": 12_700}
MEASURE = r"(\d+(?:[.,]\d+)?)\s*(cm|mm|pt)"

T = TypeVar("T")


class Illustration(Value):
    """Something to see, as large as it is by nature."""

    description: str
    """What it shows, in words (its alternative text)."""
    width: int
    height: int

    def fitted(self, width: int) -> Self:
        """As it stands where there is so much room."""
        return self if self.width <= width else self.but(width=width, height=round(self.height * width / self.width))

    def as_high_as(self, height: int) -> Self:
        """The same in another size."""
        return self.but(width=round(self.width * height / self.height), height=height)


class Picture(Illustration):
    """A picture: the bytes of a PNG or JPEG file."""

    kind: str
    """`png` or `jpeg`."""
    data: bytes


def height(value: T, measure: str) -> T:
    """A picture or chart of another height, written *1,5 cm*, *15 mm* or *40 pt*. What is absent stays absent."""
    if not isinstance(value, Illustration):
        return value
    said = re.fullmatch(MEASURE, measure.strip())
    if said is None:
        raise AuditrespError(_("'{measure}' is no height; write for example 1,5 cm, 15 mm or 40 pt").format(measure=measure))
    return value.as_high_as(round(float(said[1].replace(",", ".")) * UNITS[said[2]]))
