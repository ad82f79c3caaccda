"""The skeleton of a response: every recommendation waiting for its reply, so that nobody starts from an empty file."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from auditresp.model.audits import Audit, Item

HEAD = """\
# yaml-language-server: $schema=../schema/response.schema.json
#
# Svar på: {title}
# Texter skrivs i Markdown: en tom rad börjar ett nytt stycke, - en punkt i en lista, **ord** blir fetstil.

audit: {audit}
documents: [{documents}]
boards: [{boards}]
# subject: Svar på revisionsrapporten …
# case_number: KS 2027/1
# date: 2027-03-01
# meeting: 2027-03-10
# summary: |
#   En sammanfattning av ärendet.
# proposed_decisions:
#   - text: Nämnden antar förvaltningens skrivelse som sitt svar till revisorerna.
# background: |
#   Vad revisorerna har granskat och kommit fram till.

replies:
"""

TAIL = """
# follow_ups:
#   - id: aterrapport
#     text: Vad som ska återrapporteras
#     due: 2027-10-25
# assessment: |
#   Förvaltningens bedömning.
# signatures:
#   - title: Förvaltningschef
# distribution: [Revisorerna]
"""

REPLY = """\
  {id}:
    stance:          # agree, partly eller disagree
    text: |
"""


def skeleton(audit: Audit, boards: Sequence[str], documents: Sequence[str]) -> str:
    """The text of a new response file from these boards."""
    asked = [item for item in audit.items if set(boards) & set(audit.answered_by(item))]
    head = HEAD.format(title=audit.title, audit=audit.id, documents=", ".join(documents), boards=", ".join(boards))
    return head + "\n".join("".join(waiting(item)) for item in asked) + TAIL


def waiting(item: Item) -> Iterator[str]:
    """An item's entry: the auditors' words as a comment, and an empty reply."""
    for paragraph in item.text.splitlines():
        for line in wrap(paragraph, 96):
            yield f"  # {line}\n"
    yield REPLY.format(id=item.id)
