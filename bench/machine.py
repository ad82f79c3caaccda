"""Which machine measured."""

import os
import platform
import subprocess
from pathlib import Path

from peers import version


def described() -> dict[str, str]:
    """What a reader needs to know of the machine to judge the numbers."""
    return {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory():.0f} GB" if memory() else "unknown",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Node.js": said("node", "--version").removeprefix("v"),
        "auditresp": version("auditresp"),
        "load when it began": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
    }


def processor() -> str:
    """The processor's name."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return said("sysctl", "-n", "machdep.cpu.brand_string") or platform.processor() or platform.machine()


def memory() -> float:
    """GB of memory; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return 0


def said(*command: str) -> str:
    """What a program says; nothing where there is none."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
