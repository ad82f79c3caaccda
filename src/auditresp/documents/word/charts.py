"""Bar charts as Word draws them itself: sharp in print, in the template's font, with every number to be read."""

from collections.abc import Iterable
from typing import Self

from auditresp.documents.word import characters
from auditresp.documents.word.characters import allowed, attribute
from auditresp.documents.word.illustrations import CENTIMETRE, Illustration
from auditresp.documents.word.ooxml import whole
from auditresp.value import Value

C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
HUNDREDTHS = 50
"""Of a point in the half points in which Word measures letters."""


class Series(Value):
    """What one colour stands for: its name, and a number for each bar."""

    name: str
    colour: str
    """As RRGGBB."""
    dark: bool
    """Whether letters on it are white."""
    numbers: tuple[int, ...]


class Chart(Illustration):
    """Horizontal bars, each made up of what the series say of it."""

    bars: tuple[str, ...]
    series: tuple[Series, ...]

    def fitted(self, width: int) -> Self:
        """As wide as there is room."""
        return self.but(width=width)

    def as_high_as(self, height: int) -> Self:
        """The same, higher or lower."""
        return self.but(height=height)


def chart(description: str, bars: Iterable[str], series: Iterable[Series]) -> Chart:
    """A chart that is high enough for its bars."""
    names = tuple(bars)
    return Chart(description, 16 * CENTIMETRE, round((1.8 + 0.85 * len(names)) * CENTIMETRE), names, tuple(series))


def chart_part(shown: Chart, font: str, size: int) -> bytes:
    """The chart as a part of a Word file (ISO/IEC 29500-1, 21.2). `size` is that of letters, in half points.

    Word draws it from the numbers kept in it; there is no workbook behind it, so it cannot be edited as data.
    """
    return whole(
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:date1904 val="0"/><c:lang val="sv-SE"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>',
        *(one_series(each, index, shown.bars, font, size) for index, each in enumerate(shown.series)),
        '<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>',
        names_axis(),
        numbers_axis(),
        "</c:plotArea>",
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{letters(font, size, '262626')}</c:chartSpace>",
    )


def one_series(series: Series, index: int, bars: tuple[str, ...], font: str, size: int) -> str:
    """One colour's stretch of every bar, with its number on it unless it is nought."""
    column, last = chr(ord("B") + index), len(bars) + 1
    names, numbers = (points(each) for each in (bars, series.numbers))
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx><c:strRef><c:f>Blad1!${column}$1</c:f><c:strCache>{points([series.name])}</c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{filled(series.colour)}<a:ln w="9525">{filled("FFFFFF")}</a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0;;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{letters(font, size, 'FFFFFF' if series.dark else '000000')}"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Blad1!$A$2:$A${last}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Blad1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>{numbers}"
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def names_axis() -> str:
    """The bars' names, the first on top."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln w="9525">{filled("A6A6A6")}</a:ln></c:spPr>'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def numbers_axis() -> str:
    """No axis for the numbers: they stand on the bars."""
    return (
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def points(values: Iterable[str | int]) -> str:
    """Values as a chart keeps them."""
    kept = [f'<c:pt idx="{index}"><c:v>{characters.letters(allowed(str(value)))}</c:v></c:pt>' for index, value in enumerate(values)]
    return f'<c:ptCount val="{len(kept)}"/>{"".join(kept)}'


def filled(colour: str) -> str:
    """A colour all over."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def letters(font: str, size: int, colour: str) -> str:
    """How letters look."""
    look = f'<a:defRPr sz="{size * HUNDREDTHS}">{filled(colour)}<a:latin typeface="{attribute(font)}"/></a:defRPr>'
    return f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
