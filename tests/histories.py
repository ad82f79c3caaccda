"""A register with a long real history, and the true list of what each commit changed in meaning.

`history_in(folder, commits=300)` makes a git repository in which a nämnd's secretary has worked for years: recommendations came and were
reworded, replies written, stances changed, deadlines moved with their reasons, reports given, decisions taken, clauses moved, files
renamed, branches merged, edits taken back, and files written in another way without a change of meaning. The same seed gives the same
history. `python tests/histories.py FOLDER 1000` makes one to look at.
"""

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

import yaml

from auditresp.changes import Change
from history_acts import AUDITS, WHOLE, Act, Secretary, State, file_of

SETTINGS = b"""\
format: 1
municipality: {name: Provby kommun}
boards:
  ks: {name: Kommunstyrelsen}
contacts:
  forvaltningschef: {title: F\xc3\xb6rvaltningschef}
"""
WRITERS = ("Nämndsekreteraren", "Utredaren", "Åsa Öberg", "Förvaltningschefen")
ZONE = timezone(timedelta(hours=2))
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Told:
    """A commit as it was made: its sentence, and what it truly changed."""

    sentence: str
    changes: tuple[Change, ...]
    parents: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What was made: the folder, and the truth of each commit by its id, oldest first."""

    root: Path
    told: Mapping[str, Told]

    @property
    def head(self) -> str:
        """The last commit, which is main's."""
        return list(self.told)[-1]

    @property
    def kinds(self) -> Counter[str]:
        """How often each kind of change is in it, by kind and field."""
        return Counter(f"{change.kind} {change.field}" for told in self.told.values() for change in told.changes)


def history_in(root: Path, commits: int = 300, seed: int = 2018) -> History:
    """Make the history in a folder that is not there yet."""
    writing = _Writing(random.Random(seed))  # noqa: S311 - nothing secret is drawn
    writing.begin()
    while len(writing.told) < commits:
        writing.go_on()
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "fast-import", "--quiet", "--force", "--export-marks=.git/marks", given=writing.stream())
    git(root, "reset", "--quiet", "--hard")
    marks = (line.split() for line in (root / ".git" / "marks").read_text().splitlines())
    ids = {int(mark[1:]): commit for mark, commit in marks}
    truths = {
        ids[mark]: Told(sentence, changes, tuple(ids[parent] for parent in onto))
        for mark, (sentence, changes, onto) in writing.told.items()
    }
    return History(root, truths)


def git(root: Path, *arguments: str, given: bytes | None = None) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], input=given, check=True, capture_output=True)


@dataclass
class _Writing:
    """The register as it is on main, and what git is given."""

    dice: random.Random
    state: State = field(default_factory=lambda: {"audits": [], "responses": {}, "style": {}})
    commands: list[bytes] = field(default_factory=list)
    told: dict[int, tuple[str, tuple[Change, ...], list[int]]] = field(default_factory=dict)
    files: dict[int, dict[str, bytes]] = field(default_factory=dict)
    head: int = 0
    day: datetime = datetime(2010, 1, 4, 8, 0, tzinfo=ZONE)

    def __post_init__(self) -> None:
        self.secretary = Secretary(self.dice)

    def begin(self) -> None:
        """The first commit: three audits and a response to one of them."""
        acts = [self.secretary.new_audit(self.state) for _audit in range(3)]
        self.commit("Lägger upp registret", [*acts, self.secretary.response_to("svar-1", acts[0].target[0])])

    def go_on(self) -> None:
        """What happens next on main: mostly a commit, sometimes a branch with its merge, a commit taken back, or a mere edit."""
        chance = self.dice.random()
        if chance < 0.08:
            self.branch()
        elif chance < 0.12:
            self.take_back()
        elif chance < 0.24:
            self.commit("Ordnar en fil", [self.restyle()])
        else:
            self.commit("Arbetar med svaren", self.acts(self.state, self.dice.choice((1, 1, 1, 2, 3)), set()))

    def acts(self, state: State, count: int, taken: set[tuple[str, str | None]]) -> list[Act]:
        """Some acts, none of which touches what another does or what is taken."""
        found: list[Act] = []
        while len(found) < count:
            act = self.secretary.act(state)
            if not any(collide(act.target, other) for other in taken):
                taken.add(act.target)
                found.append(act)
        return found

    def commit(self, sentence: str, acts: Sequence[Act], onto: Sequence[int] = (), state: State | None = None) -> int:
        """Do the acts to a state (main's, if none is given), and commit what it is then."""
        on_main = state is None
        state = self.state if state is None else state
        changes = [change for act in acts for change in act.do(state)]
        mark = self.commit_state(sentence, changes, onto or [self.head], state)
        if on_main:
            self.head = mark
        return mark

    def commit_state(self, sentence: str, changes: Sequence[Change], onto: Sequence[int], state: State) -> int:
        """Commit a state as it is; `changes` are what is true of it."""
        mark = len(self.told) + 1
        self.day += timedelta(hours=self.dice.randint(1, 60))
        files, before = files_of(state), self.files.get(onto[0], {})
        person = f"{self.dice.choice(WRITERS)} <skrivare@example.se> {int(self.day.timestamp())} +0200"
        parents = [parent for parent in onto if parent]
        self.commands.append(command(mark, sentence, person, parents, before, files))
        self.files[mark], self.told[mark] = files, (sentence, tuple(changes), parents)
        return mark

    def branch(self) -> None:
        """A branch on which somebody works while others go on, and its merge, in which now and then something is changed too."""
        theirs, tip, taken, done = deepcopy(self.state), self.head, set[tuple[str, str | None]](), list[Act]()
        for _commit in range(self.dice.randint(1, 3)):
            acts = self.acts(theirs, 1, taken)
            tip = self.commit("Arbetar på en gren", acts, [tip], theirs)
            done += acts
        for _commit in range(self.dice.randint(0, 2)):
            self.commit("Arbetar vidare", self.acts(self.state, 1, taken))
        for act in done:
            act.do(self.state)
        own = self.acts(self.state, 1, taken) if self.dice.random() < 0.3 else []
        self.commit("Slår ihop grenen", own, [self.head, tip])

    def take_back(self) -> None:
        """A commit and its revert."""
        before, act = deepcopy(self.state), self.secretary.reworded_recommendation(self.state)
        changes = act.do(self.state)
        self.head = self.commit_state("Skriver om", changes, [self.head], self.state)
        self.state = before
        taken_back = [replace(change, old=change.new, new=change.old) for change in changes]
        self.head = self.commit_state("Tar tillbaka", taken_back, [self.head], self.state)

    def restyle(self) -> Act:
        """A file written in another way: comments, the order of keys, where lines break, quotes."""
        file = self.dice.choice([AUDITS, *map(file_of, sorted(self.state["responses"]))])
        style = {
            "order": self.dice.random(),
            "width": self.dice.choice((40, 80, 10_000)),
            "quotes": self.dice.choice((None, '"', "'")),
            "comment": self.dice.choice(("", "# Att göra: stäm av med enheten\n")),
        }

        def do(state: State) -> list[Change]:
            state["style"][file] = style
            return []

        return Act((file, None), do)

    def stream(self) -> bytes:
        """All commits, and where main is at the end."""
        return b"".join(self.commands) + f"reset refs/heads/main\nfrom :{self.head}\n".encode()


