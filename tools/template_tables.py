"""The tables of the Word templates, as make_templates.py first made them."""

from typing import NamedTuple


class Column(NamedTuple):
    """A column of a table: its width in twentieths of a point, and its head."""

    width: int
    head: str


class Table(NamedTuple):
    """A table. A screen reader says its title and description.

    A row holds words for each of its cells, or a tag alone. ITEM stands for what the table is about where it is used.
    """

    title: str
    description: str
    columns: tuple[Column, ...]
    rows: tuple[str | tuple[str, ...], ...]
    is_narrow: bool = False


def each_of(loop: str, *cells: str) -> tuple[str | tuple[str, ...], ...]:
    """A row for each of something."""
    return "{%tr for " + loop + " %}", cells, "{%tr endfor %}"


def planned(item: str) -> tuple[str | tuple[str, ...], ...]:
    """A row for each measure, or one that says that there is none; the auditors' words stand in the first."""
    words = f"{{% if not {item}.withheld %}}{{{{ {item}.label }}}}: {{% endif %}}{{{{ {item}.text }}}}"
    return (
        f"{{%tr for {item} in {item}s %}}",
        f"{{%tr for measure in {item}.measures %}}",
        (
            f"{{% if loop.first %}}{words}{{% else %}}{{{{ {item}.label }}}} (forts.){{% endif %}}",
            f'{{{{ {item}.stance | capitalize or "–" }}}}',
            "{{ measure.text }}",
            '{{ measure.owner or "–" }}',
            '{{ (measure.done or measure.due) | date_iso or "–" }}',
            STATUS,
        ),
        "{%tr else %}",
        (
            words,
            f'{{{{ {item}.stance | capitalize or "–" }}}}',
            f"{{% if {item}.withheld %}}–{{% else %}}Ingen åtgärd{{% endif %}}",
            *"–––",
        ),
        "{%tr endfor %}",
        "{%tr endfor %}",
    )


def standing(item: str) -> tuple[str | tuple[str, ...], ...]:
    """A row for each recommendation or finding of an audit; what is withheld is only said to be there."""
    return (
        f"{{%tr for {item} in audit.{item}s %}}",
        f"{{%tr if {item}.withheld %}}",
        (f"{{{{ {item}.label }}}}", f"{{{{ {item}.text }}}}", *"–––––"),
        "{%tr else %}",
        (
            f"{{{{ {item}.label }}}}",
            f"{{{{ {item}.text }}}}",
            f"{{% if {item}.boards == audit.boards and audit.boards | length > 2 %}}Samtliga"
            f"{{% else %}}{{{{ {item}.boards | join_and }}}}{{% endif %}}",
            f'{{{{ {item}.stance | capitalize or "–" }}}}',
            f"{{{{ {item}.status | capitalize }}}}",
            f'{{{{ {item}.due | date_iso or "–" }}}}',
            f'{{{{ {item}.verdict | capitalize or "–" }}}}',
        ),
        "{%tr endif %}",
        "{%tr endfor %}",
    )


STATUS = "{{ measure.status }}{% if measure.reason %}: {{ measure.reason }}{% endif %}"
WHEN_REPORTED = (
    "{{ follow_up.due | date_long }}{% if follow_up.repeats %}, därefter {{ follow_up.repeats }}{% endif %}"
    "{% if follow_up.until %} till och med {{ follow_up.until | date_long }}{% endif %}"
)

NEXT = "{% if follow_up.reported and follow_up.next_due %}; nästa {{ follow_up.next_due | date_long }}{% endif %}"

