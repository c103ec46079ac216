"""What a brief is about, by kind and code: rules that give seats to owners look here."""

from collections.abc import Collection, Sequence

from planning.company import Company, family_code
from planning.constraints import Constraint, ConstraintKind
from planning.levers import next_promotion

About = dict[str, tuple[str, ...]]


def about_company(company: Company) -> About:
    """Every family and every region."""
    return {"family": _families(company, _all_skus(company)), "region": _regions(company)}


def about_shortage(company: Company, constraints: Sequence[Constraint]) -> About:
    """What is promoted or short: its families and what they lack; in every region."""
    promotion = next_promotion(company)
    promoted = promotion.skus if promotion is not None else ()
    skus = {*promoted, *(sku for one in constraints for sku in one.skus)} or _all_skus(company)
    lacks = {
        kind: tuple(dict.fromkeys(one.code for one in constraints if one.kind in lacking))
        for kind, lacking in _LACKS.items()
    }
    about = {"family": _families(company, skus), "region": _regions(company)}
    return about | {kind: codes for kind, codes in lacks.items() if codes}


_LACKS = {
    "component": {ConstraintKind.COMPONENT},
    "resource": {ConstraintKind.CAPACITY, ConstraintKind.FENCE},
}


def _all_skus(company: Company) -> set[str]:
    return {item.sku for item in company.items}


def _families(company: Company, skus: Collection[str]) -> tuple[str, ...]:
    named = (family_code(item.family) for item in company.items if item.sku in skus)
    return tuple(dict.fromkeys(named))


def _regions(company: Company) -> tuple[str, ...]:
    return tuple(region.code for region in company.regions)
