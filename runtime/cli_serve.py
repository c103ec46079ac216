"""`sopwith serve | worker | doctor`: the application running, and whether it is well."""

from pkgutil import resolve_name
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Put the three commands on the command line."""
    app.command("serve")(serve)
    app.command("worker")(worker)
    app.command("doctor")(doctor)


def serve(
    host: Annotated[str, typer.Option(help="Interface to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="0 takes any free one.", min=0, max=65535)] = 8000,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Only the pages.")] = False,
) -> None:
    """Serve the pages and work the queue until told to stop (Ctrl-C or SIGTERM)."""
    raise typer.Exit(
        resolve_name("api.serve:main")(host=host, port=port, with_worker=not no_worker)
    )


def worker(
    concurrency: Annotated[int, typer.Option(help="Jobs at a time.", min=1, max=64)] = 2,
) -> None:
    """Work the queue beside `sopwith serve`, here or on another host, until told to stop."""
    from runtime.cli_company import ready_office  # noqa: PLC0415 a second to import
    from runtime.working import WorkerStopped, work  # noqa: PLC0415

    with ready_office() as office:
        typer.echo("Working. Ctrl-C stops it after the job in hand.")
        try:
            work(office, concurrency=concurrency)
        except WorkerStopped as stopped:
            typer.echo(f"{WorkerStopped.__doc__} {stopped}", err=True)
            raise typer.Exit(1) from stopped


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Look whether everything is as it should be. Exits 0 well, 1 not well, 2 can't look."""
    from runtime.doctor_report import report  # noqa: PLC0415

    raise typer.Exit(report(as_json=as_json))
