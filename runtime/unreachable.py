"""Why there is no database to work with, in words instead of a traceback."""

import psycopg
import sqlalchemy.exc
from pydantic import ValidationError

from runtime.database import DataFolderTooDeep, PrivateFolderAbove
from runtime.migrating import DatabaseNewer
from runtime.stranding import CasesWouldStrand

UNREACHABLE = (
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.ArgumentError,
    psycopg.OperationalError,
    PrivateFolderAbove,
    DataFolderTooDeep,
    PermissionError,
)
UNUSABLE = (*UNREACHABLE, DatabaseNewer, CasesWouldStrand, ValidationError)
OURS = (PrivateFolderAbove, DataFolderTooDeep, DatabaseNewer, CasesWouldStrand)


def in_words(error: Exception) -> str:
    """What went wrong and what to do about it, in one line; where cases are named, one each."""
    if isinstance(error, CasesWouldStrand):
        return f"{' '.join((CasesWouldStrand.__doc__ or '').split())}\n{error}"
    if isinstance(error, OURS):
        return " ".join(f"{type(error).__doc__} {error}".split())
    if isinstance(error, ValidationError):
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        return f"The settings can't be read: {said}."
    if isinstance(error, PermissionError):
        return f"{error.filename}: {error.strerror}. Set SOPWITH_HOME to a folder of your own."
    if isinstance(error, sqlalchemy.exc.ArgumentError):
        return "SOPWITH_DATABASE_URL isn't an address like postgresql://user@host/database."
    first = str(getattr(error, "orig", error)).splitlines()[0]
    return f"The database doesn't answer: {first}. Check SOPWITH_DATABASE_URL."
