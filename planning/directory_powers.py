"""What must hold in `owners.csv` and `authority.csv`: who owns what, who may approve how much.

Which gates there are isn't known here; whoever loads a directory checks their names.
"""

from collections.abc import Iterable, Iterator

from planning.company import Authority, Company, Owned, family_code
from planning.directory_problems import Problem

FIRST_ROW = 2
"""Below the header."""


def broken_powers(company: Company) -> Iterator[Problem]:
    yield from _owners(company)
    yield from _authority(company)


def _owners(company: Company) -> Iterator[Problem]:
    known = {
        "family": {family_code(item.family) for item in company.items},
        "component": {component.code for component in company.components},
        "resource": {resource.code for resource in company.resources},
    }
    people = {person.key for person in company.people}
    seen: dict[tuple[str, str], int] = {}
    for row, one in enumerate(company.owners, start=FIRST_ROW):
        if one.kind == "region":
            wrong = "a region's owner stands in regions.csv; take this row out"
            yield _owner(row, "kind", one.kind, wrong)
        elif one.kind not in known:
            yield _owner(row, "kind", one.kind, _unknown(known))
        elif one.code not in known[one.kind]:
            yield _owner(row, "code", one.code, _unknown(known[one.kind]))
        if one.person not in people:
            yield _owner(row, "person", one.person, _unknown(people))
        if (first := seen.setdefault(_thing(one), row)) != row:
            yield _owner(row, "kind + code", ", ".join(_thing(one)), _twice(first))


def _authority(company: Company) -> Iterator[Problem]:
    people = {person.key for person in company.people}
    roles = {person.role for person in company.people}
    seen: dict[tuple[str | None, str | None, str | None], int] = {}
    for row, one in enumerate(company.authority, start=FIRST_ROW):
        if (one.person is None) == (one.role is None):
            wrong = "write a person or a role, one of the two"
            read = f"{one.person or ''}, {one.role or ''}"
            yield _limit(row, "person + role", read, wrong)
        if one.person is not None and one.person not in people:
            yield _limit(row, "person", one.person, _unknown(people))
        if one.role is not None and one.role not in roles:
            yield _limit(row, "role", one.role, f"nobody has it; {_known(roles)}")
        if one.limit_eur < 0:
            yield _limit(row, "limit_eur", str(one.limit_eur), "write a number of 0 or more")
        if (first := seen.setdefault(_whom(one), row)) != row:
            read = ", ".join(part or "" for part in _whom(one))
            yield _limit(row, "person + role + gate", read, _twice(first))


def _thing(one: Owned) -> tuple[str, str]:
    return one.kind, one.code


def _whom(one: Authority) -> tuple[str | None, str | None, str | None]:
    return one.person, one.role, one.gate


def _owner(row: int, column: str, read: str, wrong: str) -> Problem:
    return Problem(file="owners.csv", row=row, column=column, read=read, wrong=wrong)


def _limit(row: int, column: str, read: str, wrong: str) -> Problem:
    return Problem(file="authority.csv", row=row, column=column, read=read, wrong=wrong)


def _twice(first: int) -> str:
    return f"row {first} has the same key; keep one of them"


def _unknown(codes: Iterable[str]) -> str:
    return f"unknown; {_known(codes)}"


def _known(codes: Iterable[str], most: int = 6) -> str:
    ordered = sorted(codes)
    return f"known are {', '.join(ordered[:most])}{' …' if len(ordered) > most else ''}"
