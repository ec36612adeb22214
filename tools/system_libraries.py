"""Find the system libraries that Python packages cannot carry; install missing ones with apt where possible.

Run by `make setup` with the system's Python, before any package is installed: standard library only.
Exit status: 0 everything is there, 1 something is still missing (named on stderr).
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """A library (its soname) or a program, and its Debian package ("a|b": whichever apt knows)."""

    name: str
    package: str

    @property
    def present(self) -> bool:
        if ".so" not in self.name:
            return shutil.which(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


def _needs(table: str) -> tuple[Need, ...]:
    return tuple(Need(*line.split()) for line in table.strip().splitlines())


# Found with `objdump -p` over WeasyPrint's and PySide6's shared objects, the plugins in use included.
NEEDS: dict[str, tuple[Need, ...]] = {
    "Pango, which sets the text of every page": _needs("""
        libgobject-2.0.so.0       libglib2.0-0t64|libglib2.0-0
        libpango-1.0.so.0         libpango-1.0-0
        libpangoft2-1.0.so.0      libpangoft2-1.0-0
        libharfbuzz.so.0          libharfbuzz0b
        libfontconfig.so.1        libfontconfig1
    """),
    "HarfBuzz's subsetter, without which every PDF takes 0.2 s longer": _needs("""
        libharfbuzz-subset.so.0   libharfbuzz-subset0
    """),
    "Qt, which draws the window": _needs("""
        libEGL.so.1               libegl1
        libGL.so.1                libgl1
        libX11.so.6               libx11-6
        libX11-xcb.so.1           libx11-xcb1
        libbrotlidec.so.1         libbrotli1
        libcups.so.2              libcups2t64|libcups2
        libdbus-1.so.3            libdbus-1-3
        libfreetype.so.6          libfreetype6
        libgssapi_krb5.so.2       libgssapi-krb5-2
        libwayland-client.so.0    libwayland-client0
        libwayland-cursor.so.0    libwayland-cursor0
        libwayland-egl.so.1       libwayland-egl1
        libxcb.so.1               libxcb1
        libxcb-cursor.so.0        libxcb-cursor0
        libxcb-glx.so.0           libxcb-glx0
        libxcb-icccm.so.4         libxcb-icccm4
        libxcb-image.so.0         libxcb-image0
        libxcb-keysyms.so.1       libxcb-keysyms1
        libxcb-randr.so.0         libxcb-randr0
        libxcb-render.so.0        libxcb-render0
        libxcb-render-util.so.0   libxcb-render-util0
        libxcb-shape.so.0         libxcb-shape0
        libxcb-shm.so.0           libxcb-shm0
        libxcb-sync.so.1          libxcb-sync1
        libxcb-util.so.1          libxcb-util1
        libxcb-xfixes.so.0        libxcb-xfixes0
        libxcb-xkb.so.1           libxcb-xkb1
        libxkbcommon.so.0         libxkbcommon0
        libxkbcommon-x11.so.0     libxkbcommon-x11-0
        libzstd.so.1              libzstd1
    """),
    "QtWebEngine, which shows the web page": _needs("""
        libXcomposite.so.1        libxcomposite1
        libXdamage.so.1           libxdamage1
        libXext.so.6              libxext6
        libXfixes.so.3            libxfixes3
        libXrandr.so.2            libxrandr2
        libXtst.so.6              libxtst6
        libasound.so.2            libasound2t64|libasound2
        libexpat.so.1             libexpat1
        libgbm.so.1               libgbm1
        libnspr4.so               libnspr4
        libnss3.so                libnss3
        libudev.so.1              libudev1
        libxcb-dri3.so.0          libxcb-dri3-0
        libxkbfile.so.1           libxkbfile1
    """),
    "the tests and pictures, which need a screen of their own and second opinions on PDF files": _needs("""
        xvfb-run                  xvfb
        xauth                     xauth
        pdftoppm                  poppler-utils
        gs                        ghostscript
    """),
}


def missing() -> dict[str, tuple[Need, ...]]:
    """What is not there, by what it is for; groups with nothing missing are left out."""
    found = {purpose: tuple(need for need in needs if not need.present) for purpose, needs in NEEDS.items()}
    return {purpose: needs for purpose, needs in found.items() if needs}


def apt_prefix() -> list[str] | None:
    """How to call apt-get here without being asked anything; None where that is not possible."""
    if shutil.which("apt-get") is None:
        return None
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() == 0:
        return command
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n", *command]
    return None


def _quiet(command: Sequence[str]) -> int:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    ).returncode


def _candidate(package: str) -> str:
    """The first of "a|b" that apt can install: some packages were renamed when time became 64-bit."""
    names = package.split("|")
    for name in names if len(names) > 1 else ():
        policy = subprocess.run(
            ["env", "LC_ALL=C", "apt-cache", "policy", name], capture_output=True, text=True, check=False
        )
        if "Candidate:" in policy.stdout and "Candidate: (none)" not in policy.stdout:
            return name
    return names[-1]


def install(apt: Sequence[str], lacking: dict[str, tuple[Need, ...]]) -> bool:
    """Install what is lacking, saying what and why; whether apt succeeded. Apt speaks only on failure."""
    if not _run([*apt, "update"]):
        print("apt-get update did not succeed; trying with the package lists that are there.", flush=True)
    packages: list[str] = []
    print("Installing system libraries with apt-get:", flush=True)
    for purpose, needs in lacking.items():
        chosen = [_candidate(need.package) for need in needs]
        print(f"  for {purpose}:\n    {' '.join(chosen)}", flush=True)
        packages += chosen
    return _run([*apt, "install", "--yes", "--no-install-recommends", *dict.fromkeys(packages)])


def _run(command: Sequence[str]) -> bool:
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        print("\n".join(result.stdout.splitlines()[-15:]), file=sys.stderr, flush=True)
    return result.returncode == 0


def _say_missing(lacking: dict[str, tuple[Need, ...]]) -> None:
    print("Some system libraries are missing, and could not be installed from here:", file=sys.stderr)
    for purpose, needs in lacking.items():
        print(f"  for {purpose}:", file=sys.stderr)
        for need in needs:
            print(f"    {need.name}  (Debian: {need.package.replace('|', ' or ')})", file=sys.stderr)
    if shutil.which("apt-get"):
        packages = " ".join(need.package.rsplit("|", 1)[-1] for needs in lacking.values() for need in needs)
        print(f"Ask an administrator to run:\n  apt-get install {packages}", file=sys.stderr)
    else:
        print("Install them with your system's package manager, then run make again.", file=sys.stderr)


def main() -> int:
    if not sys.platform.startswith("linux"):
        # Qt's packages are complete elsewhere; only Pango comes from outside.
        if ctypes.util.find_library("pango-1.0") or ctypes.util.find_library("libpango-1.0-0"):
            return 0
        print("Pango is missing. On macOS: brew install pango. Then run make again.", file=sys.stderr)
        return 1
    lacking = missing()
    if not lacking:
        return 0
    apt = apt_prefix()
    if apt is not None:
        install(apt, lacking)
        lacking = missing()
    if lacking:
        _say_missing(lacking)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
