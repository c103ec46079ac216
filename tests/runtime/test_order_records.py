"""Order records from files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from runtime.order_records import (
    GROUPS_FILE,
    ISSUED_FILE,
    MADE_FILE,
    ORDERED_FILE,
    load_records,
)


def test_a_column_is_an_item_and_a_repeated_one_keeps_its_group(tmp_path: Path) -> None:
    for number, name in enumerate((ORDERED_FILE, MADE_FILE, ISSUED_FILE), start=1):
        text = f"Date,OIL,FLOUR,OIL.1\n2023-01-01 00:00:00,{number},0.5,7.000000000000001\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    groups = "Node,Group,Sub-Group\nOIL,S,SO\nFLOUR,A,AT\n"
    (tmp_path / GROUPS_FILE).write_text(groups, encoding="utf-8")
    records = load_records(tmp_path)
    day = date(2023, 1, 1)
    assert records.ordered["OIL"] == {day: Decimal(1)}
    assert records.made["OIL"] == {day: Decimal(2)}
    assert records.issued["OIL"] == {day: Decimal(3)}
    assert records.ordered["OIL.1"] == {day: Decimal(7)}
    assert records.ordered["FLOUR"] == {day: Decimal("0.5")}
    assert records.groups == {"OIL": "S", "FLOUR": "A", "OIL.1": "S"}
