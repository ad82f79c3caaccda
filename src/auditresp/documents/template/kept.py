"""Compiled templates, kept between runs: compiling takes longer than filling many documents."""

import os
import pickle
import sys
from hashlib import sha256
from pathlib import Path

import jinja2.compiler

from auditresp.documents.template.filling import Template
from auditresp.keeping import Keeping

KIND = "template"


def template_in(data: bytes, name: str, keeping: Keeping) -> Template:
    """What `compiling.compile_template` makes of a Word file, made now or by an earlier run. Raises what that raises."""
    key = key_of(data, name)
    if kept := keeping.kept(KIND, key):
        template: Template = pickle.loads(kept)  # noqa: S301 - sealed: this user's own program wrote it
        return template
    from auditresp.documents.template.compiling import compile_template

    template = compile_template(data, name)
    keeping.keep(KIND, key, pickle.dumps(template, pickle.HIGHEST_PROTOCOL))
    return template


def key_of(data: bytes, name: str) -> bytes:
    """All that a compiled template depends on besides this program: the file, Python, jinja, and the language in which places are named."""
    jinja = Path(jinja2.compiler.__file__).stat()
    around = (name, sys.implementation.cache_tag, jinja.st_size, jinja.st_mtime_ns, os.environ["LANGUAGE"])
    return sha256(repr(around).encode() + data).digest()
