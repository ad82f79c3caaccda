"""measure, report and verdict: what happened is written into the file and committed in the field's words."""

import hashlib
from pathlib import Path
from subprocess import run
from typing import Any

import pytest

from registers import text
from workspaces import RECOMMENDATIONS, RESPONSE, auditresp, workspace

MEASURES = text(RESPONSE).replace(
    "R1: {stance: agree, text: Ett register införs.}",
    """R1:
    stance: agree
    text: Ett register införs.
    measures:
      # Brådskar
      - id: R1-register
        text: Införa ett avtalsregister
        status: planned   # väntar
        due: 2018-09-15""",
)


def git(root: Path, *words: str) -> str:
    """What git prints."""
    return run(["git", *words], cwd=root, check=True, capture_output=True, text=True, encoding="utf-8").stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committed workspace with a measure that is planned."""
    made = workspace(tmp_path, avtal=MEASURES)
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "start"]):
        git(made, *words)
    return made


def lines_of_commit(root: Path) -> list[str]:
    """The lines that the last commit changed."""
    lines = git(root, "show", "--format=", "--unified=0").splitlines()
    return [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]


def test_a_measure_is_started_moved_and_done(root: Path) -> None:
    start = auditresp(root, "measure", "start", "avtal/R1-register")
    said = start.stdout.splitlines()
    started = lines_of_commit(root)
    words = [
        "--to",
        "den 30 november 2018",
        "--reason",
        "Upphandlingen drog ut på tiden. Den är klar nu.",
        "--by",
        "ks",
        "--date",
        "2018-09-01",
    ]
    auditresp(root, "measure", "move", "avtal/R1-register", *words)
    moved, message = lines_of_commit(root), git(root, "log", "-1", "--format=%B").strip()
    (root / "protokoll.pdf").write_bytes(b"%PDF")
    auditresp(root, "measure", "done", "avtal/R1-register", "--date", "2018-11-20", "--file", "protokoll.pdf", "--case-number", "KS 2018/7")

    assert said[:3] == [
        "responses/avtal.yaml: Åtgärden ”Införa ett avtalsregister” (R1) har gått från ”planerad” till ”pågår”.",
        "  -         status: planned   # väntar",
        "  +         status: ongoing   # väntar",
    ]
    assert said[3].startswith("committed as ")
    assert started == ["-        status: planned   # väntar", "+        status: ongoing   # väntar"]
    assert (
        moved
        == text("""
        -        due: 2018-09-15
        +        due: 2018-11-30
        +        due_changes:
        +          - from: 2018-09-15
        +            to: 2018-11-30
        +            reason: |
        +              Upphandlingen drog ut på tiden.
        +              Den är klar nu.
        +            by: ks
        +            date: 2018-09-01
    """).splitlines()
    )
    assert message == (
        "avtal: Tidsgränsen för åtgärden ”Införa ett avtalsregister” (R1) har flyttats från den 15 september 2018 "
        "till den 30 november 2018 (den 1 september 2018 av Kommunstyrelsen).\n\nSkäl: Upphandlingen drog ut på tiden.\nDen är klar nu."
    )
    assert (
        lines_of_commit(root)
        == text(f"""
        -        status: ongoing   # väntar
        +        status: done   # väntar
        +        done: 2018-11-20
        +        evidence:
        +          - text: protokoll.pdf
        +            case_number: KS 2018/7
        +            sha256: {hashlib.sha256(b"%PDF").hexdigest()}
    """).splitlines()
    )
    assert git(root, "status", "--short") == "?? protokoll.pdf\n"


def test_the_subject_of_the_commit_says_what_happened_to_a_measure_with_a_long_text(root: Path) -> None:
    long = file(root).replace("Införa ett avtalsregister", "Införa ett avtalsregister som alla förvaltningar använder varje dag")
    (root / "responses/avtal.yaml").write_text(long, encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "längre")

    auditresp(root, "measure", "start", "avtal/R1-register")

    assert git(root, "log", "-1", "--format=%B").strip() == (
        "avtal: Åtgärden ”Införa ett avtalsregister som alla förvaltningar använder …” (R1) har gått från ”planerad” till ”pågår”."
    )


def test_a_measure_is_cancelled_without_a_commit(root: Path) -> None:
    result = auditresp(root, "measure", "cancel", "avtal/R1-register", "--reason", "Behövs inte.", "--no-commit")

    assert (result.exit_code, git(root, "status", "--short")) == (0, " M responses/avtal.yaml\n")
    assert "        status: cancelled   # väntar\n        due: 2018-09-15\n        reason: Behövs inte.\n" in file(root)


def file(root: Path, name: str = "responses/avtal.yaml") -> str:
    """What a file says."""
    return (root / name).read_text(encoding="utf-8")


def test_a_report_is_given_and_a_dry_run_changes_nothing(root: Path) -> None:
    words = ["report", "avtal/rapport", "--date", "2018-10-20", "--case-number", "KS 2018/9"]
    shown = auditresp(root, *words, "--dry-run")
    before = file(root)
    auditresp(root, *words)

    assert shown.stdout.splitlines()[0] == (
        "responses/avtal.yaml: Uppföljningen ”Hur långt arbetet har kommit” har återrapporterats den 20 oktober 2018, KS 2018/9."
    )
    assert before == MEASURES
    assert "Kommunchefen, reported: [{date: 2018-10-20, case_number: KS 2018/9}]}" in file(root)


def test_a_report_that_comes_back_says_when(root: Path) -> None:
    path = root / "responses/avtal.yaml"
    path.write_text(MEASURES.replace("reporter: Kommunchefen", "repeats: yearly"), encoding="utf-8")

    result = auditresp(root, "report", "avtal/rapport", "--date", "2018-10-20", "--no-commit")

    assert result.stdout.endswith("the next report is due 2019-10-25\n")


@pytest.mark.parametrize("value", ["partly_addressed", "delvis åtgärdad", "Delvis atgardad", "partly-addressed"])
def test_a_verdict_is_named_as_in_the_files_or_in_swedish(root: Path, value: str) -> None:
    result = auditresp(root, "verdict", "avtal/R2", value, "--date", "2019-03-01", "--text", "Bra. Fortsätt.")

    assert result.exit_code == 0, result.output
    assert git(root, "log", "-1", "--format=%s") == (
        "avtal/R2: Revisorerna har den 1 mars 2019 bedömt rekommendation R2 som delvis åtgärdad.\n"
    )
    assert (
        file(root, "recommendations.yaml")
        .splitlines()[-1]
        .endswith('följer upp, verdicts: [{date: 2019-03-01, value: partly_addressed, text: "Bra.\\nFortsätt."}]}')
    )


def test_what_is_still_to_come_has_not_happened(root: Path) -> None:
    result = auditresp(root, "measure", "done", "avtal/R1-register", "--date", "9999-01-01")

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "Error: Invalid value for '--date': 9999-01-01 is still to come")


DONE_EARLY = ["measure", "done", "avtal/R1-register", "--date", "2010-01-01"]
REFUSED = {
    "a response that is not there": (["measure", "start", "avtl/x"], "there is no response 'avtl'; did you mean 'avtal'?"),
    "a path": (["measure", "start", "../x"], "there is no response '..'; there are avtal"),
    "a measure that is not there": (
        ["measure", "start", "avtal/R1-registr"],
        "there is no measure 'R1-registr' in the response; did you mean 'R1-register'?",
    ),
    "a measure that is called almost as a follow-up": (
        ["measure", "start", "avtal/raport"],
        "there is no measure 'raport' in the response",
    ),
    "no slash": (["measure", "start", "avtal"], "'avtal' names nothing; write it as RESPONSE/MEASURE"),
    "a follow-up that is started": (
        ["measure", "start", "avtal/rapport"],
        "'rapport' is a follow-up, not a measure; auditresp report writes down that it was reported",
    ),
    "a file that is not there": (["measure", "done", "avtal/R1-register", "--file", "nej.pdf"], "there is no file "),
    "a case number of nothing": (
        ["measure", "done", "avtal/R1-register", "--case-number", "7"],
        "say what has the case number 7 with --evidence",
    ),
    "a follow-up that is not there": (
        ["report", "avtal/raport"],
        "there is no follow-up 'raport' in the response; did you mean 'rapport'?",
    ),
    "an audit that is not there": (
        ["verdict", "avtl/R1", "open"],
        "there is no audit 'avtl' in recommendations.yaml; did you mean 'avtal'?",
    ),
    "a verdict that is none": (["verdict", "avtal/R1", "åtgärd"], "'åtgärd' is none of open (kvarstår), partly_addressed"),
    "a verdict like none": (
        ["verdict", "avtal/R1", "x"],
        "'x' is none of open (kvarstår), partly_addressed (delvis åtgärdad), addressed (åtgärdad), "
        "closed_not_addressed (avslutad utan åtgärd), no_longer_relevant (inte längre aktuell)\n",
    ),
    "what the trade forbids": (
        ["measure", "move", "avtal/R1-register", "--to", "2018-09-15", "--reason", "x"],
        "'R1-register' is due 2018-09-15 already",
    ),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_gets_a_sentence_and_changes_nothing(root: Path, mistake: str) -> None:
    words, said = REFUSED[mistake]

    result = auditresp(root, *words)

    assert (result.stderr.startswith(f"auditresp: {said}"), result.exit_code) == (True, 2), result.stderr
    assert git(root, "status", "--short") == ""


def test_what_would_be_an_error_is_said_and_not_written(root: Path) -> None:
    dated = RECOMMENDATIONS.replace("title: Granskning av avtal", "title: Granskning av avtal\n        report: {date: 2018-01-19}")
    (root / "recommendations.yaml").write_text(text(dated), encoding="utf-8")

    result = auditresp(root, "measure", "done", "avtal/R1-register", "--date", "2010-01-01")

    assert (result.exit_code, result.stderr.splitlines()[-1], file(root)) == (1, "nothing was changed", MEASURES)
    assert " error done-before-audit: " in result.stderr


def test_what_somebody_writes_meanwhile_in_another_file_is_not_told_of(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditresp.store import editing

    edited = editing.edited

    def slow(*arguments: Any) -> bytes:
        (root / "responses/annat.yaml").write_text(text(RESPONSE), encoding="utf-8")
        return edited(*arguments)

    monkeypatch.setattr(editing, "edited", slow)

    result = auditresp(root, "measure", "start", "avtal/R1-register")

    assert result.stdout.splitlines()[0] == (
        "responses/avtal.yaml: Åtgärden ”Införa ett avtalsregister” (R1) har gått från ”planerad” till ”pågår”."
    )


def test_what_somebody_writes_meanwhile_is_not_overwritten(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditresp.cli import edits

    def slow(*arguments: object) -> list[str]:
        (root / "responses/avtal.yaml").write_text("# min text\n", encoding="utf-8")
        return []

    monkeypatch.setattr(edits, "changed_lines", slow)

    results = [auditresp(root, "measure", "start", "avtal/R1-register", *more) for more in ([], ["--no-commit"])]

    assert (results[0].exit_code, file(root)) == (2, "# min text\n")
