"""A template is read as a proofreader does, before there are any data: everything that is wrong with it, and where.

What the engine finds when it compiles, what its expressions ask for that no response has, what it would leave out, and how it looks.
`docs/template-checks.md` explains every code.
"""

from auditresp.documents.proofing.review import template_problems, template_problems_in, templates_of, what_it_sees

__all__ = ["template_problems", "template_problems_in", "templates_of", "what_it_sees"]
