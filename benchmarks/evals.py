"""How many recorded cycles a minute T1 replays, against a bare loop over the pure functions.

`python -m benchmarks.evals [CYCLES]` simulates so many cycles, compares two playbooks on them with
progress and resume as `sopwith evals compare` does, and then times what can't be saved: reading
each recording and replaying it on both playbooks, with nothing scored, kept or checked.
"""

import sys
import tempfile
import time
from pathlib import Path

from evals.comparing.judging import Policy
from evals.comparing.results import compare
from evals.recording.recording import Shelf, read
from evals.replay.candidate import live
from evals.sim.corpus import corpus
from gates.playbook import Playbook, restore
from gates.playbook import plain as playbook_plain


def main() -> None:
    cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    base = Playbook()
    content = playbook_plain(base)
    content["tolerances"]["by_kind"]["margin"] = {"pct": "3", "points": "0"}  # type: ignore[call-overload,index]
    candidate = restore(content)
    with tempfile.TemporaryDirectory() as place:
        folders = list(corpus("benchmark", -(-cycles // 10), 10, base, Path(place) / "corpus"))
        folders = folders[:cycles]
        begun = time.perf_counter()
        compare(Shelf(folders), base, candidate, Path(place) / "out", policy=Policy())
        whole_s = time.perf_counter() - begun
        begun = time.perf_counter()
        for folder in folders:
            recording = read(folder)
            live(recording, base)
            live(recording, candidate)
        bare_s = time.perf_counter() - begun
    print(f"{cycles} cycles: {whole_s:.1f} s, {60 * cycles / whole_s:,.0f} a minute")
    print(f"bare loop: {bare_s:.1f} s; the whole takes {whole_s / bare_s:.2f} times as long")


if __name__ == "__main__":
    main()
