"""Small tables in a mail's text as sentences, so that "31" under "Week" is read as week 31."""

import re

from agents.replies.signs import folded

_CELLS = re.compile(r"\s*[|\t]\s*|\s{3,}|\s*;\s*")
_WEEK = re.compile(
    r"^(?:calendar )?(?:week|wk|kw|cw|kalenderwoche|woche|semana|sem\.?|semaine|w|s)\b"
)
_QUANTITY = re.compile(
    r"\b(?:qty|quantity|amount|volume|menge|anzahl|stue?ckzahl|cantidad|cant\.?|quantite|qte|volumen"
    r"|cases|kartons|cajas|caisses|units|pieces|stue?ck|paletten|pallets|palets|confirmed|bestae?tigt)\b"
)
_RULE = re.compile(r"^[\s|+:=_-]+$")
_FEWEST_CELLS = 2


def spelled_out(text: str) -> str:
    r"""The text with the rows of a table written as labelled words.

    >>> spelled_out("Item | Qty | Week\nOat Drink | 12,000 | 31")
    'Item Oat Drink, Qty: 12,000, Week 31.'
    """
    lines = text.split("\n")
    told: list[str] = []
    header: list[str] = []
    for line in lines:
        cells = _cells(line)
        if _RULE.match(line) and line.strip() and header:
            continue
        if not header and len(cells) >= _FEWEST_CELLS and _is_header(cells):
            header = cells
        elif header and len(cells) == len(header):
            told.append(_row(header, cells))
        else:
            header = []
            told.append(line)
    return "\n".join(told)


def _cells(line: str) -> list[str]:
    return [cell for cell in _CELLS.split(line.strip().strip("|")) if cell.strip()]


def _is_header(cells: list[str]) -> bool:
    known = sum(bool(_WEEK.match(folded(c)) or _QUANTITY.search(folded(c))) for c in cells)
    return known > 0 and not any(any(letter.isdigit() for letter in cell) for cell in cells)


def _row(header: list[str], cells: list[str]) -> str:
    parts = []
    for label, cell in zip(header, cells, strict=True):
        low = folded(label)
        if _WEEK.match(low) and cell.strip().isdigit():
            parts.append(
                f"Week {cell.strip()}" if low[0] == "w" else f"{label.strip()} {cell.strip()}"
            )
        elif _QUANTITY.search(low):
            parts.append(f"{label.strip()}: {cell.strip()}")
        else:
            parts.append(f"{label.strip()} {cell.strip()}")
    return ", ".join(parts) + "."
