"""The results as a picture: python bench/plot.py RESULTS.json PICTURE.svg."""

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams.update({"svg.hashsalt": "auditresp", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
from matplotlib import pyplot
from matplotlib.axes import Axes

from growth import BUILD, COLD, COMPOSE, WARM
from report import is_ours

OURS, THEIRS = "#0b5394", "#999999"
STYLES = {COLD: "o-", WARM: "o--", BUILD: "s-"}
PEER_STYLES = ("v-", "v--", "^-", "^--")


def main() -> None:
    """Draw documents on the left, registers on the right."""
    found = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    figure, (left, middle, right) = pyplot.subplots(1, 3, figsize=(15, 4.4), layout="constrained")
    bars(left, found["many"], "ms a document, in one process")
    bars(middle, found["shell"], "s to the first document, from the shell")
    lines(right, found)
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target, metadata={"Date": None, "Title": "auditresp and its peers"})


def bars(axes: Axes, works: dict[str, Any], title: str) -> None:
    """A bar for each, the fastest on top, with its range."""
    ordered = sorted(works, key=lambda name: -works[name]["median"])
    medians, lowest, highest = ([works[name][what] for name in ordered] for what in ("median", "lowest", "highest"))
    below = [median - low for median, low in zip(medians, lowest, strict=True)]
    above = [high - median for median, high in zip(medians, highest, strict=True)]
    colours = [OURS if is_ours(name) else THEIRS for name in ordered]
    axes.barh([folded(name) for name in ordered], medians, xerr=[below, above], color=colours, ecolor="#444444")
    for row, (value, high) in enumerate(zip(medians, highest, strict=True)):
        axes.annotate(f"{value:.3g}", (high, row), xytext=(4, 0), textcoords="offset points", va="center")
    axes.margins(x=0.12)
    axes.set_title(title, loc="left")


def lines(axes: Axes, found: dict[str, Any]) -> None:
    """A line for each, by the size of the register."""
    sizes = [each["recommendations"] for each in found["growth"]]
    for name in (COLD, WARM, BUILD):
        axes.plot(sizes, [each["seconds"][name]["median"] for each in found["growth"]], STYLES[name], color=OURS, label=name)
    axes.plot(sizes, [each["seconds"][COMPOSE]["median"] for each in found["growth"]], ":", color="black", label=COMPOSE)
    for style, (name, times) in zip(PEER_STYLES, found["items"].items(), strict=False):
        axes.plot([int(items) for items in times], list(times.values()), style, color=THEIRS, label=name)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_title("s, by recommendations in the register", loc="left")
    axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))


def folded(name: str) -> str:
    """A name over several lines."""
    return name.replace(", ", ",\n")


if __name__ == "__main__":
    main()
