"""A file becomes rows of text; what is wrong with the file as a whole is said before anything of it is used."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from skew_wagtail import conf

from .archives import Kind, open_archive
from .comma_separated import csv_lines
from .opendocument import ods_lines
from .sheets import MAX_COLUMNS, Row, Sheet, UnreadableFile, wrong_type
from .text import clean_text
from .workbooks import xlsx_lines

__all__ = ["MAX_COLUMNS", "Row", "Sheet", "UnreadableFile", "clean_text", "read_rows", "read_sheet"]

_ZIP = b"PK\x03\x04"
#: Office programs wrap a workbook with a password into a container of the older format.
_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LINES = {Kind.XLSX: xlsx_lines, Kind.ODS: ods_lines}


def read_rows(data: bytes, file_name: str) -> list[Row]:
    """The rows of a file that hold text, one at least, when nothing is wrong with any of them.

    Raises:
        UnreadableFile: wrong type, password, macros, too large, empty, merged cells, formulas.
    """
    sheet = read_sheet(data, file_name)
    return sheet.rows_from(sheet.rows[0].number)


def read_sheet(data: bytes, file_name: str) -> Sheet:
    """The rows of a CSV file or of the first visible sheet of a workbook that hold text, one at least.

    The content decides which of them it is; a name that says otherwise is refused. Formulas and merged
    cells are told by ``Sheet.rows_from``, since those of a title above the headers do no harm.

    Raises:
        UnreadableFile: wrong type, password, macros, too large, empty.
    """
    limit = conf.get("IMPORT_MAX_BYTES")
    if len(data) > limit:
        raise UnreadableFile(
            _("The file is too large: %(size)d MB; %(limit)d MB are allowed. Please split it.")
            % {"size": -(-len(data) // 2**20), "limit": limit // 2**20}
        )
    if data.startswith(_CONTAINER) and _ENCRYPTED in data:
        raise UnreadableFile(
            _("The file is protected by a password and cannot be read. Please save it without a password.")
        )
    suffix = PurePath(file_name).suffix.lower()
    is_zip = data.startswith(_ZIP)
    if is_zip == (suffix == ".csv") and data and suffix in (".xlsx", ".ods", ".csv"):
        raise wrong_type()
    if is_zip:
        archive, kind = open_archive(data)
        if suffix in (".xlsx", ".ods") and suffix != kind.value:
            raise wrong_type()
        sheet = Sheet.of(_LINES[kind](archive))
    else:
        sheet = Sheet.of(csv_lines(data))
    if not sheet.rows:
        raise UnreadableFile(_("The file is empty: it has no row with text in it."))
    return sheet
