"""`sopwith evals`: recording cycles, replaying them, and judging a playbook on them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from evals import (
    cli_cases,
    cli_compare,
    cli_labels,
    cli_live,
    cli_measures,
    cli_players,
    cli_preview,
    cli_regret,
)
from evals.cassettes.mode import Mode
from evals.cli_reliving import Asked, ModeSaid, PricesFile, Repeats, TierSaid, lived_again
from evals.refusing import recordings_in, refusals, some
from evals.reliving.tiers import Tier

evals_app = typer.Typer(help="Recorded cycles, and what another playbook would have made of them.")
Paths = Annotated[list[Path], typer.Argument(help="Folders that hold recordings.", exists=True)]
SEED = "sopwith development"
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
PolicyFile = Annotated[
    Path | None, typer.Option(help="What a change may cost, as TOML; ours if left out.")
]


def register(app: typer.Typer) -> None:
    """Put the group `evals` on the command line."""
    cli_cases.register(evals_app)
    cli_compare.register(evals_app)
    cli_preview.register(evals_app)
    cli_labels.register(evals_app)
    cli_players.register(evals_app)
    cli_regret.register(evals_app)
    cli_measures.register(evals_app)
    cli_live.register(evals_app)
    app.add_typer(evals_app, name="evals")


@evals_app.command("verify")
def verify(paths: Paths) -> None:
    """Check that recordings are whole and unchanged. Exits 0 when all are, 1 when one isn't."""
    from evals.recording.recording import found_under  # noqa: PLC0415
    from evals.recording.verifying import problems  # noqa: PLC0415

    bad = 0
    with refusals():
        for folder in some(found_under(paths)):
            wrong = list(problems(folder))
            bad += bool(wrong)
            typer.echo(f"{folder}: {'; '.join(wrong) or 'whole'}")
    raise typer.Exit(1 if bad else 0)


@evals_app.command("replay")
def replay(
    paths: Paths,
    playbook: Annotated[
        str, typer.Option(help="A playbook as for `sopwith playbook`; its own if left out.")
    ] = "",
    tier: TierSaid = None,
    mode: ModeSaid = Mode.REPLAY,
    repeats: Repeats = 5,
    prices: PricesFile = None,
    as_json: AsJson = False,
) -> None:
    """Replay recordings: on their own playbook to the very events, or on another one.

    Exits 1 where a recording on its own playbook gives other events (T0, T2).
    """
    from evals.replaying import on_another, on_its_own  # noqa: PLC0415
    from evals.telling import lived_told, same_told  # noqa: PLC0415

    with refusals():
        recordings = recordings_in(paths)
        if tier is Tier.T2 or tier is Tier.T3:
            from runtime.cli_playbook import found  # noqa: PLC0415

            asked = Asked(tier=tier, mode=mode, repeats=repeats, prices=prices, as_json=as_json)
            lived_again(recordings, found(playbook) if playbook else None, asked)
            return
        if playbook:
            from runtime.cli_playbook import found  # noqa: PLC0415

            lives = on_another(recordings, found(playbook))
            said = [one.plain for one in lives]
            typer.echo(json.dumps(said) if as_json else "\n".join(lived_told(lives)))
            return
        results = on_its_own(recordings)
    said = [{"recording": name, "equal": one.equal, "first": one.first} for name, one in results]
    typer.echo(json.dumps(said) if as_json else "\n".join(same_told(results)))
    raise typer.Exit(0 if all(one.equal for _, one in results) else 1)


@evals_app.command("gate")
def gate(
    out: Annotated[Path, typer.Argument(help="A folder of `evals compare`.", exists=True)],
    policy: PolicyFile = None,
) -> None:
    """Judge a comparison. Exits 0 pass, 1 fail, 2 invalid, 3 inconclusive."""
    from evals.comparing.judging import EXITS, INVALID, Policy, Verdict  # noqa: PLC0415
    from evals.comparing.results import judged_again  # noqa: PLC0415

    try:
        verdict, reasons = judged_again(out, Policy.of_file(policy))
    except (OSError, ValueError, KeyError) as problem:
        typer.echo(f"{out} holds no comparison that can be judged: {problem}", err=True)
        raise typer.Exit(INVALID) from problem
    typer.echo("\n".join([verdict.upper(), *(f"  {one}" for one in reasons)]))
    raise typer.Exit(EXITS[Verdict(verdict)] if verdict != "invalid" else INVALID)


@evals_app.command("sim")
def sim(
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the recordings go.")],
    worlds: Annotated[int, typer.Option(min=1, max=999, help="Invented companies.")] = 24,
    cycles: Annotated[int, typer.Option(min=1, max=60, help="Months of each.")] = 6,
    seed: Annotated[str, typer.Option(help="The same seed gives the same bytes.")] = SEED,
    playbook: Annotated[
        str, typer.Option(help="What they live on, as for `sopwith playbook`.")
    ] = "shipped",
) -> None:
    """Write a corpus of simulated cycles. Exits 2 when there is no such playbook."""
    from evals.sim.corpus import corpus  # noqa: PLC0415
    from runtime.cli_playbook import found  # noqa: PLC0415

    made = list(corpus(seed, worlds, cycles, found(playbook), out))
    typer.echo(f"{len(made)} cycles of {worlds} worlds are in {out}.")


@evals_app.command("power")
def power(
    spread: Annotated[
        float, typer.Option(min=0.0, help="How much companies differ: a standard deviation.")
    ],
    worlds: Annotated[int, typer.Option(min=2, help="Companies.")] = 24,
) -> None:
    """Say which effect so many companies show four times in five, before anything is compared."""
    from evals.stats.paired import least_effect  # noqa: PLC0415

    typer.echo(f"{least_effect(spread, worlds):.3f}")
