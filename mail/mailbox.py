"""Where incoming mail waits: the shape of an IMAP folder, and one that is a folder on disk."""

from collections.abc import Iterator
from contextlib import suppress
from mailbox import Maildir
from pathlib import Path
from typing import Protocol


class Mailbox(Protocol):
    def fetch_new(self) -> Iterator[tuple[str, bytes]]:
        """Messages not yet done, oldest first, as (uid, raw bytes). Fetching changes nothing."""
        ...

    def done(self, uid: str) -> None:
        """Mark a message as handled; doing it twice is fine."""
        ...


class FolderMailbox:
    """A Maildir: new mail stands in `new`, handled mail in `cur`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._maildir = Maildir(str(folder), create=True)

    def drop(self, raw: bytes) -> str:
        """Put a message in, as a mail server would; returns its uid."""
        return self._maildir.add(raw)

    def fetch_new(self) -> Iterator[tuple[str, bytes]]:
        """Another reader may take a message at any moment; what can't be read stays where it is."""
        for path in sorted((self._folder / "new").iterdir(), key=_age):
            content = _content(path)
            if content is not None:
                yield path.name, content

    def done(self, uid: str) -> None:
        path = self._folder / "new" / Path(uid).name
        with suppress(FileNotFoundError):
            path.rename(self._folder / "cur" / f"{path.name}:2,S")


def _age(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:
        return 0, path.name


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
