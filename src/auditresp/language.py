"""The language the terminal speaks: messages are English in the source, Swedish in the catalogue.

Click looks its own words up with the plain `gettext.gettext`; by using the same text domain, one
catalogue translates the whole terminal. GNU gettext reads the language from the environment, so the
choice is made there, once, before the first message is looked up.
"""

import gettext
import locale
import os
import sys
from pathlib import Path

DOMAIN = "auditresp"
FOLDER = Path(__file__).with_name("locale")


def preferred() -> str:
    """The user's language as gettext writes it: `AUDITRESP_LANG`, else what the system says."""
    chosen = os.environ.get("AUDITRESP_LANG")
    if chosen:
        return chosen
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "en")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return "en"


os.environ["LANGUAGE"] = preferred()
gettext.bindtextdomain(DOMAIN, FOLDER)
gettext.textdomain(DOMAIN)

CATALOGUE = gettext.translation(DOMAIN, FOLDER, fallback=True)
"""Found once: gettext would look for its files again for every message."""
_ = CATALOGUE.gettext
ngettext = CATALOGUE.ngettext


def cause_of(error: OSError) -> str:
    """Why the system refused, in the terminal's language where the catalogue has the system's words."""
    return _(error.strerror) if error.strerror else str(error)
