"""docs/checks.md and docs/template-checks.md explain every code, each in one place, and say whether it is an error or a warning."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
OF_TEMPLATES = ("src/auditresp/documents/template", "src/auditresp/documents/proofing")
"""What these rooms say is explained in the one file, what all others say in the other."""


def explained(file: str) -> dict[str, str]:
    """What a file says of each code."""
    parts = re.split(r"^### ", (REPOSITORY / file).read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {heading: text.strip() for heading, _, text in (part.partition("\n") for part in parts)}


HEADINGS = explained("docs/checks.md")
OF_TEMPLATES_HEADINGS = explained("docs/template-checks.md")

WHERE_THE_CODE_STANDS = {"Refused": 0, "Problem": 1, "complain": 1, "refuse": 1, "wrong": 1}
"""The functions that make a problem, and which of their arguments is the code."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=values, keywords=keywords):
                where = WHERE_THE_CODE_STANDS.get(name, len(values))
                candidates = values[where : where + 1] + [keyword.value for keyword in keywords if keyword.arg == "code"]
            case ast.Return(value=ast.Tuple(elts=[ast.Constant() as first, *_])):
                candidates = [first]
            case _:
                continue
        yield from (value.value for value in candidates if isinstance(value, ast.Constant) and isinstance(value.value, str))


def used_in(*folders: str) -> set[str]:
    files = {file for folder in folders for file in (REPOSITORY / folder).rglob("*.py")}
    return {code for file in files for code in codes_in(ast.parse(file.read_text("utf-8")))}


def test_every_code_is_explained_and_no_other() -> None:
    of_templates = used_in(*OF_TEMPLATES)

    assert sorted(used_in("src") - of_templates) == sorted(HEADINGS)
    assert sorted(of_templates) == sorted(OF_TEMPLATES_HEADINGS)


def test_every_explanation_says_how_bad_it_is() -> None:
    printed = {
        (found[2], found[1])
        for folder in ("tests/problems", "tests/template_mistakes")
        for case in (REPOSITORY / folder).glob("*.txt")
        for found in re.finditer(r"(?:^|: )(error|warning) ([a-z-]+): ", case.read_text("utf-8"), flags=re.MULTILINE)
    }
    headings = (HEADINGS | OF_TEMPLATES_HEADINGS).items()
    said = {(code, level) for code, text in headings for level in re.findall(r"error|warning", text.split(". ")[0].lower())}

    assert printed - said == set()


def test_every_template_mistake_is_planted_somewhere() -> None:
    texts = " ".join(case.read_text("utf-8") for case in (REPOSITORY / "tests/template_mistakes").glob("*.txt"))
    unplanted = {code for code in OF_TEMPLATES_HEADINGS if f" {code}: " not in texts}

    assert unplanted == {"template-failed", "unfilled-tag", "unusable-address", "unusable-template"}, (
        "shows only in a file, or while it is filled"
    )


def test_every_rule_has_a_case() -> None:
    rules = {code for file in (REPOSITORY / "src/auditresp/checks").rglob("*.py") for code in codes_in(ast.parse(file.read_text("utf-8")))}

    assert rules - {case.stem for case in (REPOSITORY / "tests/problems").glob("*.txt")} == set()
