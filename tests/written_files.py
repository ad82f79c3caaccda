"""Random files for hypothesis: what they say, in whatever style of YAML a person or a program may have written it, with comments."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from auditresp.model.kinds import bare, fields, inside, is_list, is_mapping, is_record
from auditresp.model.records import Record
from auditresp.model.values import Id, Line, Text
from auditresp.store.decoding import FORBIDDEN
from auditresp.store.layout.spans import Mapping, Node, Scalar, Sequence, column, line_end, spans

AWKWARD = [
    *(
        "no",
        "012",
        "12:30",
        "~",
        "null",
        "1e3",
        "=",
        "<<",
        "2018-04-11",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "-",
        "? a",
        "*a*",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
    ),
    *(
        "'a'",
        '"a"',
        "a'b\"c",
        "a\\b",
        "[a]",
        "{a}",
        "a, b",
        "|",
        ">",
        "---",
        "...",
        "a:",
        ":a",
        "a\tb",
        "å\u2028ä",
        "a\u00a0b",
        "\ufeffa",
        "😀",
    ),
    *("Nämnden instämmer, t.ex. i detta.", "Kl. 12.30 den 3. maj", "a\x07b", "\x85a", "a\rb"),
]
WORDS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)).filter(str.strip)
PARAGRAPHS = st.lists(
    st.one_of(WORDS, st.sampled_from(["", "", "- punkt", "  1. indraget", "slut  ", "| a | b |"])), min_size=1, max_size=5
)
IDS = st.from_regex(r"\A[A-Za-z0-9åäö][A-Za-z0-9._-]{0,6}\Z") | st.sampled_from(["no", "012", "R1", "on"])
SIMPLE: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(str),
    "int": st.integers(1, 60).map(str),
    "bool": st.sampled_from(["true", "false"]),
    "Deadline": st.sampled_from(["2018-10-25", "2018-10", "2018-Q4", "2018-spring", "2018"]),
    "Email": st.just("a@b.example"),
    "Sha256": st.just("0" * 64),
    "PictureFile": st.just("templates/logo.png"),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Plain data of a kind, as `parsed` gives it."""
    if is_record(kind):
        return st.deferred(lambda: records(kind))
    if is_list(kind):
        return st.lists(values(inside(kind, 0)), max_size=3, unique_by=named)
    if is_mapping(kind):
        return st.dictionaries(IDS, values(inside(kind, "")), max_size=3)
    if issubclass(kind, Text):
        return PARAGRAPHS.map("\n".join).map(str.strip).filter(bool)
    if kind.__name__ in SIMPLE:
        return SIMPLE[kind.__name__]
    if issubclass(kind, Line):
        return WORDS.map(lambda words: " ".join(words.split()))
    return IDS if issubclass(kind, Id) else st.sampled_from([member.value for member in kind])


def named(value: Any) -> Any:
    """What must be different in a list: ids."""
    return value.get("id", repr(value)) if isinstance(value, dict) else value


