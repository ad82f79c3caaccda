"""A Word file's words as readable text: for git, which compares texts, and for whoever asks what an edit in Word changed."""

from auditresp.documents.text.blocks import Block, Kind
from auditresp.documents.text.printing import printed
from auditresp.documents.text.reading import blocks_in

__all__ = ["Block", "Kind", "blocks_in", "printed", "text_of"]


def text_of(data: bytes, file: str) -> str:
    """What a Word file says. Raises AuditrespError, with the file's name in it, where `data` is none that can be read."""
    return printed(blocks_in(data, file))
