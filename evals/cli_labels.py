"""`sopwith evals label` and `export`: people judge recorded cycles, other tools read them."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from evals.refusing import recordings_in, refusals

Paths = Annotated[list[Path], typer.Argument(help="Folders that hold recordings.", exists=True)]


class Format(StrEnum):
    OCEL = "ocel"
    """OCEL 2.0, for process mining."""
    INSPECT = "inspect"
    """An Inspect log of a comparison."""
    JSONL = "jsonl"
    """A line an answer, with what was shown and what raters said."""


def register(app: typer.Typer) -> None:
    """Put the commands into the group."""
    app.command("label")(label)
    app.command("export")(export)


def label(
    path: Annotated[Path, typer.Argument(help="One recording.", exists=True)],
    rater: Annotated[str, typer.Option(help="Who judges: a name.")],
    sheet: Annotated[Path | None, typer.Option(help="Write a CSV there, to be filled in.")] = None,
    take: Annotated[Path | None, typer.Option(help="Take a filled-in CSV.", exists=True)] = None,
) -> None:
    """Judge a recorded cycle: which findings were right, which answers. Exits 2 on a bad sheet.

    Labels stand beside the recording, never in it; several raters' agreement is told.
    """
    from evals.labels import kept  # noqa: PLC0415 a second to import
    from evals.labels.agreement import alpha  # noqa: PLC0415
    from evals.labels.items import Kind, items_of  # noqa: PLC0415
    from evals.recording.recording import read  # noqa: PLC0415

    with refusals():
        items = items_of(read(path))
        if take is not None:
            kept.add(path, kept.of_sheet(take.read_text(encoding="utf-8-sig"), items, rater))
        said = kept.read(path)
        if sheet is not None:
            sheet.write_bytes(kept.sheet(items, said, rater))
    for kind in Kind:
        units = kept.by_item(said, kind)
        agree = alpha(units)
        own = sum(one.rater == rater and one.key.startswith(f"{kind}/") for one in said)
        every = sum(item.kind is kind for item in items)
        typer.echo(
            f"{kind.value}s: {own} of {every} judged by {rater};"
            f" alpha {'–' if agree is None else f'{agree:.2f}'}"
            f" over {sum(len(unit) > 1 for unit in units)} judged twice"
        )


def export(
    paths: Paths,
    to: Annotated[Format, typer.Option(help="The format.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write.")],
) -> None:
    """Write recordings, or a comparison for Inspect, as other tools read them.

    OCEL 2.0 and JSONL take folders of recordings; Inspect one folder of `evals compare`.
    """
    with refusals():
        out.write_text(_written(paths, to), encoding="utf-8")
    typer.echo(f"{out} is written.")


def _written(paths: list[Path], to: Format) -> str:
    from evals.export import decisions, event_log, inspect_log  # noqa: PLC0415 a second to import

    if to is Format.OCEL:
        return json.dumps(event_log.event_log(recordings_in(paths)), ensure_ascii=False, indent=1)
    if to is Format.JSONL:
        lines = decisions.decisions(recordings_in(paths))
        return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in lines)
    found, rows, made = _comparison(paths)
    return json.dumps(inspect_log.inspect_log(found, rows, made), ensure_ascii=False, indent=1)


def _comparison(paths: list[Path]) -> tuple[dict[str, object], list[dict[str, object]], str]:
    """A folder of `compare`, and when it was made."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from evals.comparing.results import CYCLES, RESULTS  # noqa: PLC0415

    if len(paths) != 1 or not all((paths[0] / name).is_file() for name in (RESULTS, CYCLES)):
        typer.echo("Name one folder of `evals compare`.", err=True)
        raise typer.Exit(2)
    found, rows = (
        json.loads((paths[0] / name).read_text(encoding="utf-8")) for name in (RESULTS, CYCLES)
    )
    made = datetime.fromtimestamp((paths[0] / RESULTS).stat().st_mtime, UTC)
    return found, rows, made.isoformat()
