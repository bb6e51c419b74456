"""Bundles third-party scripts and fonts into static/dist, with Deno from the virtual environment.

Standard library only: it runs in the launcher and in the image build. Nothing is rebuilt while
the inputs are the ones of the last build.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DIST = HERE.parent / "static" / "dist"
STAMP = DIST / ".built-from"
INPUTS = ("package.json", "deno.lock", "codemirror.js", "fonts.css", "build.py")
FONTS = (
    "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic.woff2",
    "source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
    "jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
)


def main() -> int:
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    deno("install", "--frozen", "--quiet")
    DIST.mkdir(parents=True, exist_ok=True)
    bundle = str(DIST / "codemirror.js")
    deno("bundle", "--quiet", "--platform", "browser", "--minify", "--output", bundle, "codemirror.js")
    copy_fonts()
    STAMP.write_text(wanted)
    return 0


def fingerprint() -> str:
    """The SHA-256 of everything the bundle is made from, as hexadecimal digits."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def deno(*arguments: str) -> None:
    program = Path(sys.executable).parent / "deno"
    subprocess.run([str(program), *arguments], cwd=HERE, check=True)


def copy_fonts() -> None:
    shutil.copy(HERE / "fonts.css", DIST / "fonts.css")
    for font in FONTS:
        source = HERE / "node_modules" / "@fontsource-variable" / font
        shutil.copy(source, DIST / source.name)


if __name__ == "__main__":
    sys.exit(main())
