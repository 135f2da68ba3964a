"""The process in which a PDF is set and checked; it may run out of memory and die, and takes nobody with it.

    python -P -m skew_wagtail.pdf.worker set|finish FOLDER MEMORY_BYTES CPU_SECONDS

It knows neither Django nor the site. What goes wrong is written to ``FOLDER/trouble.json``.
"""

import errno
import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_STANDARDS = {"digital": ["ua-1", "a-2a"], "print": ["ua-1"]}


def limit(memory: int, seconds: int) -> None:
    """Bound address space and processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time limit of the caller remains.
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        _soft, hard = resource.getrlimit(kind)
        # Where the system allows less already, less it is.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def set_pages(folder: Path) -> dict[str, Any]:
    """``root`` to ``set.pdf``; what typst refuses or warns of is trouble."""
    import typst

    root = folder / "root"
    job = _job(folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")]
    )
    compiler = typst.Compiler(
        str(root / job["template"]),
        root=str(root),
        font_paths=fonts,
        # Packages would be fetched from the network; there are none.
        package_path=str(folder / "no-packages"),
        package_cache_path=str(folder / "no-packages"),
    )
    try:
        content, warnings = compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=_STANDARDS[job["variant"]],
            timestamp=datetime(*job["made_on"], 12, tzinfo=UTC),
        )
    except typst.TypstError as error:
        return {"refused": " ".join([error.message, *error.hints]), "where": error.diagnostic}
    if warnings:
        # Among them: page numbers that did not settle, fonts that are not there.
        return {"refused": " ".join(warning.message for warning in warnings)}
    (folder / "set.pdf").write_bytes(content)
    return {}


def finish(folder: Path) -> dict[str, Any]:
    """``set.pdf`` to ``done.pdf``: checked and packed; ``done.json`` holds the number of pages."""
    import pikepdf

    from .packing import pack
    from .verifying import findings

    job = _job(folder)
    with pikepdf.open(folder / "set.pdf") as pdf:
        found = findings(pdf, job["variant"], job["title"], job["language"])
        if found:
            return {"unsound": found}
        pages = pack(pdf, folder / "done.pdf")
    (folder / "done.json").write_text(json.dumps({"pages": pages}))
    return {}


def _job(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "root/job.json").read_text(encoding="utf-8"))


def main() -> int:
    step, folder = sys.argv[1], Path(sys.argv[2])
    limit(int(sys.argv[3]), int(sys.argv[4]))
    try:
        trouble = {"set": set_pages, "finish": finish}[step](folder)
    except MemoryError:
        trouble = {"memory": True}
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        trouble = {"space": True}
    if trouble:
        (folder / "trouble.json").write_text(json.dumps(trouble))
    return int(bool(trouble))


if __name__ == "__main__":
    sys.exit(main())
