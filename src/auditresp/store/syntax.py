"""What YAML says about a text it cannot read, in words a secretary can act on."""

from auditresp.problems import Place, Problem


def syntax_problem(file: str, text: str, error: object) -> Problem:
    return Problem(Place(file), "syntax", str(error))