def collide(target: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether two acts touch the same: the same part, or one of them the whole of which the other touches a part."""
    (whole, part), (other_whole, other_part) = target, other
    if whole == other_whole:
        return whole == WHOLE or part is None or other_part is None or part == other_part
    return (whole == WHOLE and part == other_whole) or (other_whole == WHOLE and other_part == whole)


def command(mark: int, sentence: str, person: str, onto: Sequence[int], before: Mapping[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """A commit in the language of `git fast-import`."""
    parents = [f"{word} :{parent}" for word, parent in zip(("from", "merge"), onto, strict=False)]
    head = [
        "commit refs/heads/main",
        f"mark :{mark}",
        f"author {person}",
        f"committer {person}",
        f"data {len(sentence.encode())}",
        sentence,
    ]
    said = "\n".join([*head, *parents, ""]).encode()
    for name, content in files.items():
        if before.get(name) != content:
            said += f"M 100644 inline {name}\ndata {len(content)}\n".encode() + content + b"\n"
    return said + "".join(f"D {name}\n" for name in before if name not in files).encode() + b"\n"


def files_of(state: State) -> dict[str, bytes]:
    """The files of a state, each in its own style."""
    said = {AUDITS: {"audits": state["audits"]}} | {file_of(name): response for name, response in state["responses"].items()}
    return {"auditresp.yaml": SETTINGS} | {name: written(json.dumps([data, state["style"].get(name, {})])) for name, data in said.items()}


@cache
def written(file: str) -> bytes:
    """A file's data, written in its style."""
    data, style = json.loads(file)
    width = style.get("width", 80)
    dice = random.Random(style["order"]) if style else None  # noqa: S311 - nothing secret is drawn
    shaped = styled(data, dice, width)
    text = yaml.dump(
        shaped, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=width, default_style=style.get("quotes"), default_flow_style=False
    )
    return (style.get("comment", "") + text).encode()


def styled(value: Any, dice: random.Random | None, width: int) -> Any:
    """Data with its keys in another order, and its paragraphs broken at another width."""
    match value:
        case dict():
            keys = list(value)
            if dice:
                dice.shuffle(keys)
            return {key: styled(value[key], dice, width) for key in keys}
        case list():
            return [styled(entry, dice, width) for entry in value]
        case str() if dice and len(value) > width and "\n- " not in value:
            return "\n\n".join(fill(paragraph, width, break_long_words=False, break_on_hyphens=False) for paragraph in value.split("\n\n"))
        case _:
            return value


if __name__ == "__main__":
    made = history_in(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
    for kind, count in sorted(made.kinds.items()):
        sys.stdout.write(f"{count:5} {kind}\n")
