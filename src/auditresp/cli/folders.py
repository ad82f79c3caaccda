"""Where a command works: the folder that it is told to work in, and the workspace around that."""

from pathlib import Path

import click


def folder_of(ctx: click.Context) -> Path:
    """The folder that `-C` names, else the one where the command was started."""
    return ctx.ensure_object(Path)


def workspace_of(ctx: click.Context) -> Path:
    """The workspace in which that folder lies. Raises AuditrespError where it lies in none."""
    from auditresp.store.workspace import find_workspace  # what only looks at a Word file needs none

    return find_workspace(folder_of(ctx))
