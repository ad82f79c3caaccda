"""`auditresp template`: the municipality's own Word templates."""

import click

from auditresp.cli.lazy import LazyGroup, Row
from auditresp.language import _

COMMANDS = {
    "check": Row("check", _("Say what is wrong with templates, and where.")),
    "fields": Row("fields", _("List every field that a template may use.")),
    "new": Row("new", _("Make a template of an existing letter.")),
    "preview": Row("preview", _("Build a document with a template at once.")),
}


@click.group(cls=LazyGroup, package=__name__, commands_by_name=COMMANDS, help=_("Make, check and try the municipality's own templates."))
def template() -> None:
    """One command for each thing that is done with a template."""
