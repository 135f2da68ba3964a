"""A smaller file with the same pages."""

from pathlib import Path

import pikepdf


def pack(pdf: pikepdf.Pdf, target: Path) -> int:
    """Write a PDF with its objects in compressed streams, the same bytes each time; the number of pages."""
    pdf.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return len(pdf.pages)
