"""A lever of Halden Foods changed while somebody waits: `make bench-planning`, or by itself.

Every option that has a lever is tried as the page tries it: in a child process that is ready, from
the company directory to a verified plan as it is kept. By the clock and in processor time; the
ratio is to solving all the options of the round as the drafter does, in the same process.
"""

import time
from statistics import median

from agents.supply_work import solved_options, tried_option
from planning.constraints import find_constraints
from planning.directory import write_company
from planning.plain_values import plain
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods
from runtime.spare import Spare
from runtime.trying import without_past

ROUNDS = 5
LOADED_S = 2.0
"""A child needs less to be ready."""


def main(rounds: int = ROUNDS) -> None:
    company = halden_foods()
    files = without_past(write_company(company))
    baseline = {"lines": [plain(line) for line in company.forecast]}
    scenarios = standard_scenarios(company, find_constraints(company))
    began = time.process_time()
    solved_options(files, baseline)
    whole = time.process_time() - began
    print(f"all options drafted, with what breaks them and their ranges: {1000 * whole:.0f} ms")
    spare = Spare()
    spare.keep()
    try:
        for scenario in scenarios:
            if not scenario.levers:
                continue
            waited, worked = list[float](), list[float]()
            for _ in range(rounds):
                time.sleep(LOADED_S)
                began = time.monotonic()
                spare.run(tried_option, files, baseline, plain(scenario))
                waited.append(1000 * (time.monotonic() - began))
                began = time.process_time()
                tried_option(files, baseline, plain(scenario))
                worked.append(1000 * (time.process_time() - began))
            ratio = median(worked) / whole / 1000
            print(
                f"{scenario.key:16} waited {median(waited):5.0f} ms (most {max(waited):.0f}), "
                f"processor {median(worked):4.0f} ms, {ratio:.3f} × drafting"
            )
    finally:
        spare.close()


if __name__ == "__main__":
    main()
