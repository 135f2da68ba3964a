"""What one reads in a PDF."""

from io import BytesIO

import pypdfium2

#: Where a word may be broken, and what stands for that in a text taken out of a PDF.
_BREAKS = dict.fromkeys(map(ord, "\xad\u200b\ufffe"))


def text_of_pdf(content: bytes) -> str:
    """The words on all pages; then once more all letters in one row, for lines are broken anywhere."""
    document = pypdfium2.PdfDocument(BytesIO(content))
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    text = "\n".join(pages).translate(_BREAKS)
    return f"{text}\n{''.join(text.split())}"
