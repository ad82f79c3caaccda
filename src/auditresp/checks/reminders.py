"""Where reminders are mailed, they reach somebody."""

from collections import Counter
from collections.abc import Iterator

from auditresp.deadlines import deadlines_of
from auditresp.deadlines.selection import unreachable
from auditresp.language import _, ngettext
from auditresp.model.register import Register
from auditresp.model.settings import Settings
from auditresp.problems import Level, Problem


def reminds_somebody(register: Register) -> Iterator[Problem]:
    """Each promise has somebody with an e-mail address: its owner, else its board."""
    settings = register.settings
    if not counts_deadlines(settings):
        return
    for key, count in Counter(due.boards[0] for due in unreachable(deadlines_of(register), settings) if due.boards).items():
        if board := settings.boards.get(key):
            message = ngettext(
                "nobody is reminded of {count} deadline of '{board}': neither its owner nor the board has an email",
                "nobody is reminded of {count} deadlines of '{board}': neither their owners nor the board has an email",
                count,
            )
            message = message.format(count=count, board=key)
            yield register.problem(board, code="nobody-to-remind", message=message, level=Level.WARNING)


def counts_deadlines(settings: Settings) -> bool:
    """Whether the deadlines of all audits must be counted to know whom nobody reminds."""
    return settings.mail is not None and not all(board.email for board in settings.boards.values())


def takes_delays_to_somebody(register: Register) -> Iterator[Problem]:
    """Whoever delays are taken further to has an e-mail address."""
    settings = register.settings
    escalate = settings.reminders.escalate
    if settings.mail is None or escalate is None:
        return
    for index, key in enumerate(escalate.to):
        contact = settings.contacts.get(key)
        if contact and not contact.email:
            message = _("delays are taken further to '{contact}', who has no email; write it among the contacts").format(contact=key)
            yield register.problem(escalate, "to", index, code="nobody-to-remind", message=message, level=Level.WARNING)
