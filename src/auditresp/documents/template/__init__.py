"""Word templates: compiled once, with every tag's place known, then filled as often as there are documents."""

from auditresp.documents.template.compiling import compile_template
from auditresp.documents.template.core import Properties
from auditresp.documents.template.filling import Template, TemplateError

__all__ = ["Properties", "Template", "TemplateError", "compile_template"]
