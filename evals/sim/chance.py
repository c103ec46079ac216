"""Named streams of chance: the same entity draws the same, whatever else is drawn."""

import random

from gates.canonical import sha256


def stream(*names: object) -> random.Random:
    return random.Random(int(sha256("|".join(map(str, names)).encode())[:16], 16))  # noqa: S311 simulated people
