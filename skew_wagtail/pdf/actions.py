"""The verb of this room: make a PDF."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from .compiling import Limits, run_step
from .jobs import PdfJob, Stage
from .scrubbing import clean, scrub
from .staging import staged


@dataclass(frozen=True)
class Pdf:
    """A finished file: its bytes, how many pages it has, its SHA-256 in hex."""

    content: bytes
    pages: int
    sha256: str


def make_pdf(job: PdfJob, stage: Callable[[Stage], None] = lambda stage: None) -> Pdf:
    """Set, check and pack a PDF; ``stage`` hears what is done next. The same job gives the same bytes.

    Texts are scrubbed here once more, so nothing that an editor types can stop the whole. Memory and time are
    bounded by the settings ``PDF_MEMORY_BYTES`` and ``PDF_TIMEOUT_SECONDS``.

    Raises:
        PdfError: there is no PDF, and nothing is left of it; ``message`` says why.
    """
    stage(Stage.CHECKING)
    data, _problems = scrub(job.data)
    job = replace(job, data=data, title=clean(job.title))
    with staged(job) as folder:
        limits = Limits()
        stage(Stage.SETTING)
        run_step("set", folder, limits)
        stage(Stage.VERIFYING)
        run_step("finish", folder, limits)
        content = (folder / "done.pdf").read_bytes()
        pages = json.loads((folder / "done.json").read_text())["pages"]
    return Pdf(content, pages, hashlib.sha256(content).hexdigest())
