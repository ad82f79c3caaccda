"""What a document says of itself: its title and its language."""

import re
from collections.abc import Iterator

from auditresp.documents.accessibility.looks import language
from auditresp.documents.accessibility.word_file import Finding, WordFile, words_of
from auditresp.language import _
from auditresp.problems import Level

NO_TITLE = re.compile(r"(?:Microsoft Word - .*|(?:dokument|document|untitled|namnlös)\s*\d*|.*\.(?:docx?|dotx?|odt|pdf))", re.IGNORECASE)
"""What programs put where a title should be."""

TAG = re.compile(
    r"(?!und|zxx)[a-z]{2,3}(-[a-z]{4})?(-(?:[a-z]{2}|\d{3}))?(-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz]-[a-z\d-]+|-x-[a-z\d-]+)*",
    re.IGNORECASE,
)
"""A language as BCP 47 writes it: `sv-SE`. `und` and `zxx` stand for none."""

COMMON_WORDS = {
    "sv": {"och", "att", "är", "för", "till", "inte", "från", "ett"},
    "en": {"the", "of", "and", "is", "that", "with", "this", "are"},
}
"""Words by which a language is known: frequent, and not those of its neighbours."""
NAMES = {"sv": _("Swedish"), "en": _("English")}
ENOUGH = 12
"""So many common words make it certain which language a text is in."""


def has_a_title(file: WordFile) -> Iterator[Finding]:
    """A document has a title that says what it is about."""
    title = file.property("title")
    if not title:
        message = _(
            "the document has no title, so a screen reader says only the file's name; write one under File > Info > Properties > Title"
        )
        yield Finding("title-missing", message, Level.ERROR)
    elif NO_TITLE.fullmatch(title):
        message = _("the document's title is '{title}', which says nothing; write what it is about under File > Info > Properties > Title")
        yield Finding("title-meaningless", message.format(title=title), Level.WARNING)


def has_a_language(file: WordFile) -> Iterator[Finding]:
    """A document says which language it is in, so that it is pronounced right."""
    for tag, text in texts_by_language(file).items():
        if not tag:
            message = _(
                "the document does not say which language it is in, so a screen reader has to guess how it is pronounced; "
                "select all (Ctrl+A) and choose Swedish under Review > Language > Set Proofing Language"
            )
            yield Finding("language-missing", message, Level.ERROR)
        elif not TAG.fullmatch(tag):
            message = _(
                "'{tag}' is no language, so a screen reader has to guess how the text is pronounced; "
                "select all (Ctrl+A) and choose Swedish under Review > Language > Set Proofing Language"
            )
            yield Finding("language-invalid", message.format(tag=tag), Level.ERROR)
        elif (spoken := language_of(text)) and spoken != tag.partition("-")[0].lower():
            message = _(
                "the text is marked as '{tag}' but seems to be {language}, so a screen reader pronounces it wrongly; "
                "select it and choose its language under Review > Language > Set Proofing Language"
            )
            yield Finding("language-doubtful", message.format(tag=tag, language=NAMES[spoken]), Level.WARNING)


def texts_by_language(file: WordFile) -> dict[str, str]:
    """All words of the file by the language they are marked with; that of the file itself where they are not."""
    own, texts = file.property("language"), dict[str, list[str]]()
    for story in file.stories:
        for paragraph in story.paragraphs:
            for run in paragraph.runs:
                texts.setdefault(language(file.looks.of_run(run)) or own, []).append(words_of(run))
    return {tag: " ".join(words) for tag, words in texts.items()}


def language_of(text: str) -> str | None:
    """The language that a text is in; nothing where that is not plain."""
    words = re.findall(r"\w+", text.lower())
    found = sorted((sum(word in common for word in words), tag) for tag, common in COMMON_WORDS.items())
    (second, _tag), (most, tag) = found
    return tag if most >= ENOUGH and most > 4 * second else None
