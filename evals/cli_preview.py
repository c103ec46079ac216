"""`sopwith evals preview`: what a draft would have made of recorded cycles, kept with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evals.refusing import recordings_in, refusals

if TYPE_CHECKING:
    from evals.recording.recording import Recording
    from gates.playbook import Playbook
    from runtime.office import Office

SEED, WORLDS, MONTHS = "sopwith development", 24, 6
PolicyFile = Annotated[
    Path | None, typer.Option(help="What a change may cost, as TOML; ours if left out.")
]


def register(app: typer.Typer) -> None:
    """Put the command into the group."""
    app.command("preview")(preview)


def preview(  # noqa: PLR0913 a command's options
    company: Annotated[str, typer.Argument(help="The company's short name.")],
    draft: Annotated[str, typer.Argument(help="The draft's digest, or its beginning.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Recordings; the company's own finished cycles where left out."),
    ] = None,
    *,
    by: Annotated[str, typer.Option(help="Who does it: a person's key.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where the results go, to look at.")
    ] = None,
    policy: PolicyFile = None,
    invented: Annotated[
        bool, typer.Option("--invented", help="On 24 invented companies of six months instead.")
    ] = False,
    run: Annotated[int, typer.Option(help="The run a page asked for; a worker says it.")] = 0,
) -> None:
    """Say what a draft would have made of recorded cycles against what is active, and keep it."""
    from evals import previewing  # noqa: PLC0415 a second to import
    from evals.comparing.judging import Policy  # noqa: PLC0415
    from evals.telling import one_line  # noqa: PLC0415
    from runtime.activating import Tuner  # noqa: PLC0415
    from runtime.cli_company import find_company, ready_office  # noqa: PLC0415
    from runtime.cli_playbook import found  # noqa: PLC0415

    book = found(draft)
    corpus = "files" if paths else "invented" if invented else "recorded"
    asked = previewing.Asked(corpus=corpus, run_id=run or None, policy=Policy.of_file(policy))
    with ready_office() as office, refusals(), _somewhere(out) as folder:
        company_id, _zone = find_company(office, company)
        tuner = Tuner(company_id=company_id, person_key=by, why="previewed")
        recordings = list(
            recordings_in(paths) if paths else _corpus(office, company_id, company, folder, corpus)
        )
        said = previewing.preview(office, tuner, book, recordings, folder, asked=asked)
    typer.echo(f"{one_line(said)}\nVerdict: {said['verdict'].upper()}")


@contextmanager
def _somewhere(out: Path | None) -> Iterator[Path]:
    """The folder asked for, or one that is gone afterwards."""
    if out is not None:
        yield out
        return
    with TemporaryDirectory(prefix="sopwith-preview-") as folder:
        yield Path(folder)


def _corpus(
    office: "Office", company_id: int, company: str, folder: Path, corpus: str
) -> Iterator["Recording"]:
    """The company's own finished cycles; or invented companies, living on what is active."""
    from evals.recording.keeping import keep_finished, kept_in  # noqa: PLC0415
    from evals.recording.recording import read  # noqa: PLC0415
    from evals.sim.corpus import corpus as invent  # noqa: PLC0415
    from store import playbooks  # noqa: PLC0415

    if corpus == "recorded":
        kept = keep_finished(office, company_id, kept_in(office, company))
        yield from (one.recording for one in kept)
        return
    with office.sessions(company_id) as session:
        active = playbooks.active(session, company_id)
    yield from (read(one) for one in invent(SEED, WORLDS, MONTHS, active, folder / "corpus"))


def keep_for(
    company: str,
    books: "tuple[Playbook, Playbook]",
    recordings: "Sequence[Recording]",
    out: Path,
    found: dict[str, Any],
) -> None:
    """Keep a comparison with a company, for its page."""
    from evals.keeping import keep  # noqa: PLC0415
    from runtime.cli_company import find_company, ready_office  # noqa: PLC0415

    with ready_office() as office:
        company_id, _zone = find_company(office, company)
        run_id = keep(office, company_id, books, recordings, out, found)
    typer.echo(f"Kept: /evals/runs/{run_id}")
