"""docs/checks.md explains every code, and says of each whether it is an error or a warning."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
EXPLAINED = re.split(r"^### ", (REPOSITORY / "docs/checks.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
HEADINGS = {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip() for part in EXPLAINED}

WHERE_THE_CODE_STANDS = {"refused": 0, "Problem": 1, "complain": 1, "refuse": 1, "wrong": 1}
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


def test_every_code_is_explained_and_no_other() -> None:
    used = {code for file in (REPOSITORY / "src").rglob("*.py") for code in codes_in(ast.parse(file.read_text("utf-8")))}

    assert sorted(used) == sorted(HEADINGS)


def test_every_explanation_says_how_bad_it_is() -> None:
    printed = {
        tuple(reversed(line.split(": ", 2)[1].split()))
        for case in (REPOSITORY / "tests/problems").glob("*.txt")
        for line in case.read_text("utf-8").split("=== check\n")[1].splitlines()
    }
    said = {(code, level) for code, text in HEADINGS.items() for level in re.findall(r"error|warning", text.split(". ")[0].lower())}

    assert printed - said == set()


def test_every_rule_has_a_case() -> None:
    rules = {code for file in (REPOSITORY / "src/auditresp/checks").rglob("*.py") for code in codes_in(ast.parse(file.read_text("utf-8")))}

    assert rules - {case.stem for case in (REPOSITORY / "tests/problems").glob("*.txt")} == set()
