"""One page, whole in one file: a template, its styles and script inside, and nothing that is fetched from anywhere."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditresp.markdown import plain
from auditresp.pages.prose import prose
from auditresp.wording import FILTERS, word, word_for

HERE = Path(__file__).parent
STYLES = "page.css"
"""What all pages look like, in the light and in the dark, on a phone and in print."""


def page(template: str, *, styles: tuple[str, ...] = (), script: str | None = None, **values: object) -> bytes:
    """A finished page: a template of this folder that extends `page.html`, with its own styles and script beside the common ones.

    The template needs the values `title`, `whose` (the municipality's name) and `lead` (a sentence below the heading, or nothing).
    Whatever stands between `{{ }}` is escaped. The page allows its own styles and script, and nothing else, to be used.
    """
    css = "\n".join(map(part, (STYLES, *styles)))
    js = part(script) if script else ""
    said = environment().get_template(template).render(**values, css=Markup(css), js=Markup(js), policy=policy(css, js))  # noqa: S704
    return said.encode(errors="replace")


def policy(css: str, js: str) -> str:
    """The Content-Security-Policy: even if something slipped through, the browser would neither run nor fetch it."""
    allowed = f"style-src {fingerprint(css)}; " + (f"script-src {fingerprint(js)}; " if js else "")
    return f"default-src 'none'; {allowed}img-src data:; base-uri 'none'; form-action 'none'"


def fingerprint(text: str) -> str:
    """How a policy names an inline style or script."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def part(name: str) -> str:
    """A file of this folder that goes into a page."""
    return (HERE / name).read_text(encoding="utf-8").strip()


@cache
def environment() -> Environment:
    """How templates are read: everything is escaped, and what is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS, prose=prose, plain=plain, word=word, word_for=word_for)
    return made
