"""A template tried at once: with the workspace's data, or with the example's."""

from pathlib import Path

from docx_making import docx, said
from workspaces import auditresp, workspace

EMPTY = "audits: []"


def preview(root: Path, template: bytes, *words: str, name: str = "min") -> tuple[int, str, str]:
    """What the command answers and says for a template that lies in the workspace's folder."""
    (root / f"{name}.docx").write_bytes(template)
    result = auditresp(root, "template", "preview", f"{name}.docx", *words)
    return result.exit_code, result.stdout, result.stderr


def test_the_workspace_s_first_response_is_shown(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    code, out, _err = preview(root, docx("{{ subject }}", "{{ municipality.name }}"))

    file = root / "build/preview/min.docx"
    assert (code, out) == (0, f"{file}\n")
    assert said(file.read_bytes()) == ["Svar på revisionsrapport: Granskning av avtal", "Provby kommun"]


def test_the_response_that_is_made_with_the_template_comes_first(tmp_path: Path) -> None:
    other = "{audit: avtal, documents: [min], boards: [ks], subject: Den andra, replies: {R1: {text: Ja.}}}"
    root = workspace(tmp_path, zebra=other)

    preview(root, docx("{{ subject }}"))

    assert said((root / "build/preview/min.docx").read_bytes()) == ["Den andra"]


def test_a_response_by_name_into_a_file_by_name(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    out = tmp_path / "prov" / "här.docx"

    assert preview(root, docx("{{ id }}"), "--response", "avtal", "-o", str(out)) == (0, f"{out}\n", "")
    assert said(out.read_bytes()) == ["avtal"]


def test_a_response_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    code, _out, err = preview(root, docx("{{ id }}"), "--response", "avtall")

    assert (code, err) == (2, "auditresp: there is no response 'avtall'; did you mean 'avtal'?\n")


def test_a_missing_answer_is_marked(tmp_path: Path) -> None:
    root = workspace(tmp_path, avtal="{audit: avtal, documents: [min], boards: [ks], replies: {R1: {text: Ja.}}}")

    code, _out, _err = preview(root, docx("{%p for r in recommendations %}", "{{ r.reply }}", "{%p endfor %}"))

    assert code == 0
    assert said((root / "build/preview/min.docx").read_bytes())[1].startswith("⟦")


def test_without_responses_the_example_is_shown(tmp_path: Path) -> None:
    root = workspace(tmp_path, recommendations=EMPTY)
    (root / "responses/avtal.yaml").unlink()

    assert preview(root, docx("{{ case_number }}"))[0] == 0
    assert said((root / "build/preview/min.docx").read_bytes()) == ["SAN 2018/112"]


def test_without_a_workspace_too(tmp_path: Path) -> None:
    assert preview(tmp_path, docx("{{ municipality.name }}"))[:2] == (0, f"{tmp_path / 'build/preview/min.docx'}\n")


def test_a_template_for_the_whole_register(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    preview(root, docx("{%p for audit in audits %}", "{{ audit.title }}: {{ audit.responses | length }}", "{%p endfor %}"))

    assert said((root / "build/preview/min.docx").read_bytes()) == ["Granskning av avtal: 1"]


def test_what_is_wrong_is_said_with_its_place_and_nothing_is_written(tmp_path: Path) -> None:
    root = workspace(tmp_path)

    code, out, err = preview(root, docx("Rubrik", "{{ subjekt }}"))

    assert (code, out) == (1, "")
    assert err.startswith(f"{root / 'min.docx'}: body, paragraph 2: «{{{{ subjekt }}}}»: error unknown-name: ")
    assert not (root / "build").exists()
