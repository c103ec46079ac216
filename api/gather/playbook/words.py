"""How versions are called on pages."""

SHORT = 12


def href(sha256: str) -> str:
    return f"/playbook/versions/{sha256}"
