"""`sopwith evals compare`: two playbooks on recordings, told in files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from evals import cli_preview
from evals.cassettes.mode import Mode
from evals.cli_reliving import Asked, ModeSaid, PricesFile, with_lives
from evals.refusing import recordings_in, refusals
from evals.reliving.tiers import Tier

Source = Annotated[str, typer.Argument(help="A playbook as for `sopwith playbook`.")]
Paths = Annotated[list[Path], typer.Argument(help="Folders that hold recordings.", exists=True)]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where the results go.")]
PolicyFile = Annotated[
    Path | None, typer.Option(help="What a change may cost, as TOML; ours if left out.")
]
Keep = Annotated[
    str, typer.Option(help="A company's short name: its page of evals shows the comparison.")
]
Whole = Annotated[bool, typer.Option("--whole", help="Live each cycle again on both, too (T2).")]


def register(app: typer.Typer) -> None:
    """Put `compare` into the group."""
    app.command("compare")(compare)


def compare(  # noqa: PLR0913 a command's options
    base: Source,
    candidate: Source,
    paths: Paths,
    *,
    out: Out,
    policy: PolicyFile = None,
    keep: Keep = "",
    whole: Whole = False,
    mode: ModeSaid = Mode.REPLAY,
    prices: PricesFile = None,
) -> None:
    """Compare two playbooks on recordings: results.json, report.html, junit.xml.

    Going on after an interruption, what was scored isn't scored again.
    """
    from evals import telling  # noqa: PLC0415
    from evals.comparing import judging, results  # noqa: PLC0415
    from evals.report import pages  # noqa: PLC0415
    from runtime.cli_playbook import found  # noqa: PLC0415

    books = found(base), found(candidate)
    with refusals():
        recordings, limits = recordings_in(paths), judging.Policy.of_file(policy)
    with refusals(), typer.progressbar(length=len(recordings), file=sys.stderr) as bar:
        said = results.compare(
            recordings,
            *books,
            out,
            policy=limits,
            progress=lambda done, _of: bar.update(done - bar.pos),
        )
    if whole:
        way = Asked(tier=Tier.T2, mode=mode, repeats=1, prices=prices, as_json=False)
        said = with_lives(said, recordings, books, out, limits, way)
    pages.write(said, out)
    typer.echo("\n".join(telling.compared_told(said)))
    if keep:
        with refusals():
            cli_preview.keep_for(keep, books, recordings, out, said)
