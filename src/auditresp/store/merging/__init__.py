"""Merging two versions of a file by what they mean, for git."""

from auditresp.store.merging.files import Merged, merged_files

__all__ = ["Merged", "merged_files"]
