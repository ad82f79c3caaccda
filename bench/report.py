"""The results as tables that docs/performance.md shows, between two marks."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import growth
from answers import MEASURES, PARAGRAPHS, POINTS, RECOMMENDATIONS
from peers import OURS, REFERENCE

BEGIN, END = "<!-- results: begin, written by `make bench` -->", "<!-- results: end -->"

MUNICIPALITIES, BOARDS, AUDITS = 290, 20, 10
DOCUMENTS_A_YEAR = MUNICIPALITIES * BOARDS * AUDITS
RECOMMENDATIONS_IN_TEN_YEARS = 500_000
FAR = 10_000
"""To so many items is reckoned where a peer was not measured."""

THE_LETTER = f"""\
{RECOMMENDATIONS} recommendations with {PARAGRAPHS} paragraphs and a list of {POINTS} each, a table of
{RECOMMENDATIONS * MEASURES} measures, header with logo, footer with page number. Median of all turns (lowest–highest);
the ratio is the median of the ratios within each turn.
"""
THE_REGISTERS = f"""\
Seconds of whole processes, medians, on registers whose recommendations all have replies and measures; ten make a document.
In brackets, how many times as long as *{growth.COMPOSE}*, the least that reading with places costs.
"""
THE_ITEMS = """\
Seconds, of the peers measured once. What begins with ≥ was not measured but reckoned, on a straight line through the two sizes
that were. Their items have the recommendations' and replies' texts, ours measures and deadlines besides.
"""
THE_COUNTRY = f"""\
{MUNICIPALITIES} municipalities × {BOARDS} boards × {AUDITS} audits a year are {DOCUMENTS_A_YEAR:,} documents, and ten years bring
half a million recommendations. Reckoned, not measured: from what one more cost between the two largest registers above, on
this one machine.
"""

Found = dict[str, Any]


def write(page: Path, found: Found) -> None:
    """Put the tables into a page, in place of those that were there."""
    before, _mark, rest = page.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n\n{chr(10).join(sections(found))}\n{END}{after}", encoding="utf-8", newline="\n")


def sections(found: Found) -> Iterator[str]:
    """Each section, its lines."""
    yield from about_the_machine(found)
    yield from of_documents(found)
    yield from of_limits(found["limits"], found["letters"])
    yield from of_growth(found)
    if found["items"]:
        yield from of_items(found)
    if len(found["growth"]) > 1:
        yield from of_the_country(found)
    if found["further"]:
        yield from ("", "### Further", "", *(f"`bench/{name}.py`:\n\n{said}\n" for name, said in found["further"].items()))


def about_the_machine(found: Found) -> Iterator[str]:
    """Where it was measured, and who is missing."""
    yield "Measured on: " + "; ".join(f"{what} {value}" for what, value in found["machine"].items() if value) + "."
    for peer, why in found["missing"].items():
        yield f"\n**Missing:** {peer} ({why})."


def of_documents(found: Found) -> Iterator[str]:
    """The letter, filled by everybody."""
    yield "\n### The letter\n"
    yield THE_LETTER
    many, memory = found["many"], found["memory"]
    fastest = first_of(many)
    smallest = min(memory, key=lambda name: memory[name])
    yield from table(
        ("in one process", "ms a document", f"{REFERENCE.name} = 1", "peak memory, MB"),
        (
            (
                f"{name} {found['versions'][name]}",
                bold(ranged(each), name == fastest),
                f"{each['ratio']:.3f} (1/{1 / each['ratio']:.3g})",
                bold(f"{memory[name]:.0f}", name == smallest),
            )
            for name, each in many.items()
        ),
    )
    yield ""
    shell = found["shell"]
    yield from table(
        ("first document from the shell", "s", f"{REFERENCE.name} = 1", "processor time, s"),
        (
            (name, bold(ranged(each), name == first_of(shell)), f"{each['ratio']:.2f}", f"{found['processor'][name]:.2f}")
            for name, each in shell.items()
        ),
    )
    yield f"\n{ahead(found)}"
    if found["items"]:
        yield "\n![Milliseconds a document, and seconds by the size of the register](images/performance.svg)"


def ahead(found: Found) -> str:
    """Which peers are ahead of ours, and in what."""
    many, memory, shell = found["many"], found["memory"], found["shell"]
    ours, first = many[OURS.name]["median"], shell["auditresp build, ten audits"]["median"]
    told = [f"{name} in time a document" for name, each in many.items() if each["median"] < ours]
    told += [f"{name} in the first document from the shell" for name, each in shell.items() if not is_ours(name) and each["median"] < first]
    told += [f"{name} in memory" for name, each in memory.items() if each < memory[OURS.name]]
    return f"**Ahead of auditresp:** {', '.join(told)}." if told else "No peer is ahead of auditresp in any of these columns."


def of_limits(limits: Found, letters: int) -> Iterator[str]:
    """What nobody can go below."""
    yield "\n### How far from the least that it could cost\n"
    considered = {"documents": "a document", "files": f"the files of {letters} audits"}
    for what, works in limits.items():
        ours = median(next(iter(works.values())))
        yield from table(
            (considered[what], "ms", "auditresp = 1"),
            ((name, of_turns(each), f"{median(each) / ours:.3f}") for name, each in works.items()),
        )
        yield ""


def of_growth(found: Found) -> Iterator[str]:
    """Ours, from small to large."""
    yield "### Growth\n"
    yield THE_REGISTERS
    names = list(found["growth"][0]["seconds"])
    yield from table(
        ("recommendations", "MB of YAML", *names, "peak memory of the check, MB"),
        (
            (
                f"{each['recommendations']:,}",
                f"{each['bytes'] / 1e6:.2f}",
                *(f"{each['seconds'][name]['median']:.2f} ({each['seconds'][name]['ratio']:.2f})" for name in names),
                f"{each['memory'][growth.COLD]:.0f}",
            )
            for each in found["growth"]
        ),
    )


def of_items(found: Found) -> Iterator[str]:
    """The peers that check and publish, beside ours."""
    measured = {each["recommendations"]: each["seconds"] for each in found["growth"]}
    sizes = sorted({int(size) for works in found["items"].values() for size in works} | {FAR})
    yield "\n### Checking and publishing\n"
    yield THE_ITEMS
    ours = (growth.COLD, growth.WARM, growth.BUILD)
    rows = [(f"**{name}**", *(f"{measured[size][name]['median']:.2f}" for size in sizes)) for name in ours]
    for name, times in found["items"].items():
        rows.append((name, *(f"{times[str(size)]:.1f}" if str(size) in times else f"≥ {reckoned(times, size):.0f}" for size in sizes)))
    yield from table(("", *(f"{size:,}" for size in sizes)), rows)


def reckoned(times: Found, size: int) -> float:
    """Seconds for more items than were measured, on a straight line through the last two."""
    (small, few), (large, lots) = sorted((int(items), seconds) for items, seconds in times.items())[-2:]
    return lots + (size - large) * (lots - few) / (large - small)


def of_the_country(found: Found) -> Iterator[str]:
    """What all of Sweden would take on this machine."""
    smaller, larger = found["growth"][-2:]
    step = larger["recommendations"] - smaller["recommendations"]

    def each(what: str, name: str) -> float:
        """What one recommendation more costs."""
        small, large = (size[what][name] for size in (smaller, larger))
        return (large["median"] - small["median"]) / step if what == "seconds" else (large - small) / step

    a_document = each("seconds", growth.BUILD) * RECOMMENDATIONS
    ten_years = RECOMMENDATIONS_IN_TEN_YEARS
    yield "\n### The country\n"
    yield THE_COUNTRY
    rows = [(f"auditresp builds {DOCUMENTS_A_YEAR:,} documents, reading, checks and writing included", long(a_document * DOCUMENTS_A_YEAR))]
    if REFERENCE.name in found["many"]:
        bare = found["many"][REFERENCE.name]["median"] / 1000 * DOCUMENTS_A_YEAR
        rows.append((f"{REFERENCE.name} fills as many, in one process and without reading or checking", long(bare)))
    rows.append(("auditresp checks ten years, first run", long(each("seconds", growth.COLD) * ten_years)))
    rows.append(("auditresp checks ten years, again", long(each("seconds", growth.WARM) * ten_years)))
    rows.append(("peak memory of that, all in one register", f"{each('memory', growth.COLD) * ten_years / 1000:.1f} GB"))
    rows.append((f"… as {MUNICIPALITIES} registers, one after the other", f"{memory_of_one(found):.0f} MB"))
    yield from table(("", ""), rows)


def memory_of_one(found: Found) -> float:
    """Peak memory for one municipality's share, between the sizes that were measured."""
    share = RECOMMENDATIONS_IN_TEN_YEARS / MUNICIPALITIES
    smaller, larger = found["growth"][-2:]
    low, high = (size["memory"][growth.COLD] for size in (smaller, larger))
    part = (share - smaller["recommendations"]) / (larger["recommendations"] - smaller["recommendations"])
    return float(low + part * (high - low))


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table in Markdown; numbers stand to the right."""
    columns = list(head)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'|'.join(['---', *['---:'] * (len(columns) - 1)])}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def ranged(each: Found) -> str:
    """A median with its range."""
    return f"{each['median']:.3g} ({each['lowest']:.3g}–{each['highest']:.3g})"


def bold(text: str, chosen: bool) -> str:
    """The best of a column stands out."""
    return f"**{text}**" if chosen else text


def first_of(works: Found) -> str:
    """The name of the fastest."""
    return min(works, key=lambda name: works[name]["median"])


def is_ours(name: str) -> bool:
    """Whether that is a row of ours."""
    return name.startswith("auditresp")


def of_turns(times: list[float]) -> str:
    """The median of the turns with their range."""
    return f"{median(times):.2f} ({min(times):.2f}–{max(times):.2f})"


def long(seconds: float) -> str:
    """A time in the unit that is easiest to grasp."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"
