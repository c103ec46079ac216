"""What the tables say of one region's input."""

from collections.abc import Mapping

from runtime.halden_files import DemoFile
from store.tables.inputs import InputRequestRow, SubmissionRow
from tests.living import Living

Files = Mapping[str, tuple[DemoFile, ...]]


def asked(life: Living, region: str) -> InputRequestRow:
    return next(row for row in life.rows(InputRequestRow) if row.region == region)


def versions(life: Living, region: str) -> list[tuple[int, str]]:
    wanted = asked(life, region).id
    rows = [row for row in life.rows(SubmissionRow) if row.input_request_id == wanted]
    return [(row.version, row.state) for row in rows]
