"""The headless story as a test runs it: a process of its own, on a server of its own."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
DEATH_S = 20
"""What a death may cost on a machine with other work: another process starts."""
END_STATE = Path(__file__).parent / "end_state.json"
"""What the story comes to, whatever dies. Written by `python -m tests.acceptance.story`."""


def live(*, kill_at: str = "", cycles: int = 1) -> dict[str, Any]:
    """Live the story, killing the worker once at each of these points; returns its report."""
    command = ["demo", "--headless", "--json", "--cycles", str(cycles)]
    with tempfile.TemporaryDirectory(prefix="sopwith-story-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)
        environment = os.environ | {
            "SOPWITH_HOME": f"{home}/data",
            "SOPWITH_FAILPOINT": kill_at,
            "SOPWITH_HEARTBEAT_S": "0.4",
            "SOPWITH_SWEEP_S": "1",
        }
        environment.pop("SOPWITH_DATABASE_URL", None)
        lived = subprocess.run(
            [sys.executable, "-m", "runtime.cli", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=280 * cycles + DEATH_S * kill_at.count(","),
            check=False,
        )
        died_at = sorted(marker.name for marker in Path(home).rglob("failpoints/*"))
    assert lived.returncode == 0, lived.stderr[-4000:] + lived.stdout[-2000:]
    report: dict[str, Any] = json.loads(lived.stdout)
    return report | {"died_at": died_at}


def expected() -> dict[str, list[str]]:
    told: dict[str, list[str]] = json.loads(END_STATE.read_text(encoding="utf-8"))
    return told


if __name__ == "__main__":
    happened = json.dumps(live()["happened"], ensure_ascii=False, indent=1)
    END_STATE.write_text(happened + "\n", encoding="utf-8")
