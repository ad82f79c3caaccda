"""The styles that rich text needs and a template may lack, made to match the template's own."""

from auditresp.documents.word.styles import Styles

QUOTE_INDENT = 567
"""One centimetre, in twentieths of a point."""
STEP = 4
"""From the size of one heading to the next: two points, in half points."""
GREY = "A6A6A6"
LINK_BLUE = "0563C1"


def heading(styles: Styles, style_id: str, level: int) -> str:
    """`heading 3` and the like: as the nearest heading above it that the template has, smaller by the step, then in italics."""
    normal = styles.defaults.get("paragraph")
    above = next((depth for depth in range(level - 1, 0, -1) if styles.named(f"heading {depth}")), 0)
    model = styles.named(f"heading {above}")
    smallest = styles.size_of(normal)
    largest = styles.size_of(model.id) if model else smallest + 4 * STEP
    size = largest - STEP * (level - above)
    look = ("" if model else "<w:b/><w:bCs/>") + ("<w:i/><w:iCs/>" if size <= smallest - STEP else "")
    return paragraph_style(
        style_id,
        f"heading {level}",
        model.id if model else normal,
        '<w:keepNext/><w:keepLines/><w:numPr><w:numId w:val="0"/></w:numPr>'
        f'<w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="{level - 1}"/>',
        f'{look}<w:sz w:val="{max(size, smallest)}"/><w:szCs w:val="{max(size, smallest)}"/>',
        following=normal,
    )


def listed(num_id: int, indent: str, *, closes_up: bool) -> str:
    """What `List Bullet` and its like say of their paragraphs. The level is named, or that of the style above would be inherited."""
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num_id}"/></w:numPr>'
    return f"{numbered}{indent}{'<w:contextualSpacing/>' if closes_up else ''}"


def quote(style_id: str, based_on: str | None, left: int) -> str:
    """`Quote`: the same text, which begins at `left`, moved in from both sides."""
    return paragraph_style(style_id, "Quote", based_on, f'<w:ind w:left="{left + QUOTE_INDENT}" w:right="{QUOTE_INDENT}"/>')


def hyperlink(styles: Styles, style_id: str) -> str:
    """`Hyperlink`: blue and underlined, as Word's own."""
    look = f'<w:rPr><w:color w:val="{LINK_BLUE}"/><w:u w:val="single"/></w:rPr>'
    return style("character", style_id, "Hyperlink", styles.defaults.get("character"), look)


def table_grid(styles: Styles, style_id: str) -> str:
    """`Table Grid`: thin lines around every cell."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{GREY}"/>' for side in sides)
    margins = '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    look = f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    return style("table", style_id, "Table Grid", styles.defaults.get("table"), look)


def paragraph_style(style_id: str, name: str, based_on: str | None, paragraph: str, run: str = "", following: str | None = None) -> str:
    """A style of paragraphs: the elements of its `w:pPr` and `w:rPr`, and the style of the paragraph after it."""
    look = f"<w:pPr>{paragraph}</w:pPr>" + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return style("paragraph", style_id, name, based_on, look, following)


def style(kind: str, style_id: str, name: str, based_on: str | None, look: str, following: str | None = None) -> str:
    """A `w:style`, offered in Word's gallery of styles."""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{parent}{after}'
        f'<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:qFormat/>{look}</w:style>'
    )
