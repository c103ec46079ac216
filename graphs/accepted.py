"""The numbers that stand, region by region, each with the cell it came from."""

from sqlalchemy.orm import Session

from planning.consolidation import AcceptedLine
from planning.sheets.grid import CellRef
from store import inputs, submissions


def accepted_lines(session: Session, cycle_id: int) -> dict[str, list[AcceptedLine]]:
    """By region, the lines of the version that stands, each with its cell."""
    lines: dict[str, list[AcceptedLine]] = {}
    for asked in inputs.inputs_of(session, cycle_id):
        submission = submissions.accepted_submission(session, asked.id)
        if submission is None:
            continue
        lines[asked.region] = [
            AcceptedLine(
                region=line.region,
                sku=line.sku,
                tier=line.tier,
                month=line.month,
                units=line.units,
                source=CellRef(
                    file=submission.file_name,
                    sheet=line.sheet,
                    row=line.cell_row,
                    column=line.cell_column,
                )
                if line.cell_row
                else None,
            )
            for line in submissions.lines_of(session, submission.id)
        ]
    return lines
