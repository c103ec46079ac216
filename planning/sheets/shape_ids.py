"""What makes two sheets of one shape: their titles, in order, whatever the months are."""

import hashlib
import json

from planning.sheets.grid import Grid, text_of
from planning.sheets.mapping import Period
from planning.sheets.vocabulary import fold

PERIODS = "*"
"""Stands for any number of months, weeks or fiscal periods side by side."""


def shape_id(grid: Grid, header: int, periods: tuple[Period, ...]) -> str:
    """Hex digest of the heading row.

    >>> from datetime import date
    >>> from planning.sheets.periods import month_span
    >>> november = Period(index=1, title="Nov", span=month_span(date(2026, 11, 1)))
    >>> old = Grid(file="a", sheet="", rows=(("Article No.", "Nov"),))
    >>> new = Grid(file="b", sheet="", rows=(("article-no", "Nov"),))
    >>> shape_id(old, 0, (november,)) == shape_id(new, 0, (november,))
    True
    """
    found = {period.index for period in periods}
    titles: list[str] = []
    for index, cell in enumerate(grid.rows[header]):
        title = PERIODS if index in found else fold(text_of(cell))
        if title != PERIODS or titles[-1:] != [PERIODS]:
            titles.append(title)
    while titles and not titles[-1]:
        titles.pop()
    return hashlib.sha256(json.dumps(titles).encode()).hexdigest()
