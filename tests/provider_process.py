"""The provider's process. The package leaves out when somebody signed in; ours says it."""

import runpy
import time
import warnings
from typing import Any


def _just_now(_code: Any) -> int:
    return int(time.time())


def main() -> None:
    warnings.simplefilter("ignore")
    from oidc_provider_mock._storage import AuthorizationCode  # noqa: PLC0415 it warns on import

    setattr(AuthorizationCode, "get_auth_time", _just_now)  # noqa: B010 its package is untyped
    runpy.run_module("oidc_provider_mock", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
