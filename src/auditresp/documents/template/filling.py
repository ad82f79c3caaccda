"""A template, compiled once, and the documents filled from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import jinja2
from markupsafe import Markup

from auditresp.documents import characters, prose
from auditresp.documents.additions import Additions, Stock
from auditresp.documents.ooxml import whole as as_part
from auditresp.documents.package import Package
from auditresp.documents.template.core import Properties, core_properties
from auditresp.documents.template.environment import CURRENT, FIRST_LINE, present
from auditresp.documents.template.part import MARK_IN_ATTRIBUTE, Call, Slot, Standing, Where
from auditresp.documents.template.printing import Unprintable, words
from auditresp.documents.template.repetition import Repetitions
from auditresp.documents.template.tags import Level
from auditresp.documents.template.wholeness import whole
from auditresp.language import _
from auditresp.model.values import Text
from auditresp.problems import AuditrespError, Place, Problem


class TemplateError(AuditrespError):
    """What is wrong in a template, or in what it asks for."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class CompiledPart:
    """A part with tags: what jinja made of it, and where each tag stood."""

    name: str
    jinja: jinja2.Template
    slots: tuple[Slot, ...]
    lines: tuple[int, ...]
    """Which slot stands on each line of the jinja source, from FIRST_LINE on."""
    names: frozenset[str]
    """The names that the part itself makes: loop variables, macros."""

    def place(self, line: int | None) -> Place | None:
        """Where the tag stands that is on this line of the jinja source."""
        index = (line or 0) - FIRST_LINE
        slot = self.slots[self.lines[index]] if 0 <= index < len(self.lines) else None
        return slot.place if isinstance(slot, Standing) else None


@dataclass(frozen=True)
class Template:
    """A Word template. Compiled once, it fills any number of documents."""

    name: str
    package: Package
    parts: tuple[CompiledPart, ...]
    stock: Stock
    core: str
    """The name of the part with the document's properties."""

    def fill(self, view: Mapping[str, object], properties: Properties) -> bytes:
        """The Word file with the values of `view`. The same values give the same bytes.

        Raises TemplateError where the template asks for what there is not.
        """
        filling = Filling(self, view)
        changed = filling.parts()
        changed[self.core] = core_properties(self.package.parts[self.core], properties)
        return self.package.written(changed)


class Filling:
    """One document while it is filled."""

    def __init__(self, template: Template, view: Mapping[str, object]) -> None:
        self._template = template
        self._view = {name: present(value) for name, value in view.items()}
        self._additions = Additions(template.stock)
        self._repetitions = Repetitions(self._additions)
        self._part = template.parts[0] if template.parts else None
        self._problems: list[Problem] = []

    def parts(self) -> dict[str, bytes]:
        """The parts that differ from the template's. Raises TemplateError with everything that went wrong."""
        token = CURRENT.set(self)
        try:
            filled = {part.name: self._filled(part) for part in self._template.parts}
        finally:
            CURRENT.reset(token)
        if self._problems:
            raise TemplateError(self._problems)
        return {**filled, **self._additions.parts()}

    def _filled(self, part: CompiledPart) -> bytes:
        """A part with its values."""
        self._part = part
        try:
            xml = "".join(part.jinja.root_render_func(part.jinja.new_context(self._view)))
        except TemplateError:
            raise
        except Exception as error:  # what a template's own code can raise has no bounds
            self._failed(part, error)
            return b""
        return as_part(whole(xml))

    def _failed(self, part: CompiledPart, error: Exception) -> None:
        """Say where the template's own code went wrong."""
        line, trace = None, error.__traceback__
        while trace is not None:
            if (source := trace.tb_frame.f_globals.get("__jinja_template__")) is not None:
                line = source.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        place = part.place(line) or Place(self._template.name)
        self._problems.append(Problem(place, "template-failed", _("this cannot be worked out: {reason}").format(reason=error)))

    def printed(self, value: object, slot: int) -> Markup:
        """What a value becomes where the tag with that number stands."""
        assert self._part is not None
        standing = self._part.slots[slot]
        if isinstance(standing, Call):
            return self._called(standing)
        try:
            return Markup(self._written(value, standing))
        except Unprintable as error:
            self._problems.append(Problem(standing.place, "unprintable-value", str(error)))
            return Markup()

    def unknown(self, message: str, line: int | None) -> None:
        """Remember what there is not."""
        place = (self._part.place(line) if self._part else None) or Place(self._template.name)
        self._problems.append(Problem(place, "unknown-name", message))

    def names(self) -> set[str]:
        """All names that mean something: those of the view and those the part makes."""
        return {*self._view, *(self._part.names if self._part else ())}

    def _called(self, call: Call) -> Markup:
        """What the engine itself put into the template."""
        return Markup(getattr(self._repetitions, call.method)(*call.arguments))

    def _written(self, value: object, standing: Standing) -> str:
        """A value in the form that its tag asks for."""
        if isinstance(value, Markup):
            return fragment(value, standing)
        match standing.where, standing.tag.level:
            case Where.ATTRIBUTE, _level:
                return characters.attribute(words(value))
            case Where.INSTRUCTION, _level:
                return instruction(words(value), standing.run)
            case _where, Level.PARAGRAPH:
                return self._paragraphs(value, standing)
            case _where, Level.RUN:
                return self._rich(value, standing)
            case _where, None:
                return characters.runs(words(value), standing.run)
        raise Unprintable(_("only a macro can give rows or cells"))

    def _paragraphs(self, value: object, standing: Standing) -> str:
        """Whole paragraphs in place of the tag's own."""
        own = MARK_IN_ATTRIBUTE.sub(self._token, standing.paragraph)
        if isinstance(value, Text):
            return prose.blocks(value, own, standing.run, self._additions, self._name())
        return "".join(f"<w:p>{own}{characters.runs(line, standing.run)}</w:p>" for line in words(value).splitlines())

    def _rich(self, value: object, standing: Standing) -> str:
        """Formatted words within the tag's paragraph."""
        if isinstance(value, Text):
            return prose.runs(value, standing.run, self._additions, self._name())
        return characters.runs(words(value), standing.run)

    def _token(self, token: re.Match[str]) -> str:
        call = self._part.slots[int(token[1])] if self._part else None
        return str(self._called(call)) if isinstance(call, Call) else ""

    def _name(self) -> str:
        return self._part.name if self._part else ""


def instruction(text: str, run: str) -> str:
    """A run with words of a field's instruction; quotes inside them do not end what the instruction quotes."""
    content = escape(characters.allowed(text).replace('"', '\\"'))
    return f'<w:r>{run}<w:instrText xml:space="preserve">{content}</w:instrText></w:r>'


BLOCK = re.compile(r"\s*<w:(?:p|tbl|sdt)[ >]")


def fragment(value: Markup, standing: Standing) -> str:
    """What a macro gave, where it may stand."""
    is_block = BLOCK.match(value) is not None
    if standing.where is not Where.WORDS or (is_block and standing.tag.level is not Level.PARAGRAPH):
        raise Unprintable(_("this macro gives whole paragraphs; print it with {tag}").format(tag="{{p … }}"))
    if standing.tag.level is Level.PARAGRAPH and not is_block:
        return f"<w:p>{standing.paragraph}{value}</w:p>" if value.strip() else ""
    return str(value)
