"""What a secretary does to a register, one act at a time, and what each truly changes: the vocabulary of `histories`.

The state is plain data, as the files hold it. An act is made with all it needs, so that it can be done to a branch and again to main.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from auditresp.changes import Change, Kind
from auditresp.model.audits import Audit, Recommendation, Verdict
from auditresp.model.dates import Deadline
from auditresp.model.reading import record_from
from auditresp.model.records import Record
from auditresp.model.responses import (
    Decision,
    DueChange,
    FollowUp,
    Measure,
    MeasureStatus,
    ProposedDecision,
    Reply,
    Reported,
    Response,
    Section,
    Sent,
    Stance,
)
from auditresp.model.values import Line, Text
from auditresp.problems import Path

State = dict[str, Any]
Do = Callable[[State], list[Change]]
R = TypeVar("R", bound=Record)

AUDITS = "recommendations.yaml"
WORDS = re.findall(
    r"\S+",
    "nämnden följer upp avtalen varje kvartal rutiner saknas för tillsyn av elever boende budget prognos ansvar delegation "
    "kontrollplan riskanalys underlag protokoll åtgärder tidplan redovisas skyndsamt utvärdering samverkan kompetens rekrytering "
    "upphandling leverantör särskilt stöd kvalitet mål indikatorer ägarstyrning bolag arkiv diarium sekretess placeringar vårdnad "
    "skolan: 'måste' “ofta” 10–20 % #1 [utkast] & granskas, senast",
)


@dataclass(frozen=True)
class Act:
    """One act: what it touches (a response or audit, and a part of it or None for the whole), and doing it."""

    target: tuple[str, str | None]
    do: Do


def file_of(name: str) -> str:
    """The file of a response."""
    return f"responses/{name}.yaml"


def record(kind: type[R], data: object) -> R:
    """The record that plain data says."""
    return record_from(kind, data)


class Secretary:
    """Thinks of things to do; the dice decide."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.kinds = [getattr(self, name) for name in KINDS]

    def act(self, state: State) -> Act:
        """Anything that can be done now."""
        while True:
            if found := self.dice.choice(self.kinds)(state):
                return found

    def sentence(self, length: int = 12) -> str:
        return " ".join(self.dice.choice(WORDS) for _word in range(length)).capitalize() + "."

    def text(self) -> str:
        """One or several paragraphs, sometimes with a list."""
        paragraphs = [f"{self.sentence()} {self.sentence()}" for _paragraph in range(self.dice.randint(1, 3))]
        if self.dice.random() < 0.3:
            paragraphs.append("\n".join(f"- {self.sentence(5)}" for _item in range(3)))
        return "\n\n".join(paragraphs)

    def other_words(self, text: str) -> str:
        """The text with a word more."""
        words = text.split(" ")
        words.insert(self.dice.randrange(1, len(words) + 1), f"nytt{self.dice.randrange(10**6)}")
        return " ".join(words)

    def name(self, kind: str) -> str:
        """A name that nothing had before."""
        return f"{kind}{self.dice.randrange(10**9)}"

    def day(self) -> str:
        return str(date(2018, 1, 1) + timedelta(days=self.dice.randrange(3000)))

    def a_response(self, state: State) -> str:
        return self.dice.choice(sorted(state["responses"]))

    def a_reply(self, state: State, *, written: bool = True) -> tuple[str, str] | None:
        """A response and an item that has a reply there, or has none yet."""
        found = [
            (name, item["id"])
            for name, response in sorted(state["responses"].items())
            for audit in state["audits"]
            if audit["id"] == response["audit"]
            for item in audit["recommendations"]
            if (item["id"] in response["replies"]) is written
        ]
        return self.dice.choice(found) if found else None

    def a_measure(self, state: State) -> tuple[str, str, str] | None:
        """A measure that has not ended: its response, item and id."""
        found = [
            (name, item, measure["id"])
            for name, response in sorted(state["responses"].items())
            for item, reply in response["replies"].items()
            for measure in reply.get("measures", [])
            if measure["status"] in ("planned", "ongoing")
        ]
        return self.dice.choice(found) if found else None

    # What the auditors say

    def new_audit(self, state: State) -> Act:
        audit = {
            "id": self.name("granskning"),
            "title": self.sentence(4),
            "boards": ["ks"],
            "recommendations": [{"id": f"R{number}", "text": self.sentence()} for number in (1, 2, 3)],
        }

        def do(state: State) -> list[Change]:
            state["audits"].append(audit | {"recommendations": list(audit["recommendations"])})
            return [Change(Kind.ADDED, AUDITS, ("audits", audit["id"]), "audits", None, record_from(Audit, audit))]

        return Act((str(audit["id"]), None), do)

    def new_recommendation(self, state: State) -> Act | None:
        audit_id = self.dice.choice(state["audits"])["id"]
        item = {"id": self.name("R"), "text": self.sentence()}
        path = ("audits", audit_id, "recommendations", item["id"])

        def do(state: State) -> list[Change]:
            audit_in(state, audit_id)["recommendations"].append(item)
            return [Change(Kind.ADDED, AUDITS, path, "recommendations", None, record(Recommendation, item))]

        return Act((audit_id, "recommendations"), do)

    def reworded_recommendation(self, state: State) -> Act:
        audit = self.dice.choice(state["audits"])
        audit_id, item_id = audit["id"], self.dice.choice(audit["recommendations"])["id"]
        path = ("audits", audit_id, "recommendations", item_id, "text")
        new = self.other_words(item_in(state, audit_id, item_id)["text"])

        def do(state: State) -> list[Change]:
            item = replaced(audit_in(state, audit_id)["recommendations"], item_id)
            old, item["text"] = item["text"], new
            return [Change(Kind.REWORDED, AUDITS, path, "text", Text(old), Text(new))]

        return Act((audit_id, item_id), do)

    def verdict(self, state: State) -> Act:
        audit = self.dice.choice(state["audits"])
        audit_id, item_id = audit["id"], self.dice.choice(audit["recommendations"])["id"]
        verdict = {"date": self.day(), "value": "partly_addressed", "text": self.sentence()}

        def do(state: State) -> list[Change]:
            item = replaced(audit_in(state, audit_id)["recommendations"], item_id)
            item["verdicts"] = [*item.get("verdicts", []), verdict]
            path = ("audits", audit_id, "recommendations", item_id, "verdicts", len(item["verdicts"]) - 1)
            return [Change(Kind.ADDED, AUDITS, path, "verdicts", None, record(Verdict, verdict))]

        return Act((audit_id, item_id), do)

    # What the boards answer

    def new_response(self, state: State) -> Act:
        return self.response_to(self.name("svar"), self.dice.choice(state["audits"])["id"])

    def response_to(self, name: str, audit_id: str) -> Act:
        clauses = [{"text": self.sentence()} for _clause in range(4)]
        response = {"audit": audit_id, "documents": ["svar"], "boards": ["ks"], "proposed_decisions": clauses, "replies": {}}

        def do(state: State) -> list[Change]:
            state["responses"][name] = response | {"replies": {}}
            return [Change(Kind.ADDED, file_of(name), (), "", None, record(Response, {"id": name, **response}))]

        return Act((WHOLE, None), do)

    def response_taken_away(self, state: State) -> Act | None:
        if len(state["responses"]) < 8:
            return None
        name = self.a_response(state)

        def do(state: State) -> list[Change]:
            old = state["responses"].pop(name)
            state["style"].pop(file_of(name), None)
            return [Change(Kind.REMOVED, file_of(name), (), "", record(Response, {"id": name, **old}))]

        return Act((WHOLE, name), do)

    def response_renamed(self, state: State) -> Act:
        name, new = self.a_response(state), self.name("omdöpt")

        def do(state: State) -> list[Change]:
            state["responses"][new] = state["responses"].pop(name)
            state["style"][file_of(new)] = state["style"].pop(file_of(name), {})
            return [Change(Kind.RENAMED, file_of(new), ("id",), "id", name, new)]

        return Act((WHOLE, name), do)

    def field_set(self, state: State) -> Act:
        name, field = self.a_response(state), self.dice.choice(("subject", "case_number"))
        new = self.dice.choice((self.sentence(5), self.name("KS-"), None))

        def do(state: State) -> list[Change]:
            return put(state["responses"][name], field, new, file_of(name), (field,), Line)

        return Act((name, field), do)

    def summary_written(self, state: State) -> Act:
        name = self.a_response(state)
        old = state["responses"][name].get("summary")
        new = self.other_words(old) if old and self.dice.random() < 0.8 else None if old else self.text()

        def do(state: State) -> list[Change]:
            return put(state["responses"][name], "summary", new, file_of(name), ("summary",), Text)

        return Act((name, "summary"), do)

    def reply_written(self, state: State) -> Act | None:
        found = self.a_reply(state, written=False)
        if not found:
            return None
        name, item = found
        reply = {"stance": self.dice.choice(list(Stance)).value, "text": self.text()}

        def do(state: State) -> list[Change]:
            state["responses"][name]["replies"] = {**state["responses"][name]["replies"], item: dict(reply)}
            return [Change(Kind.ADDED, file_of(name), ("replies", item), "replies", None, record(Reply, reply))]

        return Act((name, item), do)

    def reply_reworded(self, state: State) -> Act | None:
        found = self.a_reply(state)
        if not found:
            return None
        name, item = found
        new = self.other_words(state["responses"][name]["replies"][item]["text"])

        def do(state: State) -> list[Change]:
            return put(state["responses"][name]["replies"][item], "text", new, file_of(name), ("replies", item, "text"), Text)

        return Act((name, item), do)

    def stance_changed(self, state: State) -> Act | None:
        found = self.a_reply(state)
        if not found:
            return None
        name, item = found
        old = Stance(state["responses"][name]["replies"][item]["stance"])
        new = self.dice.choice([stance for stance in Stance if stance is not old])

        def do(state: State) -> list[Change]:
            state["responses"][name]["replies"][item]["stance"] = new.value
            return [Change(Kind.CHANGED, file_of(name), ("replies", item, "stance"), "stance", old, new)]

        return Act((name, item), do)

    def clause_moved(self, state: State) -> Act:
        name = self.a_response(state)
        last = len(state["responses"][name]["proposed_decisions"]) - 1
        old, new = self.dice.choice([(0, last), (last, 0), (last, 1), (0, last - 1)])

        def do(state: State) -> list[Change]:
            clauses = state["responses"][name]["proposed_decisions"] = list(state["responses"][name]["proposed_decisions"])
            clauses.insert(new, clauses.pop(old))
            return [Change(Kind.MOVED, file_of(name), ("proposed_decisions", new), "proposed_decisions", old, new)]

        return Act((name, "proposed_decisions"), do)

    def clause_reworded(self, state: State) -> Act:
        name = self.a_response(state)
        place = self.dice.randrange(len(state["responses"][name]["proposed_decisions"]))
        new = self.other_words(state["responses"][name]["proposed_decisions"][place]["text"])
        path = ("proposed_decisions", place, "text")

        def do(state: State) -> list[Change]:
            clauses = state["responses"][name]["proposed_decisions"] = list(state["responses"][name]["proposed_decisions"])
            clauses[place] = dict(clauses[place])
            return put(clauses[place], "text", new, file_of(name), path, Text)

        return Act((name, "proposed_decisions"), do)

    def clause_added(self, state: State) -> Act:
        name, clause = self.a_response(state), {"text": self.sentence()}

        def do(state: State) -> list[Change]:
            return appended(state["responses"][name], "proposed_decisions", clause, ProposedDecision, file_of(name), ())

        return Act((name, "proposed_decisions"), do)

    def section_added(self, state: State) -> Act:
        name, section = self.a_response(state), {"heading": self.sentence(2), "text": self.text()}

        def do(state: State) -> list[Change]:
            return appended(state["responses"][name], "sections", section, Section, file_of(name), ())

        return Act((name, "sections"), do)

    def section_taken_away(self, state: State) -> Act | None:
        names = sorted(name for name, response in state["responses"].items() if response.get("sections"))
        if not names:
            return None
        name = self.dice.choice(names)

        def do(state: State) -> list[Change]:
            *kept, last = state["responses"][name]["sections"]
            state["responses"][name]["sections"] = kept
            return [Change(Kind.REMOVED, file_of(name), ("sections", len(kept)), "sections", record(Section, last))]

        return Act((name, "sections"), do)

    # What they promise

    def measure_planned(self, state: State) -> Act | None:
        found = self.a_reply(state)
        if not found:
            return None
        name, item = found
        measure = {"id": self.name("m"), "text": self.sentence(), "status": "planned", "owner": "forvaltningschef", "due": self.day()}
        path = ("replies", item, "measures", measure["id"])

        def do(state: State) -> list[Change]:
            reply = state["responses"][name]["replies"][item]
            reply["measures"] = [*reply.get("measures", []), dict(measure)]
            return [Change(Kind.ADDED, file_of(name), path, "measures", None, record(Measure, measure))]

        return Act((name, item), do)

    def deadline_moved(self, state: State) -> Act | None:
        """With its reason, or without."""
        found = self.a_measure(state)
        if not found:
            return None
        name, item, measure_id = found
        new, path = self.day(), ("replies", item, "measures", measure_id, "due")
        why = {"reason": self.sentence(), "date": self.day()} if self.dice.random() < 0.7 else None

        def do(state: State) -> list[Change]:
            measure = measure_in(state, name, item, measure_id)
            old, measure["due"] = measure["due"], new
            if why is None:
                return [Change(Kind.CHANGED, file_of(name), path, "due", Deadline(old), Deadline(new))]
            move = {"from": old, "to": new, **why}
            measure["due_changes"] = [*measure.get("due_changes", []), move]
            return [Change(Kind.RESCHEDULED, file_of(name), path, "due", Deadline(old), Deadline(new), record(DueChange, move))]

        return Act((name, item), do)

    def measure_ended(self, state: State) -> Act | None:
        """Done on a day, cancelled with a reason, or only begun."""
        found = self.a_measure(state)
        if not found:
            return None
        name, item, measure_id = found
        old = MeasureStatus(measure_in(state, name, item, measure_id)["status"])
        new = self.dice.choice(
            [status for status in (MeasureStatus.ONGOING, MeasureStatus.DONE, MeasureStatus.CANCELLED) if status is not old]
        )
        given: dict[MeasureStatus, tuple[str, str]] = {
            MeasureStatus.DONE: ("done", self.day()),
            MeasureStatus.CANCELLED: ("reason", self.sentence()),
        }
        path = ("replies", item, "measures", measure_id, "status")

        def do(state: State) -> list[Change]:
            measure = measure_in(state, name, item, measure_id)
            measure["status"] = new.value
            along: object = None
            if new in given:
                field, value = given[new]
                measure[field] = value
                along = date.fromisoformat(value) if field == "done" else Text(value)
            return [Change(Kind.CHANGED, file_of(name), path, "status", old, new, along)]

        return Act((name, item), do)

    def follow_up_promised(self, state: State) -> Act:
        name = self.a_response(state)
        follow_up = {"id": self.name("f"), "text": self.sentence(), "due": self.dice.choice((self.day(), "2019-Q4", "2020-autumn"))}
        path = ("follow_ups", follow_up["id"])

        def do(state: State) -> list[Change]:
            state["responses"][name]["follow_ups"] = [*state["responses"][name].get("follow_ups", []), follow_up]
            return [Change(Kind.ADDED, file_of(name), path, "follow_ups", None, record_from(FollowUp, follow_up))]

        return Act((name, "follow_ups"), do)

    def follow_up_reported(self, state: State) -> Act | None:
        names = sorted(name for name, response in state["responses"].items() if response.get("follow_ups"))
        if not names:
            return None
        name = self.dice.choice(names)
        follow_up_id = self.dice.choice(state["responses"][name]["follow_ups"])["id"]
        report = {"date": self.day(), "case_number": self.name("KS-")}

        def do(state: State) -> list[Change]:
            follow_ups = state["responses"][name]["follow_ups"] = list(state["responses"][name]["follow_ups"])
            follow_up = replaced(follow_ups, follow_up_id)
            return appended(follow_up, "reported", report, Reported, file_of(name), ("follow_ups", follow_up_id))

        return Act((name, "follow_ups"), do)

    # What is decided and sent

    def decided(self, state: State) -> Act | None:
        names = sorted(name for name, response in state["responses"].items() if not response.get("decisions"))
        if not names:
            return None
        name, decision = self.dice.choice(names), {"board": "ks", "date": self.day(), "paragraph": "§ 45"}

        def do(state: State) -> list[Change]:
            return appended(state["responses"][name], "decisions", decision, Decision, file_of(name), ())

        return Act((name, "decisions"), do)

    def sent(self, state: State) -> Act:
        name, day = self.a_response(state), self.day()

        def do(state: State) -> list[Change]:
            old = state["responses"][name].get("sent")
            new = state["responses"][name]["sent"] = {"date": day, "version": str(int(old["version"]) + 1) if old else "1"}
            kind = Kind.CHANGED if old else Kind.SET
            return [Change(kind, file_of(name), ("sent",), "sent", old and record(Sent, old), record(Sent, new))]

        return Act((name, "sent"), do)


