"""What a workbook's zip may hold, settled before a parser sees it.

Sources: planning files are hostile until shown otherwise; OWASP ASVS 5.0.0 §5.2 and §1.5.1.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from planning.sheets import limits
from planning.sheets.refusals import (
    FileDamaged,
    FileRefused,
    HoldsEmbeddedFiles,
    HoldsMacros,
    LinksElsewhere,
    PasswordNeeded,
    TooManyParts,
    UnpacksTooLarge,
    UnsafePath,
)

PART_REFUSALS: tuple[tuple[str, type[FileRefused]], ...] = (
    ("vbaproject", HoldsMacros),
    ("/macrosheets/", HoldsMacros),
    ("basic/", HoldsMacros),
    ("/externallinks/", LinksElsewhere),
    ("/embeddings/", HoldsEmbeddedFiles),
    ("object ", HoldsEmbeddedFiles),
    ("/activex/", HoldsEmbeddedFiles),
)
CHUNK_BYTES = 1 << 16


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The archive, once every part's name, kind and declared size is acceptable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as damage:
        raise FileDamaged from damage
    parts = archive.infolist()
    if len(parts) > limits.PARTS:
        raise TooManyParts(f"{len(parts):,} parts")
    unpacked_bytes = sum(part.file_size for part in parts)
    if unpacked_bytes > limits.UNPACKED_BYTES:
        raise UnpacksTooLarge(f"{unpacked_bytes / 1e6:,.0f} MB")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        # two readers may take different ones, so what we checked isn't what is parsed
        raise FileDamaged("two parts of one name")
    for part in parts:
        refuse_part(part)
    return archive


def refuse_part(part: zipfile.ZipInfo) -> None:
    path = PurePosixPath(part.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in part.filename:
        raise UnsafePath(part.filename[:80])
    if part.flag_bits & 0x1:
        raise PasswordNeeded
    name = f"/{part.filename.lower()}"
    for marker, refusal in PART_REFUSALS:
        if marker in name:
            raise refusal(part.filename[:80])


def unpack(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part in chunks; refused when it yields more than its header declared."""
    declared = archive.getinfo(name).file_size
    seen_bytes = 0
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK_BYTES):
                seen_bytes += len(chunk)
                if seen_bytes > declared:
                    raise UnpacksTooLarge(name[:80])
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as damage:
        raise FileDamaged(name[:80]) from damage
    except (RuntimeError, ValueError) as damage:
        raise FileDamaged(name[:80]) from damage
