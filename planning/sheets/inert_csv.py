"""Tables as CSV that a spreadsheet opens as text and numbers, and never runs."""

import csv
import io
from collections.abc import Iterable, Sequence

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
"""What a cell begins with that a spreadsheet would take for a formula."""
Value = str | int | float | None


def inert_csv(titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    r"""UTF-8 with a byte order mark. Texts that could run get an apostrophe before them.

    >>> inert_csv(["a"], [["=1+1"], [-5], ["x"]]).decode("utf-8-sig")
    "a\r\n'=1+1\r\n-5\r\nx\r\n"
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(map(_inert, titles))
    table.writerows([_inert(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _inert(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(RUNS):
        return f"'{value}"
    return value
