"""`auditresp schema`: the files' JSON Schema, from which an editor completes and explains."""

import json

import click

from auditresp.language import _
from auditresp.store.schema import KINDS
from auditresp.store.schema import schema as schema_of


@click.command(help=_("Print the JSON Schema of a kind of file, or of all of them."))
@click.argument("kind", type=click.Choice(list(KINDS)), required=False)
def schema(kind: str | None) -> None:
    """Without a kind: one JSON object with the schema of each."""
    found = schema_of(kind) if kind else {each: schema_of(each) for each in KINDS}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
