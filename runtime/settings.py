"""Settings: the only reader of the environment. docs/reference/settings.md lists each."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from mail.imap import Security
from mail.signed_post import key_of
from runtime.model_prices import prices_of


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def data_folder() -> Path:
    """Under the person's home; for root outside of it.

    Root's embedded server runs as another system user, so every folder above its data is made
    readable for all: a private home must not be one of them.
    """
    if is_root():
        return Path("/var/lib/sopwith")
    return Path.home() / ".local" / "share" / "sopwith"


class Settings(BaseSettings):
    """`SOPWITH_HOME`, `SOPWITH_DATABASE_URL` and so on; secrets never print.

    The two `OPENAI_` names are the ones model servers' own documents use.
    """

    model_config = SettingsConfigDict(env_prefix="SOPWITH_", frozen=True, validate_by_name=True)

    home: Path = Field(default_factory=data_folder)
    database_url: str | None = None
    base_url: str = "http://127.0.0.1:8000"
    environment: str = Field(default="development", pattern="^(development|production)$")
    clock: str = Field(default="database", pattern="^(database|shifted)$")
    secret_key: SecretStr | None = None
    step_up_minutes: int = Field(default=15, ge=1)
    oidc_issuer: str | None = None
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "your company’s sign-in"
    session_hours: int = Field(default=12, ge=1, le=168)
    session_idle_minutes: int = Field(default=120, ge=5)
    mail_authserv_id: str | None = None
    mail_domain: str = "sopwith.example"
    mail_from: str = "Sopwith <planning@sopwith.example>"
    smtp_host: str | None = None
    smtp_port: int = 25
    smtp_starttls: bool = False
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_timeout_s: float = 20
    mail_webhook_secret: SecretStr | None = None
    hook_networks: Annotated[tuple[str, ...], NoDecode] = ()
    mailbox: Path | None = None
    imap_host: str | None = None
    imap_port: int | None = None
    imap_security: Security = Security.TLS
    imap_user: str = ""
    imap_password: SecretStr | None = None
    imap_folder: str = "INBOX"
    imap_done_folder: str = "Sopwith"
    imap_timeout_s: float = Field(default=20.0, gt=0)
    imap_s: int = Field(default=15, ge=1)
    model: str | None = None
    models: str = ""
    model_prices: str = ""
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")
    model_timeout_s: float = Field(default=30.0, gt=0)
    heartbeat_s: float = Field(default=1.0, gt=0)
    sweep_s: int = Field(default=2, ge=1)
    signing_key: Path | None = None
    heads_folder: Path | None = None
    heads_s: int = Field(default=60, ge=1, le=3540)
    failpoint: str = ""
    """Names of points at which the process kills itself, once each; for failure tests."""

    @field_validator("hook_networks", mode="before")
    @classmethod
    def _are_networks(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(str(ip_network(one.strip())) for one in given.split(",") if one.strip())

    @field_validator("model_prices")
    @classmethod
    def _are_prices(cls, given: str) -> str:
        prices_of(given)
        return given

    @field_validator("mail_webhook_secret")
    @classmethod
    def _is_a_secret(cls, given: SecretStr | None) -> SecretStr | None:
        if given is not None:
            key_of(given.get_secret_value())
        return given


def child_environment(settings: Settings) -> dict[str, str]:
    """The environment in which a child process has the same database, clock and folders."""
    ours = {
        "SOPWITH_HOME": str(settings.home),
        "SOPWITH_DATABASE_URL": settings.database_url or "",
        "SOPWITH_CLOCK": settings.clock,
        "SOPWITH_ENVIRONMENT": settings.environment,
        "SOPWITH_HEADS_FOLDER": str(settings.heads_folder or ""),
        "SOPWITH_HOOK_NETWORKS": ",".join(settings.hook_networks),
    }
    return os.environ | {name: value for name, value in ours.items() if value}
