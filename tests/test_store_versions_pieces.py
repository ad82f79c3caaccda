import pytest

from auditresp.store.loading import audits_in
from auditresp.store.versions.pieces import Audits, pieces

PLAIN = """# Granskningar
audits:

  # Den första
  - id: a1
    title: Granskning av boende
    boards: [san]
    assessment: |
      - En punkt

      Ett stycke
    recommendations:
      - {id: R1, text: Följ upp}
# och så
  - id: a2
    title: >-
      Granskning
      av avtal
    boards: [san]
    recommendations: []
"""


def test_a_plain_file_is_cut_at_its_audits() -> None:
    cut = pieces(PLAIN)

    assert cut is not None
    assert [piece.splitlines()[1] for piece in cut] == ["  - id: a1", "  - id: a2"]
    assert Audits().read(PLAIN.encode()) == audits_in(PLAIN.encode())


AUDIT = "- {id: a1, title: T, boards: [san], recommendations: []}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"audits:\n{AUDIT}{AUDIT}",
        f"audits:\r\n{AUDIT}{AUDIT}".replace("\n", "\r\n"),
        f"\ufeffaudits:\n{AUDIT}",
        f"audits:\n{AUDIT}other: 1\n",
        f"---\naudits:\n{AUDIT}",
        f"audits: [{AUDIT[2:-1]}]\n",
        "audits:\n- &a {id: a1, title: T, boards: [san], recommendations: []}\n- *a\n",
        '- x\naudits:\n- {id: a1, title: "T\n- id: a2", boards: [san], recommendations: []}\n',
        'audits:\n- {id: a1, title: "T\n- id: a2", boards: [san], recommendations: []}\n',
        "audits:\n- id: a1\n  title: T\n  boards: [san]\n  recommendations:\n  - id: R1\n    text: |\n      a\n  - id: R2\n    text: b\n",
        f"audits:\n{AUDIT}- {{id: a2, titel: T, boards: [san], recommendations: []}}\n",
        f"audits:\n{AUDIT}- {{id: a2, boards: [san], boards: [kan], recommendations: []}}\n",
        f"audits:\n  {AUDIT}{AUDIT}",
        f"audits:\n<<<<<<< HEAD\n{AUDIT}=======\n>>>>>>> gren\n",
        "audits:\n",
        "",
    ],
)
def test_a_file_in_pieces_says_what_it_says_as_a_whole(text: str) -> None:
    assert Audits().read(text.encode()) == audits_in(text.encode())


def test_what_is_no_text_cannot_be_read() -> None:
    assert Audits().read(b"\xff\xfea\0") is None
