"""Whether a message that was posted to us comes from our own relay (Standard Webhooks).

The relay and we share a secret. It signs the id, the time and the bytes of what it posts; see
https://www.standardwebhooks.com. The bytes of a mail are no text, so they are signed as they are.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

TOLERANCE = timedelta(minutes=5)
PREFIX = "whsec_"
SHORTEST_BYTES = 24
"""As the standard wants it."""


class NotOurRelay(Exception):
    """This message isn't signed by our mail relay: nothing was kept. Check the secret, and that
    the relay's clock is right to within five minutes.
    """


class NoSecret(ValueError):
    """SOPWITH_MAIL_WEBHOOK_SECRET is `whsec_` and at least 24 random bytes in base64."""


def key_of(secret: str) -> bytes:
    """The key in a secret of the form `whsec_BASE64`. Raises NoSecret."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoSecret(NoSecret.__doc__) from error
    if not secret.startswith(PREFIX) or len(key) < SHORTEST_BYTES:
        raise NoSecret(NoSecret.__doc__)
    return key


def signature(key: bytes, message_id: str, seconds: str, content: bytes) -> str:
    """What stands in `webhook-signature`.

    >>> key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    >>> body = b'{"test": 2432232314}'
    >>> signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body)
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    signed = b".".join((message_id.encode(), seconds.encode(), content))
    return "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()


def check_signed(key: bytes, headers: Mapping[str, str], content: bytes, *, now: datetime) -> None:
    """Several signatures may stand beside each other while a secret is changed.

    Raises NotOurRelay.
    """
    message_id, seconds = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not seconds.isascii() or not seconds.isdigit():
        raise NotOurRelay
    if abs(now.timestamp() - int(seconds[:12])) > TOLERANCE.total_seconds():
        raise NotOurRelay
    ours = signature(key, message_id, seconds, content).encode()
    given = headers.get("webhook-signature", "").encode("utf-8", "replace").split()
    if not any(hmac.compare_digest(ours, one) for one in given):
        raise NotOurRelay
