"""A company as what was said for one cycle has it: other weights, numbers that stand."""

from collections.abc import Sequence
from dataclasses import replace

from planning.company import Company
from planning.company_streams import Override, Weight
from planning.directory_streams import broken_streams


def with_said(
    company: Company, weights: Sequence[Weight], overrides: Sequence[Override]
) -> Company:
    """What was said takes the place of the directory's row of the same key.

    Nothing said leaves the company as it is.
    """
    new_weights = {_place(one) for one in weights}
    new_numbers = {_level(one) for one in overrides}
    return replace(
        company,
        weights=(*(one for one in company.weights if _place(one) not in new_weights), *weights),
        overrides=(
            *(one for one in company.overrides if _level(one) not in new_numbers),
            *overrides,
        ),
    )


def wrong_in(
    company: Company, weights: Sequence[Weight], overrides: Sequence[Override]
) -> str | None:
    """What is wrong in it, as a directory with such a row would be refused; None where nothing."""
    said = replace(company, weights=tuple(weights), overrides=tuple(overrides))
    problem = next(
        (one for one in broken_streams(said) if one.file in {"weights.csv", "overrides.csv"}), None
    )
    return None if problem is None else f"{problem.column}, “{problem.read}”: {problem.wrong}."


def _place(one: Weight) -> tuple[str | None, ...]:
    return (one.stream, one.region, one.family)


def _level(one: Override) -> tuple[object, ...]:
    return (one.region, one.family, one.sku, one.tier, one.month)
