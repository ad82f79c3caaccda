"""auditresp in one process: the register is loaded once, as `auditresp build` does, then each response is built."""

import os
import sys
from itertools import cycle
from pathlib import Path

from auditresp.documents.building import Templates, build
from auditresp.documents.orders import documents_in
from auditresp.keeping import keeping
from auditresp.store.loading import load
from auditresp.store.sources import Folder
from timing import timed

folder, output, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
os.environ.setdefault("LANGUAGE", "en")
source = Folder(folder / "workspace")
register = load(source)
templates = Templates(register.templates, source.read, keeping())
documents = cycle(documents_in(register))

timed(lambda: output.write_bytes(build(register, next(documents), templates)), seconds)
