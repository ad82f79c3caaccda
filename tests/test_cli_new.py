from pathlib import Path

from workspaces import SETTINGS, auditresp, workspace

SKELETON = """\
replies:
  # Samla avtalen på ett ställe
  R1:
    stance:          # agree, partly eller disagree
    text: |

  # Bestäm vem som följer upp
  R2:
    stance:          # agree, partly eller disagree
    text: |
"""


def test_a_skeleton_waits_for_every_reply(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    result = auditresp(root, "new", "response", "avtal", "--board", "ks", "--id", "nytt")

    assert result.exit_code == 0, result.output
    text = (root / "responses/nytt.yaml").read_text(encoding="utf-8")
    assert "audit: avtal\ndocuments: [svar]\nboards: [ks]\n" in text
    assert SKELETON in text


def test_the_id_is_the_audits_while_it_is_free(tmp_path: Path) -> None:
    root = workspace(tmp_path, settings=SETTINGS + "      bun: {name: Barn- och utbildningsnämnden}\n")

    auditresp(root, "new", "response", "avtal", "--board", "bun", "--document", "yttrande")
    (root / "responses/avtal.yaml").unlink()
    auditresp(root, "new", "response", "avtal", "--board", "ks")

    assert sorted(path.name for path in (root / "responses").iterdir()) == ["avtal-bun.yaml", "avtal.yaml"]


def test_names_that_are_not_there_get_the_nearest(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    said = [
        auditresp(root, "new", "response", "avtl", "--board", "ks").stderr,
        auditresp(root, "new", "response", "avtal", "--board", "sk").stderr,
        auditresp(root, "new", "response", "avtal", "--board", "ks", "--document", "svra").stderr,
        auditresp(root, "new", "response", "avtal", "--board", "ks", "--id", "../ute").stderr,
    ]

    assert said == [
        "auditresp: there is no audit 'avtl' in recommendations.yaml; did you mean 'avtal'?\n",
        "auditresp: there is no board 'sk' in auditresp.yaml; there are ks\n",
        "auditresp: there is no template 'svra'; did you mean 'svar'?\n",
        "auditresp: '../ute' is no id: use letters, digits, '.', '_' and '-', beginning with a letter or digit; for instance 'ute'\n",
    ]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    before = (root / "responses/avtal.yaml").read_bytes()

    result = auditresp(root, "new", "response", "avtal", "--board", "ks", "--id", "avtal")

    assert (result.exit_code, (root / "responses/avtal.yaml").read_bytes()) == (2, before)


def test_a_board_that_answers_already_gets_no_second_response_by_mistake(tmp_path: Path) -> None:
    result = auditresp(workspace(tmp_path), "new", "response", "avtal", "--board", "ks")

    assert (result.stderr, result.exit_code) == (
        "auditresp: responses/avtal.yaml answers for ks already; if there is to be another one, name it with --id\n",
        2,
    )
