"""Lives of the kept cycle as values, without living them."""

from typing import Any

from agents.tape import Heard
from evals.cassettes.spent import Prices, spent
from evals.oracle.levels import Level
from evals.reliving.apart import Apart, Kind
from evals.reliving.relived import Relived
from evals.reliving.suite import Again, Lived
from evals.reliving.told import Told
from tests.evals.recordings import kept

PRICES = Prices.model_validate(
    {"name": "May", "models": {"small": {"input_eur": 2, "output_eur": 8}}}
)
DIFFERS = Apart(
    kind=Kind.CHANGED,
    at="2026-11-05T07:00:09Z",
    what="input_accepted",
    about="input/dach",
    was="version 2",
    now="version 1",
    fields=("version",),
    blame=("checks.R31",),
)


def lived(*broken: str, calls: int = 1, **differs: Any) -> Lived:
    recording = kept()
    at = recording.closed_at()
    frozen = Told(at=at, kind="baseline_frozen", about="cycle", actor="demand_analyst",
                  channel="worker", material={}, prose={})  # fmt: skip
    usual: dict[str, Any] = {"levels": {"baseline by aiko": Level.RECORDED}, "refused": ()}
    relived = Relived(
        recording=recording,
        told=(frozen,),
        unasked=(),
        not_lived=(),
        broken=broken,
        ended_by_us=False,
        **usual | differs,
    )
    heard = Heard(value={}, tokens_in=1000, tokens_out=100, latency_s=0.5, cached=True)
    return Lived(relived=relived, misses=(), hits=calls, spent=spent([("small", heard)] * calls))


def again(*broken: str, apart: tuple[Apart, ...] = (), **differs: Any) -> Again:
    other = lived(*broken, calls=2, **differs)
    return Again(name=kept().name, own=lived(), lived=other, apart=apart)
