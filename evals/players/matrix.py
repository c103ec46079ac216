"""Players by duties, and which mutants were noticed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evals.players.mutants import MUTANTS
from evals.players.played import play
from evals.players.reference import REFERENCES
from evals.players.scoring import BY_KEY, DUTIES, scores
from evals.players.table import table

SURE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What became of one mutant's score in the duty that must notice it."""

    name: str
    by: str
    score: float
    base: float

    @property
    def caught(self) -> bool:
        return self.score < self.base - SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    players: Mapping[str, Mapping[str, float]]
    mutants: tuple[Noticed, ...]

    @property
    def oracle_misses(self) -> tuple[str, ...]:
        return tuple(key for key, score in self.players["oracle"].items() if score < 1 - SURE)

    @property
    def sound(self) -> bool:
        return not self.oracle_misses and all(one.caught for one in self.mutants)

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "players": {name: dict(said) for name, said in self.players.items()},
            "mutants": [
                {"name": one.name, "by": one.by, "score": one.score, "base": one.base,
                 "caught": one.caught}
                for one in self.mutants
            ],
            "sound": self.sound,
        }  # fmt: skip


def matrix(seed: str) -> Matrix:
    at = table(seed)
    players = {one.name: scores(play(one, at)) for one in REFERENCES}
    mutants = tuple(
        Noticed(
            name=one.player.name,
            by=one.caught_by,
            score=BY_KEY[one.caught_by].score(play(one.player, at)),
            base=players["base"][one.caught_by],
        )
        for one in MUTANTS
    )
    return Matrix(players=players, mutants=mutants)


def told(found: Matrix) -> Iterator[str]:
    """A line a duty, then a line a mutant."""
    names = tuple(found.players)
    yield " " * 54 + "".join(f"{name:>12}" for name in names)
    for duty in DUTIES:
        said = "".join(f"{found.players[name][duty.key]:12.3f}" for name in names)
        yield f"{duty.says:<54}{said}"
    caught = sum(one.caught for one in found.mutants)
    yield f"{caught} of {len(found.mutants)} mutants noticed"
    for one in found.mutants:
        what = "noticed by" if one.caught else "NOT NOTICED BY"
        yield f"  {one.name}: {what} {one.by}, {one.base:.3f} → {one.score:.3f}"
    if found.oracle_misses:
        yield f"The oracle isn't worth 1 in {', '.join(found.oracle_misses)}: the scorer is wrong."
