"""What a long benchmark is at, as it goes: seconds since it began, and the step."""

import time

BEGAN = time.monotonic()


def say(step: str) -> None:
    print(f"{time.monotonic() - BEGAN:7.1f} s  {step}", flush=True)
