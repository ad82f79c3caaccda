"""How docs/mallar.md is made: the page about templates for those who make them in Word.

    python tools/make_mallar.py              the page
    python tools/make_mallar.py --pictures   its pictures too; LibreOffice and poppler make them

The words are in mallar-text.md beside this file. The tables of fields and filters come from the model, so that they
cannot go stale.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from auditresp.documents.building import Templates, build
from auditresp.documents.letter import template_like
from auditresp.documents.orders import Document
from auditresp.documents.proofing.field_list import FILTERS, Explained, Thing, examples_in, field_list
from auditresp.documents.view import register_view, view
from auditresp.store.loading import load
from auditresp.store.starter import example, templates_folder
from letters import hagby

TOOLS = Path(__file__).parent
PAGE = TOOLS.parent / "docs" / "mallar.md"
PICTURES = PAGE.parent / "images"
SHOWN = "2018-ekonomiskt-utanforskap"
"""The example's response whose document is shown."""
DOTS_PER_INCH = 60


def text() -> str:
    """The page."""
    register = load(example())
    views = [*(view(register, each) for each in register.responses.values()), register_view(register)]
    words = (TOOLS / "mallar-text.md").read_text(encoding="utf-8")
    fields = "\n\n".join(section(each) for each in field_list(examples_in(views)))
    return words.replace("<!-- fields -->", fields).replace("<!-- filters -->", filters())


def section(thing: Thing) -> str:
    """A kind of thing with the table of its fields."""
    intro = [thing.meaning]
    if thing.found_in:
        intro.append(f"Finns i: {', '.join(f'`{each}`' for each in thing.found_in)}.")
    if thing.like:
        intro.append(f"Har allt som *{'* och *'.join(thing.like)}* har" + (", och dessutom:" if thing.fields else "."))
    title = f"{thing.title[0].upper()}{thing.title[1:]}" + (f" – `{thing.variable}`" if thing.variable else "")
    return "\n".join([f"### {title}", "", " ".join(intro), *([""] if thing.fields else []), *rows(thing)])


def rows(thing: Thing) -> Iterator[str]:
    """The table of a thing's fields; nothing where it has none of its own."""
    if thing.fields:
        yield "| Fält | Vad det är | Vad det betyder | Exempel |"
        yield "| --- | --- | --- | --- |"
    for each in thing.fields:
        yield f"| `{written(thing, each)}` | {each.kind} | {each.meaning} | {in_cell(each.example)} |"


def written(thing: Thing, each: Explained) -> str:
    """A field as a template writes it."""
    return f"{thing.variable}.{each.name}" if thing.variable else each.name


def filters() -> str:
    """The table of filters."""
    lines = [f"| `{each.name}` | {each.meaning} | `{in_cell(each.written)}` | {in_cell(each.gives)} |" for each in FILTERS]
    return "\n".join(["| Filter | Vad det gör | Så skrivs det | Det blir |", "| --- | --- | --- | --- |", *lines])


def in_cell(words: str) -> str:
    """Words for a table's cell."""
    return words.replace("|", "\\|").replace("*", "\\*")


def make_pictures() -> None:
    """A letter, the template that it becomes, and a document built with that: the first page of each."""
    register, letter = load(example()), hagby()
    template = template_like(letter, "brev.docx", (templates_folder() / "svar.docx").read_bytes()).data
    document = build(register, Document(SHOWN, "hagby"), Templates({"hagby": "hagby.docx"}, lambda _name: template))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, content in (("mall-brev", letter), ("mall-mall", template), ("mall-handling", document)):
            file = here / f"{name}.docx"
            file.write_bytes(content)
            run(
                "soffice",
                "--headless",
                f"-env:UserInstallation={(here / 'profile').as_uri()}",
                "--convert-to",
                "pdf",
                "--outdir",
                here,
                file,
            )
            run("pdftoppm", "-r", DOTS_PER_INCH, "-png", "-singlefile", here / f"{name}.pdf", PICTURES / name)


def run(*words: object) -> None:
    """Call a program."""
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8", newline="\n")
    if "--pictures" in sys.argv[1:]:
        PICTURES.mkdir(exist_ok=True)
        make_pictures()
