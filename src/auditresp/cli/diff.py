"""`auditresp diff`: what differs between two versions, by what it means."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from auditresp.changes import changes_between
from auditresp.changes.sections import Comparison, sections
from auditresp.cli.changes import data, merge_request, terminal
from auditresp.cli.options import columns, put, say_text
from auditresp.language import _
from auditresp.model.register import RESPONSES_FOLDER
from auditresp.problems import AuditrespError, did_you_mean, errors, nearest
from auditresp.store.comparing import differing
from auditresp.store.names import YAML, stem
from auditresp.store.revisions import Revision
from auditresp.store.sources import Folder, Source
from auditresp.store.versions import WORKING_FOLDER, remarks, version
from auditresp.store.workspace import find_workspace

LATEST = "HEAD"
VERSIONS = 2
FORMS = ("text", "markdown", "html", "json", "docx")

HELP = _("""Say what differs between two versions, by what it means: not how the files are written, but what they say.

OLD and NEW are a commit, branch or tag, a day such as 2018-04-01 (the last version of that day), 'sent' (the version that was sent
last), or . for the files as they are now. Without NEW, OLD is compared with the files as they are now; without both, the latest commit is.

A word that is the id of a response is that response, and what follows it are further responses. A branch or tag of the same name is
written heads/NAME or tags/NAME.""")


@click.command(help=HELP)
@click.argument("words", nargs=-1, metavar=_("[OLD [NEW]] [RESPONSE]..."))
@click.option("--format", "shape", type=click.Choice(FORMS), default="text", help=_("How to say it; docx marks the changes in the documents."))
@click.option("--stat", is_flag=True, help=_("Only a line for each response, with how much changed."))
@click.option("--exit-code", is_flag=True, help=_("End with exit status 1 where there is a difference."))
@click.option("-o", "--output", type=click.Path(path_type=Path), help=_("Write into this file (docx: into this folder)."))
@click.pass_context
def diff(ctx: click.Context, words: tuple[str, ...], shape: str, stat: bool, exit_code: bool, output: Path | None) -> None:
    """Exit status 0, 1 with `--exit-code` where there is a difference, 2 when the command cannot run."""
