"""What a command is asked about: a response, an audit, or a recommendation or finding of either."""

from collections.abc import Collection

from auditresp.cli.words import no_response_or_audit
from auditresp.language import _
from auditresp.model.audits import Audit
from auditresp.model.register import Register
from auditresp.model.responses import Response
from auditresp.problems import AuditrespError, did_you_mean
from auditresp.store.versions.history import Subject


def subject_named(register: Register, name: str, *, audit: bool = False, earlier: Collection[str] = ()) -> Subject:
    """What a name means: `2018-skolan`, `2018-skolan/R1`. A response comes before an audit of the same name, unless it is to be an `audit`.

    `earlier` are the responses that only older versions have. Raises AuditrespError, with the nearest, where there is nothing of that name.
    """
    whole, _slash, item = name.partition("/")
    if not audit and (response := register.responses.get(whole)):
        return Subject(whole, response.audit, item_named(register.audit(response.audit), response, item))
    if found := register.audit(whole):
        return Subject(None, whole, item_named(found, None, item))
    if not audit and whole in earlier:
        return Subject(whole, None, item or None)
    if not audit:
        raise no_response_or_audit(whole, register, earlier)
    hint = did_you_mean(whole, [each.id for each in register.audits])
    raise AuditrespError(_("there is no audit '{name}'{hint}").format(name=whole, hint=hint))


def item_named(audit: Audit | None, response: Response | None, item: str) -> str | None:
    """The recommendation or finding of that id; none where none is asked for."""
    known = [each.id for each in audit.items] if audit else []
    known += [each for each in response.replies if each not in known] if response else []
    if item and item not in known:
        message = _("there is no recommendation or finding '{name}' in {audit}{hint}")
        where = audit.id if audit else response.audit if response else ""
        raise AuditrespError(message.format(name=item, audit=where, hint=did_you_mean(item, known)))
    return item or None
