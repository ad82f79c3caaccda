"""`auditresp check` after small changes: only the audits are judged to which a response has changed, and the same is said as of all."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from auditresp import keeping as room
from auditresp.cli import judging
from auditresp.model.register import Register
from auditresp.problems import Problem
from auditresp.store import loading
from repositories import commit, git, repository
from workspaces import auditresp, workspace

SETTINGS = """\
format: 1
municipality:
  name: Provby kommun
boards:
  ks: {name: Kommunstyrelsen, email: ks@example.se}
  bun: {name: Barn- och utbildningsnämnden, email: bun@example.se}
contacts:
  chef: {title: Förvaltningschef}
"""
AUDITS = "audits:\n" + "".join(
    f"""\
  - id: a{number}
    title: Granskning {number}
    boards: [ks, bun]
    recommendations:
      - {{id: R1, text: Följ upp avtalen}}
      - {{id: R2, text: Se över rutinerna, boards: [ks]}}
"""
    for number in range(4)
)


def response(audit: int, board: str, *more: str) -> str:
    """A response by a board."""
    return f"audit: a{audit}\ndocuments: [svar]\nboards: [{board}]\nreplies:\n  R1: {{stance: agree, text: Ja.}}\n" + "".join(more)


RESPONSES = {f"svar{audit}-{board}": response(audit, board) for audit in range(3) for board in ("ks", "bun")}

ADDED = (
    "summary: Ring 811218-9876 om det.\n",
    "sumary: Fel nyckel\n",
    "signatures:\n  - title: Ordförande\n",
    "follow_ups:\n  - {id: F1, text: Rapport, due: 2019-01-31, reporter: cheff}\n",
    "decisions:\n  - {board: ks, date: 2018-04-25}\nsent: {date: 2018-05-02, version: 1}\n",
    "attachments:\n  - {title: Bilaga}\n  - {title: Bilaga}\n",
    "\tso: inte\n",
)
REPLACED = (
    ("stance: agree", "stance: maybe"),
    ("stance: agree", "stance: disagree"),
    ("text: Ja.", "text: ''"),
    ("boards: [ks]", "boards: [ks, bun]"),
    ("boards: [bun]", "boards: [skola]"),
    ("R1:", "R3:"),
    ("[svar]", "[svar, yttrande]"),
    ("[svar]", "[finns-inte]"),
    *((f"audit: a{old}", f"audit: a{new}") for old in range(4) for new in ((old + 1) % 5,)),
)


SETTINGS_WRITTEN = (
    *(SETTINGS,) * 4,
    SETTINGS.replace("bun:", "skola:"),
    f"{SETTINGS}mail: {{server: smtp://127.0.0.1, sender: a@example.se}}\n",
    f"{SETTINGS}mail: {{server: smtp://127.0.0.1, sender: a@example.se}}\n".replace(", email: ks@example.se", ""),
    f"{SETTINGS}documents: [sammanstallning, svar]\n",
    f"{SETTINGS}boards: {{}}\n",
)
AUDITS_WRITTEN = (
    *(AUDITS,) * 4,
    AUDITS.replace("Granskning 1", "Granskning av 811218-9876"),
    AUDITS.replace("boards: [ks, bun]", "boards: [ks, skola]"),
    AUDITS.replace("id: a3", "id: a2"),
    AUDITS.replace("title: Granskning 0\n", ""),
    AUDITS.replace("id: R2, text: Se över rutinerna", "id: R4, text: Nytt"),
    f"# En rad\n\n{AUDITS}",
)


KINDS = (*("add", "replace") * 6, *("right", "new", "gone", "repair") * 2, "settings", "audits", "template", "tag")


def change(root: Path, chance: Random) -> None:
    """Change something, as people do: mostly one response."""
    files = sorted((root / "responses").glob("*.yaml"))
    file = chance.choice(files)
    match chance.choice(KINDS):
        case "add":
            file.write_text(file.read_text("utf-8") + chance.choice(ADDED), "utf-8")
        case "replace":
            file.write_text(file.read_text("utf-8").replace(*chance.choice(REPLACED)), "utf-8")
        case "right" if file.stem in RESPONSES:
            file.write_text(RESPONSES[file.stem], "utf-8")
        case "new":
            name = f"ny{chance.randrange(9)}{chance.choice(('.yaml', '.yaml', '.yaml', '.yml'))}"
            (root / "responses" / name).write_text(response(chance.randrange(4), "ks"), "utf-8")
        case "gone" if len(files) > 3:
            file.unlink()
        case "repair":
            repair(root)
        case "settings":
            (root / "auditresp.yaml").write_text(chance.choice(SETTINGS_WRITTEN), "utf-8")
        case "audits":
            (root / "recommendations.yaml").write_text(chance.choice(AUDITS_WRITTEN), "utf-8")
        case "template" if (template := root / "templates" / "yttrande.docx").exists():
            template.unlink()
        case "template":
            template.write_bytes((root / "templates" / "svar.docx").read_bytes())
        case "tag" if "sent/svar0-ks/1" not in git(root, "tag"):
            commit(root, {})
            git(root, "tag", "--annotate", "--message=Skickat", "sent/svar0-ks/1")
        case _:
            pass


def repair(root: Path) -> None:
    """Let everything say again what it said first, but for the templates."""
    for file in (root / "responses").iterdir():
        file.unlink()
    texts = {"auditresp.yaml": SETTINGS, "recommendations.yaml": AUDITS}
    texts |= {f"responses/{name}.yaml": said for name, said in RESPONSES.items()}
    for name, said in texts.items():
        (root / name).write_text(said, "utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in git, whose cache is kept."""
    monkeypatch.setattr(room, "program", lambda: b"this one")
    return workspace(repository(tmp_path / "workspace"), settings=SETTINGS, recommendations=AUDITS, avtal=response(3, "ks"), **RESPONSES)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_changes_the_same_is_said_as_by_who_remembers_nothing(
    root: Path, seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chance, in_part = Random(seed), []  # noqa: S311 - nothing is secret here
    part = judging.judged_in_part
    monkeypatch.setattr(judging, "judged_in_part", lambda *asked: in_part.append(part(*asked)) or in_part[-1])

    for _turn in range(30):
        for _change in range(chance.choice((1, 1, 1, 2))):
            change(root, chance)
        said = []
        for kept in (str(tmp_path / "cache"), "off"):
            monkeypatch.setenv("AUDITRESP_CACHE", kept)
            said.append(auditresp(root, "check").output)
        assert said[0] == said[1]

    assert sum(each is not None for each in in_part) > 3


def test_an_edited_response_costs_its_own_audit(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    auditresp(root, "check")
    seen: list[set[str]] = []
    found: Callable[..., list[Problem]] = judging.problems_of_files
    monkeypatch.setattr(judging, "problems_of_files", lambda *asked: seen.append({*asked[1].responses}) or found(*asked))

    (root / "responses" / "svar1-ks.yaml").write_text(response(1, "ks", "summary: Mer.\n"), "utf-8")
    auditresp(root, "check")
    (root / "responses" / "svar1-ks.yaml").write_text(response(2, "ks"), "utf-8")
    auditresp(root, "check")

    assert seen == [{"svar1-ks", "svar1-bun"}, {"svar1-ks", "svar1-bun", "svar2-ks", "svar2-bun"}]


def on_one_line(first: str, second: str) -> str:
    """Two audits on a line of their file, asked of these boards."""
    audits = ", ".join(
        f"{{id: a{number}, title: Granskning, boards: [{boards}], recommendations: [{{id: R1, text: Följ upp}}]}}"
        for number, boards in enumerate((first, second))
    )
    return f"audits: [{audits}]\n"


ALIASED = """\
audits:
  - id: a0
    title: Granskning 0
    boards: [ks, skola]
    recommendations: &same
      - {id: R1, text: Följ upp avtalen}
  - id: a1
    title: Granskning 1
    boards: [ks, bun]
    recommendations: *same
"""


@pytest.mark.parametrize("audits", [ALIASED, on_one_line("ks, bun", "bun"), on_one_line("ks, skola", "ks, bun")])
def test_a_line_that_belongs_to_two_audits_confuses_nobody(tmp_path: Path, audits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "program", lambda: b"this one")
    answers = {f"svar{number}": response(number, "ks") for number in range(2)}
    root = workspace(tmp_path / "workspace", settings=SETTINGS, recommendations=audits, avtal=response(0, "bun"), **answers)
    for name, text in (("svar1", "summary: Mer.\n"), ("svar0", "summary: Mer.\n"), ("avtal", ""), ("svar1", "summary: Än mer.\n")):
        said = []
        for kept in (str(tmp_path / "cache"), "off"):
            monkeypatch.setenv("AUDITRESP_CACHE", kept)
            result = auditresp(root, "check")
            said.append((result.exit_code, result.output))
        assert said[0] == said[1]
        file = root / "responses" / f"{name}.yaml"
        file.write_text(file.read_text("utf-8") + text, "utf-8") if text else file.unlink()


def test_what_was_wrong_goes_with_the_only_response(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    audits = on_one_line("ks", "ks").replace("[{id: R1, text: Följ upp}]", "[]", 1)
    (root / "recommendations.yaml").write_text(audits, "utf-8")
    for file in (root / "responses").iterdir():
        file.unlink()
    (root / "responses" / "svar0.yaml").write_text(response(0, "bun"), "utf-8")
    (root / "responses" / "svar1.yaml").write_text(response(1, "ks"), "utf-8")
    before = auditresp(root, "check")
    (root / "responses" / "svar0.yaml").unlink()
    after = auditresp(root, "check")

    assert (before.exit_code, "not-asked" in before.output) == (1, True)
    assert (after.exit_code, after.output) == (0, "")


def test_a_file_whose_name_is_written_otherwise_than_its_id_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    (root / "responses" / "sva\u0308r.yaml").write_text(response(3, "bun"), "utf-8")
    before = auditresp(root, "check")
    (root / "responses" / "svar1-ks.yaml").write_text(response(1, "ks", "sumary: Fel nyckel\n"), "utf-8")
    after = auditresp(root, "check")

    assert before.exit_code == 0
    assert after.exit_code == 1
    assert "sumary" in after.output


def test_what_changes_while_it_is_checked_is_not_remembered(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUDITRESP_CACHE", str(tmp_path / "cache"))
    auditresp(root, "check")
    load = loading.load_around

    def meanwhile(*asked: Any) -> Register:
        (root / "recommendations.yaml").write_text(AUDITS.replace("Granskning 0", "Granskning av 811218-9876"), "utf-8")
        return load(*asked)

    monkeypatch.setattr(loading, "load_around", meanwhile)
    (root / "responses" / "svar1-ks.yaml").write_text(response(1, "ks", "summary: Mer.\n"), "utf-8")
    auditresp(root, "check")
    monkeypatch.setattr(loading, "load_around", load)

    assert "personal-identity-number" in auditresp(root, "check").output


def test_a_link_that_leads_to_itself_is_no_file(root: Path) -> None:
    (root / "responses" / "ring.yaml").symlink_to("ring.yaml")

    assert "responses/ring.yaml cannot be read: " in auditresp(root, "check").output
