from pathlib import Path

import pytest

from conftest import Golden
from registers import text
from repositories import commit, git, repository
from tooling import ROOT
from workspaces import RECOMMENDATIONS, RESPONSE, SETTINGS, auditresp

FILES: dict[str, str | bytes | None] = {
    "auditresp.yaml": text(SETTINGS),
    "recommendations.yaml": text(RECOMMENDATIONS),
    "responses/svar.yaml": text(RESPONSE),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TZ", "UTC")
    root = repository(tmp_path / "svar")
    commit(root, FILES, "Utkast", "2018-04-01T12:00:00+00:00")
    commit(
        root,
        {"responses/svar.yaml": text(RESPONSE).replace("R1: {stance: agree", "R1: {stance: partly")},
        "Delvis",
        "2018-04-02T12:00:00+00:00",
    )
    return root


def test_the_example_is_printed_to_be_read(golden: Golden) -> None:
    golden("show", auditresp(ROOT, "show", "2018-ekonomiskt-utanforskap").stdout)
    golden("show-audit", auditresp(ROOT, "show", "2021-unga-utanfor", "--audit").stdout)


def test_one_answer_can_be_asked_for_as_it_was(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD~1")

    assert auditresp(root, "show", "svar/R1", "--at", "2018-04-01").stdout == text(f"""
        Svar på revisionsrapport: Granskning av avtal
        svar · Kommunstyrelsen · utkast
        {before[:10]} · 2018-04-01 12:00 · Sekreteraren: Utkast

        R1. Rekommendation
          Samla avtalen på ett ställe

          Svar: instämmer
            Ett register införs.
    """)
    assert "Svar: instämmer delvis\n" in auditresp(root, "show", "svar/R1").stdout


def test_a_day_where_no_branch_is_checked_out_is_remarked(root: Path) -> None:
    git(root, "switch", "--quiet", "--detach", "HEAD~1")

    result = auditresp(root, "show", "svar", "--at", "2018-04-09")

    assert result.stderr == (
        f"no branch is checked out (detached HEAD): the latest version is {git(root, 'rev-parse', 'HEAD')[:10]}, "
        "and days are looked for before it\n"
    )
    assert "Svar: instämmer\n" in result.stdout


def test_an_audit_shows_what_each_board_answers_in_short(root: Path) -> None:
    assert auditresp(root, "show", "avtal").stdout == text("""
        Granskning av avtal
        avtal · Kommunstyrelsen

        R1. Rekommendation
          Samla avtalen på ett ställe
          – svar: instämmer delvis, besvarad

        R2. Rekommendation
          Bestäm vem som följer upp
          – svar: instämmer, besvarad

        Svar
          – svar: Kommunstyrelsen, utkast
    """)


def test_a_reply_to_nothing_is_shown_too(root: Path) -> None:
    commit(root, {"recommendations.yaml": text(RECOMMENDATIONS).replace("id: R2", "id: R3")})

    assert "\nR2.\n  ⟦finns inte i granskningen avtal⟧\n\n  Svar: instämmer\n" in auditresp(root, "show", "svar").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["svr"], "there is no response or audit 'svr'; did you mean 'svar'?"),
        (["svar", "--audit"], "there is no audit 'svar'; there are avtal"),
        (["svar/R9"], "there is no recommendation or finding 'R9' in avtal; there are R1, R2"),
        (["svar", "--at", "sent"], "no version of svar has been sent yet"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(root: Path, words: list[str], said: str) -> None:
    result = auditresp(root, "show", *words)

    assert (result.stderr, result.exit_code) == (f"auditresp: {said}\n", 2)


def test_a_file_that_cannot_be_read_says_why(root: Path) -> None:
    commit(root, {"responses/svar.yaml": "audit: [\n"})

    assert auditresp(root, "show", "svar").stderr.startswith("auditresp: responses/svar.yaml:2:1: error syntax: ")