TABLES = {
    "MEASURES": Table(
        "Åtgärder",
        "En rad för varje åtgärd: vad som görs, vem som ansvarar, när det ska vara klart och hur långt det har kommit.",
        (Column(2550, "Åtgärd"), Column(2450, "Ansvarig"), Column(2150, "Klart"), Column(1354, "Status")),
        each_of(
            "measure in ITEM.measures",
            "{{ measure.text }}",
            '{{ measure.owner or "–" }}',
            '{{ (measure.done or measure.due) | date_long or "–" }}',
            STATUS,
        ),
    ),
    "FOLLOW_UPS": Table(
        "Uppföljning",
        "En rad för varje återrapport: vad den handlar om, vem som rapporterar, vem som tar emot den och när den senast lämnas.",
        (Column(2254, "Återrapport"), Column(1850, "Rapporterar"), Column(2450, "Mottagare"), Column(1950, "Senast")),
        each_of(
            "follow_up in follow_ups",
            "{{ follow_up.text }}",
            '{{ follow_up.reporter or "–" }}',
            '{{ follow_up.receiver or "–" }}',
            WHEN_REPORTED,
        ),
    ),
    "REPORTS_BACK": Table(
        "Återrapporter",
        "En rad för varje återrapport: vad den handlar om, vem som rapporterar, vem som tar emot den, när den senast lämnas och när "
        "nästa lämnas.",
        (Column(2254, "Återrapport"), Column(1850, "Rapporterar"), Column(2450, "Mottagare"), Column(1950, "Senast")),
        each_of(
            "follow_up in follow_ups",
            "{{ follow_up.text }}",
            '{{ follow_up.reporter or "–" }}',
            '{{ follow_up.receiver or "–" }}',
            WHEN_REPORTED + NEXT,
        ),
    ),
    "PLAN": Table(
        "Åtgärdsplan",
        "En rad för varje åtgärd: rekommendationen, nämndens ställningstagande, åtgärden, vem som ansvarar, när den ska vara klar "
        "och hur långt den har kommit.",
        (
            Column(4254, "Rekommendation"),
            Column(1250, "Svar"),
            Column(3050, "Åtgärd"),
            Column(2450, "Ansvarig"),
            Column(1500, "Klart"),
            Column(1500, "Status"),
        ),
        (*planned("recommendation"), *planned("finding")),
    ),
    "PROGRESS": Table(
        "Läget i korthet",
        "En rad för varje läge: hur många åtgärder som är genomförda, pågår, är försenade, inte har börjat och är avbrutna.",
        (Column(2600, "Läge"), Column(1900, "Antal åtgärder")),
        tuple(
            row
            for name, word in (
                ("done", "Genomförda"),
                ("ongoing", "Pågår"),
                ("late", "Försenade"),
                ("planned", "Inte påbörjade"),
                ("cancelled", "Avbrutna"),
            )
            for row in (f"{{%tr if progress.{name} %}}", (word, f"{{{{ progress.{name} | length }}}}"), "{%tr endif %}")
        ),
        is_narrow=True,
    ),
    "COUNTS": Table(
        "Läget i siffror",
        "En rad för varje läge: hur många rekommendationer som är obesvarade, besvarade, pågår och är genomförda.",
        (Column(2600, "Läge"), Column(2600, "Antal rekommendationer")),
        each_of("count in counts", "{{ count.status | capitalize }}", "{{ count.number }}"),
        is_narrow=True,
    ),
    "STANDING": Table(
        "Rekommendationer och iakttagelser",
        "En rad för varje rekommendation och iakttagelse: vad revisorerna säger, vilka nämnder som svarar, deras ställningstagande, "
        "läget, när åtgärderna ska vara klara och revisorernas senaste bedömning.",
        (
            Column(1850, "Punkt"),
            Column(4404, "Revisorernas ord"),
            Column(2450, "Nämnd"),
            Column(1250, "Svar"),
            Column(1200, "Läge"),
            Column(1450, "Klart"),
            Column(1400, "Revisorernas bedömning"),
        ),
        (*standing("recommendation"), *standing("finding")),
    ),
    "REPORTS": Table(
        "Återrapporter",
        "En rad för varje återrapport: vad den handlar om, granskningen, vem som rapporterar, vem som tar emot den, när den senast "
        "lämnas och när den har lämnats.",
        (
            Column(3200, "Återrapport"),
            Column(3250, "Granskning"),
            Column(1950, "Rapporterar"),
            Column(2450, "Mottagare"),
            Column(1854, "Senast"),
            Column(1300, "Lämnad"),
        ),
        each_of(
            "follow_up in follow_ups",
            "{{ follow_up.text }}",
            "{{ follow_up.response.audit.title }}",
            '{{ follow_up.reporter or "–" }}',
            '{{ follow_up.receiver or "–" }}',
            WHEN_REPORTED + NEXT,
            '{{ follow_up.reported | map(attribute="date") | map("date_iso") | join(", ") or "–" }}',
        ),
    ),
}