def records(kind: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain data of a record: what is required, and some of the rest."""
    needed = {key: values(bare(info.annotation)) for key, info in fields(kind).items() if info.is_required()}
    further = {key: values(bare(info.annotation)) for key, info in fields(kind).items() if not info.is_required()}
    return st.fixed_dictionaries(needed, optional=further).map(without_empty(kind))


def without_empty(kind: type[Record]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Plain data without the empty lists that need not be there."""
    return lambda data: {key: value for key, value in data.items() if value or fields(kind)[key].is_required()}


def mutated(data: Any, kind: Any, draw: st.DrawFn, chance: int) -> Any:
    """Plain data of which here and there something is new, gone, or elsewhere."""
    if draw(st.integers(0, chance)) == 0:
        return draw(values(kind))
    if isinstance(data, list):
        entries = [mutated(entry, inside(kind, 0), draw, chance) for entry in data]
        order = draw(st.permutations(entries)) if draw(st.integers(0, chance)) == 0 else entries
        return list({named(entry): entry for entry in order}.values())
    if isinstance(data, dict):
        fresh = draw(values(kind)) if draw(st.integers(0, chance)) == 0 else {}
        gone = draw(st.sampled_from([None, None, *data]))
        may_go = is_mapping(kind) or (gone is not None and not fields(kind)[gone].is_required())
        kept = {key: mutated(value, inside(kind, key), draw, chance) for key, value in data.items() if key != gone or not may_go}
        whole = fresh | kept
        return whole if is_mapping(kind) else without_empty(kind)(whole)
    return data


def grown(data: Any, kind: Any, draw: st.DrawFn) -> Any:
    """Plain data in which something is new or different, and nothing gone."""
    if isinstance(data, list):
        entries = [grown(entry, inside(kind, 0), draw) if isinstance(entry, dict) and "id" in entry else entry for entry in data]
        known = set(map(named, entries))
        return [*entries, *(entry for entry in draw(values(kind)) if named(entry) not in known)] if draw(st.booleans()) else entries
    if isinstance(data, dict):
        fresh = draw(values(kind)) if draw(st.booleans()) else {}
        return fresh | {key: value if key == "id" else grown(value, inside(kind, key), draw) for key, value in data.items()}
    return draw(values(kind)) if draw(st.integers(0, 3)) == 0 else data


def file(data: Any, seed: int, kind: Any = None, *, comments: bool = True) -> str:
    """Plain data as YAML, in one style out of many, with comments; with its kind, in another order of the fields."""
    chance = random.Random(seed)  # noqa: S311
    said = shuffle(data, kind, chance) if kind else data
    text = yaml.dump(
        said,
        Dumper=dumper(chance),
        allow_unicode=chance.random() < 0.8 and not any(re.search(FORBIDDEN, text) for text in texts(said)),
        default_flow_style=chance.choice([None, False, False, False, True]),
        width=chance.choice([40, 80, 10**6]),
        sort_keys=False,
        indent=chance.choice([2, 2, 4]),
        line_break="\n",
    )
    text = commented(text, chance) if comments else text
    return text.replace("\n", chance.choice(["\n", "\n", "\r\n"]))


def texts(data: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    else:
        for entry in data.values() if isinstance(data, dict) else data:
            yield from texts(entry)


def dumper(chance: random.Random) -> type[yaml.SafeDumper]:
    """A writer with habits of its own."""
    literal, quotes, indentless = chance.random() < 0.6, chance.choice([None, None, "'", '"']), chance.random() < 0.5

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless_: bool = False, **more: Any) -> None:
            super().increase_indent(flow, more.get("indentless", indentless_) and indentless)

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = (
            '"'
            if re.search(FORBIDDEN, value)
            else chance.choice(["|", "|", ">"])
            if literal and "\n" in value
            else chance.choice([quotes, None])
        )
        return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, text)
    Dumper.yaml_implicit_resolvers = {}
    return Dumper


def shuffle(data: Any, kind: Any, chance: random.Random) -> Any:
    """Plain data with the fields of its records in another order."""
    if isinstance(data, list):
        return [shuffle(entry, inside(kind, 0), chance) for entry in data]
    if not isinstance(data, dict):
        return data
    keys = chance.sample(list(data), len(data)) if is_record(kind) else list(data)
    return {key: shuffle(data[key], inside(kind, key), chance) for key in keys}


def ends_in_block(node: Node) -> bool:
    """Whether the last thing written in a value is a text below its mark, where a comment would be words."""
    if isinstance(node, Mapping | Sequence):
        return not node.flow and ends_in_block(node.parts[-1].value)
    return isinstance(node, Scalar) and node.is_block


def commented(text: str, chance: random.Random) -> str:
    """The text with comments above and beside some of what stands on lines of its own."""
    notes: dict[int, str] = {}

    def look(node: Node) -> None:
        if not isinstance(node, Mapping | Sequence) or node.flow:
            return
        for part in node.parts:
            margin = text[part.start - column(text, part.start) : part.start]
            if not margin.strip() and chance.random() < 0.2:
                notes[part.start - len(margin)] = chance.choice(["", "\n"]) + f"{margin}# ovan {len(notes)}\n"
            if not ends_in_block(part.value) and chance.random() < 0.2:
                notes[line_end(text, part.end)] = f"  # bredvid {len(notes)}"
            look(part.value)

    look(spans(text).root)
    for index in sorted(notes, reverse=True):
        text = text[:index] + notes[index] + text[index:]
    return "# först\n" + text if chance.random() < 0.3 else text
