"""What YAML says about a text it cannot read, in words a secretary can act on."""

import re
from typing import Any, NamedTuple

from auditresp.language import _
from auditresp.problems import Place, Problem


class Cause(NamedTuple):
    """A likely cause: what YAML says then, whether the fault lies where it began to look, and the remedy."""

    said: str
    from_beginning: bool
    remedy: str


QUOTED_OR_BLOCK = _("put the text in quotes, or write | after the colon and the text on the next line, indented")

CAUSES = (
    Cause("quoted scalar.*(end of stream|document)", True, _("the quotation mark here has no other; write one at the end of the text")),
    Cause("quoted scalar.*escape", False, _("a backslash in a text in double quotes means something else; use single quotes")),
    Cause("directive|<document start>", False, _("the line is no 'key: value'; if it begins with % or ..., put the text in quotes")),
    Cause("flow sequence", True, _("the '[' here has no ']'; write it, or put a text that begins with [ in quotes")),
    Cause("flow mapping", True, _("the '{{' here has no '}}'; write it, or put a text that begins with {{ in quotes")),
    Cause("block scalar", False, _("after | or > the text begins on the next line, indented")),
    Cause("sequence entries are not allowed", False, _("a list begins on the line after its key; if this is a text, put it in quotes")),
    Cause("values are not allowed", False, _("a colon in a text ends a key; {remedy}; if it is a key, check its indentation")),
    Cause("expected ':'", True, _("the line is no 'key: value'; if it goes on with the text above, indent it more than that text's key")),
    Cause("'-' indicator", False, _("the line is no entry of the list above; begin it with '- ', or check the indentation")),
)

NO_BEGINNING = re.compile("an alias|an anchor|a tag|keys are not allowed|cannot start any token|node content")
"""What YAML says where a text begins with a character that means something to it."""


def syntax_problem(file: str, text: str, error: Any) -> Problem:
    """The problem that an error of YAML's most probably is."""
    lines = [*text.splitlines(), "", ""]  # an error may lie just behind the last line
    fault = error.problem_mark
    return (
        tab_in_indentation(file, lines[fault.line], fault.line + 1)
        or space_missing(file, lines[fault.line - 1] if fault.line else "", fault.line, error.problem)
        or likely_cause(file, lines[fault.line], error)
    )


def tab_in_indentation(file: str, line: str, number: int) -> Problem | None:
    """That the line that cannot be read is indented with a tab."""
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" not in indentation:
        return None
    message = _("a tab in the indentation; indent with spaces (here and in every line that has a tab)")
    return Problem(Place(file, number, indentation.index("\t") + 1), "tab", message)


def space_missing(file: str, before: str, number: int, said: str) -> Problem | None:
    """That the line before the one that cannot be read is a key and a value with nothing between them."""
    if "not allowed" not in said or not re.fullmatch(r"\s*(- )?\w+:[^\s:/].*", before):
        return None
    message = _("a space is missing after the colon; write `{right}`").format(right=before.strip().replace(":", ": ", 1))
    return Problem(Place(file, number, before.index(":") + 1), "syntax", message)


def likely_cause(file: str, line: str, error: Any) -> Problem:
    """What usually is wrong when YAML says this."""
    fault, beginning = error.problem_mark, error.context_mark or error.problem_mark
    said = f"{error.context} {error.problem}"
    if cause := next((each for each in CAUSES if re.search(each.said, said)), None):
        mark, message = beginning if cause.from_beginning else fault, cause.remedy.format(remedy=QUOTED_OR_BLOCK)
    elif NO_BEGINNING.search(said):
        mark, message = beginning, cannot_begin(line[beginning.column : beginning.column + 1])
    else:
        mark, message = fault, misplaced(line, fault, beginning)
    return Problem(Place(file, mark.line + 1, mark.column + 1), "syntax", message)


def cannot_begin(character: str) -> str:
    """That a text begins with a character that means something to YAML; with none where the file ends too early."""
    if not character:
        return _("the file ends in the middle of a value; perhaps a bracket or a quotation mark is not closed")
    return _("a text cannot begin with '{character}'; {remedy}").format(character=character, remedy=QUOTED_OR_BLOCK)


def misplaced(line: str, fault: Any, beginning: Any) -> str:
    """That a line does not go together with those above."""
    if line[: fault.column].rstrip().endswith(("'", '"')):
        return _("the text goes on after its closing quotation mark; use the other kind of quotation marks around the whole text")
    message = _("the indentation fits no line above; keys that belong together begin in the same column (here column {column})")
    return message.format(column=beginning.column + 1)
