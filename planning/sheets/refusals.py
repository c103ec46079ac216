"""Why a file isn't read at all. The docstring is what its sender reads."""


class FileRefused(Exception):
    """This file can't be read."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        message = " ".join((type(self).__doc__ or "").split())
        return f"{message} ({self.detail})" if self.detail else message


class FileEmpty(FileRefused):
    """The file is empty. Please send it again."""


class FileTooLarge(FileRefused):
    """The file is larger than we accept. Please send only the planning sheets."""


class FormatUnknown(FileRefused):
    """We read .xlsx, .xls, .xlsb, .ods, .csv, .tsv and .txt. Please save it as one of these."""


class NotWhatItSays(FileRefused):
    """The file's content doesn't match its name. Please save it again in the right format."""


class FileDamaged(FileRefused):
    """The file is damaged or cut short. Please save it again and resend it."""


class TooManyParts(FileRefused):
    """The workbook has more parts than any planning file needs."""


class UnpacksTooLarge(FileRefused):
    """The workbook unpacks to far more than its size. Please send only the planning sheets."""


class UnsafePath(FileRefused):
    """The workbook holds a part whose name points outside the file."""


class HoldsMacros(FileRefused):
    """The workbook holds macros. Please save it as .xlsx without them."""


class LinksElsewhere(FileRefused):
    """The workbook links to other files. Please break the links (Data, Edit links) and resend."""


class HoldsEmbeddedFiles(FileRefused):
    """The workbook holds embedded files. Please remove them and resend."""


class HoldsEntities(FileRefused):
    """The workbook declares XML entities, which no spreadsheet program writes."""


class PasswordNeeded(FileRefused):
    """The workbook is protected by a password. Please remove it and resend."""


class TooManyCells(FileRefused):
    """A sheet reaches further than we read: often one stray cell far below or right of the table.
    Please delete the empty rows and columns after the data.
    """


class CellTooLong(FileRefused):
    """A cell holds more text than a spreadsheet cell can."""


class NotText(FileRefused):
    """The file is named like text but holds binary data."""


class EncodingUnknown(FileRefused):
    """We can't tell the file's text encoding. Please save it as UTF-8."""


class NothingInside(FileRefused):
    """The file holds no table. Please check that the right sheet was saved."""
