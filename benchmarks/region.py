"""One region's long file held against its company: 2,000 items, two years of history.

The other end of `benchmarks/inputs.py`: every rule that needs a history, last month's forecast or
a promotion, as an input's own step runs it, with reading the company directory.
"""

import resource
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from random import Random

from planning.checks.reading import read_and_check
from planning.company import Company, DemandLine
from planning.directory import write_company
from runtime.halden import halden_foods

ITEMS, MONTHS, YEARS = 2_000, 25, 2
REGION, TIER = "nordics", "key"
MB = 1024


def main() -> None:
    """In a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.region", "once"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    numbers, findings, seconds, most = said
    print(f"\none region against its company: {int(numbers):,} numbers, {int(findings):,} findings")
    print(f"{float(seconds):.1f} s, {float(most):.0f} MB")


def company() -> Company:
    base, rng = halden_foods(), Random(5)
    start = base.plan_start.replace(day=1)
    items = tuple(
        replace(base.items[at % len(base.items)], sku=f"SKU-{at:05}", name=f"Item {at}")
        for at in range(ITEMS)
    )
    skus = tuple(item.sku for item in items)
    promotion = replace(base.promotions[0], skus=skus[:200])
    return replace(
        base,
        items=items,
        promotions=(promotion,),
        bom=(),
        stock=(),
        open_supply=(),
        finance=(),
        past_forecasts=(),
        budget=(),
        horizon_weeks=104,
        history=_lines(skus, _month(start, -12 * YEARS), 12 * YEARS, rng),
        forecast=_lines(skus, start, MONTHS, rng),
    )


def _lines(skus: tuple[str, ...], first: date, months: int, rng: Random) -> tuple[DemandLine, ...]:
    return tuple(
        DemandLine(
            region=REGION,
            sku=sku,
            tier=TIER,
            month=_month(first, at),
            units=rng.randint(900, 1_100),
        )
        for sku in skus
        for at in range(months)
    )


def _month(first: date, on: int) -> date:
    at = first.year * 12 + first.month - 1 + on
    return date(at // 12, at % 12 + 1, 1)


def sent(of: Company) -> str:
    rng = Random(6)
    rows = (
        f"{REGION},{line.sku},{TIER},{line.month:%Y-%m},{rng.randint(900, 1_100)}"
        for line in of.forecast
    )
    return "\n".join(["Region,SKU,Tier,Month,Units", *rows]) + "\n"


def once() -> None:
    of = company()
    content, texts = sent(of).encode(), write_company(of)
    began = time.perf_counter()
    found = read_and_check("forecast.csv", content, texts, REGION)
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    print(found.numbers, len(found.findings) + found.more, seconds, most)


if __name__ == "__main__":
    once() if sys.argv[1:] == ["once"] else main()
