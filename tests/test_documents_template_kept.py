from pathlib import Path

import pytest

from auditresp.documents.template import kept
from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.filling import TemplateError
from auditresp.documents.template.kept import template_in
from auditresp.keeping import NOTHING_KEPT, Keeping
from auditresp.model.values import Text
from docx_making import docx

TEMPLATE = docx("{%p for x in many %}", "{{p x }}", "{%p endfor %}", "{{ one | upper }}")
VALUES = {"many": (Text("1. Ett\n2. *Två*"), Text("1. Tre")), "one": "slut"}


def place(folder: Path) -> Keeping:
    return Keeping(folder / "cache", folder / "state" / "key")


def no_compiler(data: bytes, name: str) -> None:
    raise AssertionError(name)


def test_a_template_is_compiled_once_and_fills_the_same_document_ever_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compile_template(TEMPLATE, "templates/x.docx").fill(VALUES, Properties())
    first = template_in(TEMPLATE, "templates/x.docx", place(tmp_path)).fill(VALUES, Properties())
    monkeypatch.setattr("auditresp.documents.template.compiling.compile_template", no_compiler)
    again = template_in(TEMPLATE, "templates/x.docx", place(tmp_path)).fill(VALUES, Properties())

    assert compiled == first == again


def test_errors_of_a_kept_template_have_their_places(tmp_path: Path) -> None:
    messages = []
    for _run in range(2):
        with pytest.raises(TemplateError) as error:
            template_in(TEMPLATE, "templates/x.docx", place(tmp_path)).fill({"many": ()}, Properties())
        messages.append(str(error.value))

    assert messages[0] == messages[1]
    assert "«{{ one | upper }}»" in messages[0] or "{{ one | upper }}" in messages[0]


@pytest.mark.parametrize("change", ["file", "name", "language"])
def test_another_file_name_or_language_is_another_template(tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    template_in(TEMPLATE, "templates/x.docx", place(tmp_path))
    data, name = (docx("{{ one }}") if change == "file" else TEMPLATE), ("templates/y.docx" if change == "name" else "templates/x.docx")
    if change == "language":
        monkeypatch.setenv("LANGUAGE", "sv")
    monkeypatch.setattr("auditresp.documents.template.compiling.compile_template", no_compiler)

    with pytest.raises(AssertionError):
        template_in(data, name, place(tmp_path))


def test_what_somebody_else_put_there_is_never_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template_in(TEMPLATE, "templates/x.docx", place(tmp_path))
    for entry in (tmp_path / "cache").glob("template-*"):
        entry.write_bytes(entry.read_bytes()[:-40] + bytes(40))
    monkeypatch.setattr(kept.pickle, "loads", no_compiler)

    assert template_in(TEMPLATE, "templates/x.docx", place(tmp_path)).name == "templates/x.docx"
    assert template_in(TEMPLATE, "templates/x.docx", NOTHING_KEPT).name == "templates/x.docx"
