"""Who does the work: this process alone, the cores of this machine, or a cluster."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditresp.language import _
from auditresp.problems import AuditrespError

if TYPE_CHECKING:
    from auditresp.documents.production.cluster import Cluster
    from auditresp.documents.production.work import Crew

FROM_COPIES, FROM_NEW = 100, 500
"""From so many documents on, it pays to work with other processes where nobody says how many: with copies of this one, or with new ones.

To copy it costs as much as some fifty documents, to start a new one as much as hundreds.
"""


class Crews:
    """The crews for the parts of one build."""

    def __init__(self, jobs: int | None, cluster: "Cluster | None") -> None:
        """`jobs` is how many processes were asked for, if anybody said."""
        self._jobs = jobs
        self._cluster = cluster

    def for_documents(self, count: int) -> "Crew | None":
        """Who makes so many documents; none where this process does it alone."""
        if self._cluster:
            return self._cluster
        if count < 2 or self._jobs == 1 or (self._jobs is None and count < FROM_COPIES):
            return None
        from auditresp.documents.production.processes import Processes

        crew = Processes(min(self._jobs or cores(), count))
        pays = self._jobs is not None or (crew.size > 1 and count >= (FROM_COPIES if crew.inherits else FROM_NEW))
        return crew if pays else None

    def for_pdfs(self, count: int) -> "Crew | None":
        """Who makes PDF files of so many documents; none where this process does it alone."""
        if self._cluster:
            return self._cluster
        from auditresp.documents.pdf.sharing import FEWEST

        jobs = min(self._jobs or cores(), count // FEWEST)
        if jobs < 2:
            return None
        from auditresp.documents.pdf.conversion import GIVEN_UP
        from auditresp.documents.production.threads import Threads

        return Threads(jobs, GIVEN_UP.set)

    def libreoffice(self) -> str:
        """Which LibreOffice makes the PDF files. Raises AuditrespError where there is none."""
        from auditresp.documents.pdf.sharing import version_at, version_here

        return version_at(self._cluster) if self._cluster else version_here()


@contextmanager
def crews(jobs: int | None, scheduler: str | None) -> Iterator[Crews]:
    """The crews of a build, until it is done. Raises AuditrespError where the cluster that is asked for cannot be had."""
    if scheduler is None:
        yield Crews(jobs, None)
        return
    try:
        from auditresp.documents.production.cluster import Cluster
    except ImportError as error:
        message = _("a cluster is worked with through Dask, which is not installed; install it with: pip install 'auditresp[cluster]'")
        raise AuditrespError(message) from error
    cluster = Cluster(scheduler)
    try:
        yield Crews(jobs, cluster)
    finally:
        cluster.close()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
