"""All that is wrong with a template, in the order of its text."""

from collections.abc import Callable, Iterator
from functools import partial

from auditresp.documents.orders import templates_asked_for
from auditresp.documents.proofing.blocks import uneven_blocks
from auditresp.documents.proofing.formatting import formatting_problems
from auditresp.documents.proofing.headings import headings_out_of_order
from auditresp.documents.proofing.lists import typed_lists
from auditresp.documents.proofing.needs import left_out_in, never_shown, unknown_omissions
from auditresp.documents.proofing.printing import check_printed
from auditresp.documents.proofing.proof import Proof
from auditresp.documents.proofing.script import script_of
from auditresp.documents.proofing.sheets import Manuscript, Sheet
from auditresp.documents.proofing.statements import go_through
from auditresp.documents.proofing.wording import stray_braces, typographic_quotes
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.filling import TemplateError
from auditresp.documents.view.fields import RegisterDocument, ResponseDocument
from auditresp.model.records import Record
from auditresp.model.register import Register
from auditresp.problems import AuditrespError, Place, Problem


def template_problems(data: bytes, file: str, seen: type[Record]) -> list[Problem]:
    """Everything wrong with a Word template that sees this, in the order of its text; `file` is its name in the messages.

    Raises AuditrespError where it is no Word file that can be used.
    """
    manuscript = Manuscript.read(data, file)
    proofs = [proof_of(sheet, seen) for sheet in manuscript.sheets]
    problems = not_compiling(data, file)
    wrong = {problem.place for problem in problems}
    for sheet in manuscript.sheets:
        problems += [*uneven_blocks(sheet, wrong), *typographic_quotes(sheet), *stray_braces(sheet, seen)]
    problems += [problem for proof in proofs for problem in proof.problems]
    problems += [*unknown_omissions(seen, left_out_in(manuscript.sheets)), *formatting_problems(manuscript)]
    problems += [*typed_lists(manuscript), *headings_out_of_order(manuscript.body)]
    used = {field for proof in proofs for field in (*proof.used, *proof.script.unread)}
    problems += never_shown(file, seen, used, [name for name, _standing in left_out_in(manuscript.sheets)])
    return manuscript.in_order(problems)


def not_compiling(data: bytes, file: str) -> list[Problem]:
    """What keeps a template from being compiled."""
    try:
        compile_template(data, file)
    except TemplateError as error:
        return error.problems
    return []


def proof_of(sheet: Sheet, seen: type[Record]) -> Proof:
    """A part, gone through."""
    proof = Proof(script_of(sheet.part), seen)
    go_through(proof, partial(check_printed, proof, sheet))
    return proof


def what_it_sees(data: bytes, file: str) -> type[Record]:
    """What a template sees that nothing in the workspace asks for: that of the two of which it uses more."""
    either: tuple[type[Record], ...] = (ResponseDocument, RegisterDocument)
    sheets = Manuscript.read(data, file).sheets

    def unknown(seen: type[Record]) -> int:
        return sum(problem.code == "unknown-name" for sheet in sheets for problem in proof_of(sheet, seen).problems)

    return min(either, key=unknown)


def templates_of(register: Register) -> Iterator[tuple[str, type[Record]]]:
    """The templates that a register uses, by name, each with what it sees."""
    for name, is_register_wide in templates_asked_for(register):
        yield name, RegisterDocument if is_register_wide else ResponseDocument


def template_problems_in(register: Register, read: Callable[[str], bytes]) -> list[Problem]:
    """Everything wrong with the templates that a register uses; `read` gives the bytes of a file by its path in the workspace.

    One that is not there is left to the rule that says so.
    """
    problems: list[Problem] = []
    for name, seen in templates_of(register):
        if file := register.templates.get(name):
            try:
                problems += template_problems(read(file), file, seen)
            except AuditrespError as error:
                problems.append(Problem(Place(file), "unusable-template", str(error)))
    return problems
