"""What somebody's device signs when they confirm that it is they: the matter, not just a nonce.

The challenge is `sha256(nonce ‖ canonical JSON of the matter)`, so a proof given for one plan is
none for another, and whoever checks the record later can see what was confirmed.
"""

import hashlib

from gates.canonical import Json, canonical_json

NOTHING_IN_PARTICULAR: dict[str, Json] = {}
"""For signing in: nobody confirms anything but who they are."""


def challenge_over(matter: dict[str, Json], nonce: bytes) -> bytes:
    """What the device is asked to sign.

    >>> one, other = ({"brief_sha256": digest} for digest in ("9c41", "9c42"))
    >>> challenge_over(one, b"n") == challenge_over(other, b"n")
    False
    """
    return hashlib.sha256(nonce + canonical_json(matter)).digest()
