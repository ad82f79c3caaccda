"""Set up everybody who is measured, inside bench/: what cannot be installed is said, and the others go on."""

import os
import subprocess
import sys
import venv
from shutil import which

from peers import BENCH, PYTHON, ROOT

PIP = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]


def main() -> None:
    """Install ourselves as a user would, then every peer."""
    if not PYTHON.exists():
        venv.create(BENCH / ".venv", with_pip=True, symlinks=os.name != "nt")
    done([*PIP, "--require-hashes", "--requirement", str(ROOT / "requirements.txt")], required=True)
    done([*PIP, "--no-deps", "--no-build-isolation", "--force-reinstall", str(ROOT)], required=True)
    lines = (BENCH / "requirements.txt").read_text("utf-8").splitlines()
    for requirement in (line for line in lines if line and not line.startswith("#")):
        done([*PIP, requirement])
    if npm := which("npm"):
        done([npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    else:
        print("There is no npm; the peers in JavaScript are left out.", file=sys.stderr)


def done(command: list[str], *, required: bool = False) -> None:
    """Run one step."""
    found = subprocess.run(command, cwd=BENCH, stderr=subprocess.PIPE, text=True, check=False)
    if found.returncode:
        print(f"This did not work, and is left out: {' '.join(command)}\n{found.stderr}", file=sys.stderr)
        if required:
            sys.exit(found.returncode)


if __name__ == "__main__":
    main()
