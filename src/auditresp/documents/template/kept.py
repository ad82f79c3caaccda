"""Compiled templates, kept between runs: compiling takes longer than filling many documents."""

import os
import pickle
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

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
    jinja = find_spec("jinja2")  # found, not loaded: many templates are filled without it
    compiler = Path(jinja.origin).with_name("compiler.py").stat() if jinja and jinja.origin else None
    around = (name, sys.implementation.cache_tag, compiler and (compiler.st_size, compiler.st_mtime_ns), os.environ["LANGUAGE"])
    return sha256(repr(around).encode() + data).digest()
