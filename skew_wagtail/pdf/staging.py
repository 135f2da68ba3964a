"""The folder in which a PDF is set: copies of everything, so that the program sees nothing else."""

import errno
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import PdfNoSpace
from .fonts import font_set
from .jobs import PdfJob

_PICTURE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@contextmanager
def staged(job: PdfJob) -> Iterator[Path]:
    """A temporary folder with the job's templates, data, pictures and fonts; gone afterwards, whatever happens.

    Raises:
        PdfNoSpace: the disk is full.
    """
    with no_space_told(), tempfile.TemporaryDirectory(prefix="skew-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _stage(job, folder)
        yield folder


@contextmanager
def no_space_told() -> Iterator[None]:
    """A full disk becomes an error that an editor understands."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise PdfNoSpace from error
        raise


def _stage(job: PdfJob, folder: Path) -> None:
    root, pictures, fonts = folder / "root", folder / "root/pictures", folder / "fonts"
    for path in (root, pictures, fonts):
        path.mkdir()
    for name, path in job.templates.items():
        shutil.copyfile(path, root / name)
    for number, path in enumerate(font_set().files):
        shutil.copyfile(path, fonts / f"{number:03}{path.suffix}")
    _write_json(root / "job.json", job.description | {"template": job.template.name})
    _write_json(root / "data.json", job.data)
    for name, content in job.pictures.items():
        if not _PICTURE_NAME.fullmatch(name):
            raise ValueError(f"no name for a picture: {name!r}")
        (pictures / name).write_bytes(content)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
