"""The steps that run in a process of their own, with its limits of memory and time."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from skew_wagtail import conf

from .errors import PdfError, PdfNoSpace, PdfOutOfMemory, PdfRefused, PdfTimeout, PdfUnsound

logger = logging.getLogger(__name__)
#: Threads that set; each reserves address space, which counts against the limit of memory.
_THREADS = 2
#: How a process ends that gets no memory: aborted by itself or killed by the system.
_NO_MEMORY = (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGBUS)
_NO_MEMORY_WORDS = ("memory allocation", "MemoryError", "bad_alloc", "Cannot allocate memory", "WouldBlock")


class Limits:
    """Memory for each step, and one clock for all of them; as the settings say."""

    def __init__(self) -> None:
        self.memory: int = conf.get("PDF_MEMORY_BYTES")
        self.seconds: int = conf.get("PDF_TIMEOUT_SECONDS")
        self._end = time.monotonic() + self.seconds

    @property
    def remaining(self) -> float:
        """Seconds that are left."""
        return max(0.0, self._end - time.monotonic())


def run_step(step: str, folder: Path, limits: Limits) -> None:
    """``set`` or ``finish`` in a staged folder, see ``worker``.

    Raises:
        PdfError: out of memory, time or space, refused by typst, or unsound.
    """
    command = [_python(), "-P", "-m", "skew_wagtail.pdf.worker", step, str(folder)]
    command += [str(limits.memory), str(_THREADS * limits.seconds)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module, in a folder of our own.
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.remaining,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfTimeout(limits.seconds) from error
    if done.returncode:
        raise _trouble(folder, done, limits)


def _trouble(folder: Path, done: subprocess.CompletedProcess, limits: Limits) -> PdfError:
    told = folder / "trouble.json"
    try:
        trouble = json.loads(told.read_text())
    except (OSError, ValueError):
        trouble = {}
    said = done.stderr.decode(errors="replace").strip()
    if "refused" in trouble:
        logger.error("typst refused: %s", trouble.get("where", trouble["refused"]))
        return PdfRefused(trouble["refused"])
    if "unsound" in trouble:
        return PdfUnsound(trouble["unsound"])
    if "space" in trouble:
        return PdfNoSpace()
    if -done.returncode == signal.SIGXCPU:
        return PdfTimeout(limits.seconds)
    if -done.returncode == signal.SIGXFSZ:
        return PdfNoSpace()
    logger.error("The process that makes PDFs ended with %d: %s", done.returncode, said[-2000:])
    starved = -done.returncode in _NO_MEMORY or any(word in said for word in _NO_MEMORY_WORDS)
    if "memory" in trouble or starved:
        return PdfOutOfMemory(limits.memory)
    return PdfRefused(said.splitlines()[-1] if said else str(done.returncode))


def _python() -> str:
    """The interpreter; within servers such as uWSGI ``sys.executable`` is the server."""
    if Path(sys.executable).name.startswith("python"):
        return sys.executable
    return str(Path(sys.prefix) / "bin/python3")


def _environment(folder: Path) -> dict[str, str]:
    """Where modules lie, and nothing of the site: its secrets are no business of a typesetter."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "RAYON_NUM_THREADS": str(_THREADS),
        "MALLOC_ARENA_MAX": "2",
    }