WHOLE = "whole"
"""Responses that come, go or get another name could be taken for each other, so only one does at a time."""

KINDS = [
    *("new_audit", "new_recommendation", "reworded_recommendation", "verdict"),
    *("new_response", "response_taken_away", "response_renamed", "field_set", "summary_written", "section_added", "section_taken_away"),
    *("reply_written", "reply_written", "reply_written", "reply_reworded", "reply_reworded", "stance_changed"),
    *("clause_moved", "clause_reworded", "clause_added"),
    *(
        "measure_planned",
        "measure_planned",
        "deadline_moved",
        "deadline_moved",
        "measure_ended",
        "follow_up_promised",
        "follow_up_reported",
    ),
    *("decided", "sent"),
]


def put(record: dict[str, Any], field: str, new: Any, file: str, path: Path, kind: type) -> list[Change]:
    """Set a field, change it or take its value away."""
    old = record.pop(field, None)
    if new is not None:
        record[field] = new
    if old == new:
        return []
    how = Kind.SET if old is None else Kind.CLEARED if new is None else Kind.REWORDED if kind is Text else Kind.CHANGED
    was, now = (None if value is None else kind(value) for value in (old, new))
    return [Change(how, file, path, field, was, now)]


def appended(holder: dict[str, Any], field: str, entry: dict[str, Any], kind: type[Record], file: str, path: Path) -> list[Change]:
    """Put an entry without an id at the end of a list."""
    holder[field] = [*holder.get(field, []), entry]
    return [Change(Kind.ADDED, file, (*path, field, len(holder[field]) - 1), field, None, record(kind, entry))]


def audit_in(state: State, audit_id: str) -> dict[str, Any]:
    """An audit, as a copy of its own in the state, with its own list of recommendations."""
    audit = replaced(state["audits"], audit_id)
    audit["recommendations"] = list(audit["recommendations"])
    return audit


def item_in(state: State, audit_id: str, item_id: str) -> dict[str, Any]:
    """A recommendation."""
    audit = next(audit for audit in state["audits"] if audit["id"] == audit_id)
    return dict(next(item for item in audit["recommendations"] if item["id"] == item_id))


def measure_in(state: State, name: str, item: str, measure_id: str) -> dict[str, Any]:
    """A measure, as a copy of its own in the state."""
    reply = state["responses"][name]["replies"][item]
    reply["measures"] = list(reply["measures"])
    return replaced(reply["measures"], measure_id)


def replaced(entries: list[dict[str, Any]], entry_id: str) -> dict[str, Any]:
    """The entry of that id, replaced by a copy that nobody else holds."""
    place = next(place for place, entry in enumerate(entries) if entry["id"] == entry_id)
    entries[place] = dict(entries[place])
    return entries[place]
