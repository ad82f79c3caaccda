"""The least that our documents and files could cost on this machine, beside what they cost: milliseconds, of each turn.

python limit_filler.py FOLDER TURNS
"""

import json
import os
import re
import sys
import zlib
from collections.abc import Callable
from html import escape, unescape
from importlib import import_module
from io import BytesIO
from pathlib import Path
from time import perf_counter
from types import ModuleType
from zipfile import ZipFile

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from auditresp.documents.building import Templates, build
from auditresp.documents.orders import documents_in
from auditresp.documents.word.zipping import Packed, fast, zipped
from auditresp.keeping import keeping
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from word_words import words as words_of

WORDS = re.compile(r"(<w:t[ >][^<]*)")
ISAL_LEVEL = 1
MANY = 20
"""So often a document is made in a turn."""


class PlainCode:
    """The letter's template as the plainest Python code there could be: fixed pieces with escaped words between them."""

    def __init__(self, document: bytes, template: bytes) -> None:
        """What is fixed and what changes is taken from a finished document."""
        with ZipFile(BytesIO(document)) as finished, ZipFile(BytesIO(template)) as blank:
            same = set(blank.namelist())
            parts = {name: finished.read(name) for name in finished.namelist()}
            self.fixed = {name: Packed.of(name, part) for name, part in parts.items() if name in same and blank.read(name) == part}
        self.others = {name: part for name, part in parts.items() if name not in self.fixed}
        pieces = WORDS.split(self.others["word/document.xml"].decode())
        self.pieces = [re.sub(">.*", ">", each) if number % 2 else each for number, each in enumerate(pieces)]
        self.words = [unescape(each.partition(">")[2]) for each in pieces[1::2]]
        assert words_of(self.fill(fast)) == words_of(document)

    def fill(self, compress: Callable[[bytes], bytes]) -> bytes:
        """A document."""
        pieces = iter(self.pieces)
        said = [next(pieces)]
        for words in self.words:
            said += next(pieces), escape(words, quote=False), next(pieces)
        parts = self.others | {"word/document.xml": "".join(said).encode()}
        packed = {name: Packed.of(name, part, compress) for name, part in parts.items()}
        return zipped((self.fixed | packed).values())

    def compress(self, compress: Callable[[bytes], bytes]) -> None:
        """Only what compressing costs of it."""
        for part in self.others.values():
            compress(part)


def deflated(level: int) -> Callable[[bytes], bytes]:
    """Compressing with zlib."""

    def compress(data: bytes) -> bytes:
        deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return deflate.compress(data) + deflate.flush()

    return compress


def isal_deflated(isal_zlib: ModuleType) -> Callable[[bytes], bytes]:
    """Compressing with Intel's deflate."""

    def compress(data: bytes) -> bytes:
        deflate = isal_zlib.compressobj(ISAL_LEVEL, isal_zlib.DEFLATED, -zlib.MAX_WBITS)
        return bytes(deflate.compress(data) + deflate.flush())

    return compress


def installed(name: str) -> ModuleType | None:
    """A library, where it is installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def of_documents(folder: Path) -> dict[str, Callable[[], object]]:
    """What a document costs, and the parts of it that nobody can spare."""
    source = Folder(folder / "workspace")
    register = load(source)
    templates = Templates(register.templates, source.read, keeping())
    wanted = documents_in(register)[:MANY]
    plain = PlainCode(build(register, wanted[0], templates), source.read("templates/svar.docx"))

    def often(work: Callable[[], object]) -> Callable[[], None]:
        return lambda: [work() for _each in wanted] and None

    works = {
        "auditresp": lambda: [build(register, each, templates) for each in wanted],
        "compress the same bytes, libdeflate level 1, as ours": often(lambda: plain.compress(fast)),
        "compress the same bytes, zlib level 1": often(lambda: plain.compress(deflated(1))),
        "compress the same bytes, zlib level 6": often(lambda: plain.compress(deflated(6))),
        "the template as plain Python code, libdeflate level 1": often(lambda: plain.fill(fast)),
    }
    if isal_zlib := installed("isal.isal_zlib"):
        isal = isal_deflated(isal_zlib)
        works["compress the same bytes, isal"] = often(lambda: plain.compress(isal))
        works["the template as plain Python code, isal"] = often(lambda: plain.fill(isal))
    return works


def of_files(folder: Path) -> dict[str, Callable[[], object]]:
    """What reading the files costs, and the fastest parsers of YAML known."""
    root = folder / "workspace"
    contents = [file.read_bytes() for file in sorted(root.rglob("*.yaml"))]
    works: dict[str, Callable[[], object]] = {
        "auditresp: records, places, all that is wrong": lambda: load(Folder(root)),
        "PyYAML's C loader composes": lambda: [yaml.compose(each.decode(), yaml.CSafeLoader) for each in contents],
    }
    if ryaml := installed("ryaml"):
        works["ryaml: plain data, no places"] = lambda: [ryaml.loads(each.decode()) for each in contents]
    if rapidyaml := installed("ryml"):
        works["rapidyaml: only a tree, no data"] = lambda: [rapidyaml.parse_in_arena(each) for each in contents]
    return works


def measured(works: dict[str, Callable[[], object]], turns: int, many: int) -> dict[str, list[float]]:
    """Milliseconds of one document or all files, each turn after the other."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _turn in range(turns + 1):
        for name, work in works.items():
            started = perf_counter()
            work()
            found[name].append(1000 * (perf_counter() - started) / many)
    return {name: times[1:] for name, times in found.items()}


if __name__ == "__main__":
    os.environ.setdefault("LANGUAGE", "en")
    place, count = Path(sys.argv[1]), int(sys.argv[2])
    made = min(MANY, len(list(place.glob("workspace/responses/*.yaml"))))
    print(json.dumps({"documents": measured(of_documents(place), count, made), "files": measured(of_files(place), count, 1)}))
