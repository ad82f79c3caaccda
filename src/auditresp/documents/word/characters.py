"""Any text as Word writes text: what XML forbids is left out, and placeholders are made visible."""

import re

from auditresp.documents.word import properties as look

PLACEHOLDER = r"(⟦[^⟦⟧]*⟧)"
"""Where a draft lacks something, `⟦saknas: text⟧` stands in its place."""

LINE_BREAKS = "\r\n|[\r\n\v\x85\u2028\u2029]"
FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff\ufffe\uffff]"
"""In two classes: Python takes milliseconds to compile one that goes from the first character to the last."""
WORDS_OWN_HYPHENS = {"\x1e": "\N{NON-BREAKING HYPHEN}", "\x1f": "\N{SOFT HYPHEN}"}
"""Text copied out of Word may carry these two; XML forbids them, but a hyphen must not be lost."""

COMMON = bytes({*range(32, 127), ord("\n"), *range(128, 256)})
"""Of what UTF-8 is made of, but for control characters."""
UNCOMMON = "\x85\u2028\u2029\ufffe\uffff⟦"
"""What else cannot stand among words as it is: letters of more bytes than one."""

PIECE = "([\n\t])"
ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}

HIGHLIGHT = '<w:highlight w:val="yellow"/>'


def runs(text: str, properties: str = "") -> str:
    """A string as runs (`w:r`), ready to stand in a paragraph. `properties` is a whole `w:rPr`, or nothing."""
    if text.isprintable() and "⟦" not in text:  # nearly always, and then nothing need be looked for
        return f'<w:r>{properties}<w:t xml:space="preserve">{letters(text)}</w:t></w:r>' if text else ""
    written = [
        run(piece, look.run(properties, HIGHLIGHT) if re.fullmatch(PLACEHOLDER, piece) else properties)
        for piece in re.split(PLACEHOLDER, allowed(text))
        if piece
    ]
    return "".join(written)


def are_plain(text: str) -> bool:
    """Whether a text's lines may be written as they are, but for what XML itself demands."""
    try:
        return not text.encode().translate(None, COMMON) and not any(map(text.__contains__, UNCOMMON))
    except UnicodeEncodeError:  # half a character
        return False


def run(text: str, properties: str) -> str:
    """One run, with its line breaks and tabs."""
    content = [
        ELEMENTS[piece] if piece in ELEMENTS else f'<w:t xml:space="preserve">{letters(piece)}</w:t>' for piece in re.split(PIECE, text)
    ]
    return f"<w:r>{properties}{''.join(content)}</w:r>"


def letters(text: str) -> str:
    """A string as it stands between tags. The standard library's own function for it would load all it knows of the web first."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def unescaped(xml: str) -> str:
    """What stands between tags, as it is read."""
    if "&" not in xml:
        return xml
    from html import unescape  # loads the names of all characters, which few documents need

    return unescape(xml)


def attribute(text: str) -> str:
    """A string as it stands between an attribute's quotes, on one line."""
    return letters(allowed(text).replace("\n", " ").replace("\t", " ")).replace('"', "&quot;")


def allowed(text: str) -> str:
    """The text with one kind of line break, and without the characters that make a Word file unreadable."""
    if text.isprintable():  # nearly always, and neither line breaks nor what is forbidden can be printed
        return text
    return re.sub(FORBIDDEN, lambda each: WORDS_OWN_HYPHENS.get(each[0], ""), re.sub(LINE_BREAKS, "\n", text))
