"""Signed heads outside the database: per company a file that only grows, and its public keys."""

import os
from collections.abc import Sequence
from io import FileIO
from pathlib import Path

from gates.signed_head import SignedHead, as_file, read_heads, safe_name
from gates.signed_note import Verifier
from runtime.settings import Settings


def folder_of(settings: Settings) -> Path:
    return settings.heads_folder or settings.home / "heads"


def heads_file(settings: Settings, slug: str) -> Path:
    return folder_of(settings) / f"{safe_name(slug)}.heads"


def keys_file(settings: Settings, slug: str) -> Path:
    return folder_of(settings) / f"{safe_name(slug)}.keys"


def kept_outside(settings: Settings, slug: str) -> tuple[SignedHead, ...]:
    """The heads in the company's file. Raises OSError, or `NotASignedHead`."""
    path = heads_file(settings, slug)
    return read_heads(path.read_text(encoding="utf-8")) if path.exists() else ()


def put_outside(
    settings: Settings, slug: str, heads: Sequence[SignedHead], keys: Sequence[Verifier]
) -> None:
    """Add heads to the company's file, and keys it doesn't list. Raises OSError."""
    folder_of(settings).mkdir(parents=True, exist_ok=True)
    path = keys_file(settings, slug)
    listed = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    _add(path, "".join(f"{key}\n" for key in keys if str(key) not in listed))
    _add(heads_file(settings, slug), as_file(heads))


def _add(path: Path, text: str) -> None:
    """All of it or nothing, on the disk when this returns."""
    if not text:
        return
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            _write(file, text.encode())
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise


def _write(file: FileIO, content: bytes) -> None:
    while content:
        content = content[file.write(content) :]
