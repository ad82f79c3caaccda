"""lxml, loaded when it is first used: a document that is filled from a template kept from an earlier run needs none of it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree as etree
else:

    class _Etree:
        """Stands for `lxml.etree` until something of it is wanted."""

        def __getattr__(self, name: str) -> Any:
            from lxml import etree

            vars(self).update(vars(etree))
            return getattr(etree, name)

    etree = _Etree()
