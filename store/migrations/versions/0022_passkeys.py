"""People prove who they are: passkeys, and proofs that are under way."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "passkey",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "credential",
            sa.LargeBinary(),
            nullable=False,
            comment="the identifier its authenticator gave it",
        ),
        sa.Column("public_key", sa.LargeBinary(), nullable=False, comment="COSE"),
        sa.Column(
            "uses",
            sa.BigInteger(),
            nullable=False,
            comment="as its authenticator counts them; or 0",
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("used_at", moment),
        sa.Column("ended_at", moment),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_passkey_company_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential", name=op.f("uq_passkey_credential")),
    )
    op.create_index(op.f("ix_passkey_person_id"), "passkey", ["person_id"])
    op.create_index(op.f("ix_passkey_company_id"), "passkey", ["company_id"])
    op.execute("alter table passkey enable row level security")
    op.execute(
        "create policy own_company on passkey using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )
    op.create_table(
        "ceremony",
        sa.Column("secret_sha256", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column(
            "kept",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="what is gone on with afterwards",
        ),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment),
        sa.CheckConstraint(
            "kind in ('sign_in','step_up','enrol','invitation','provider')",
            name=op.f("ck_ceremony_kind"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ceremony_person_id")),
        sa.PrimaryKeyConstraint("secret_sha256", name=op.f("pk_ceremony")),
    )
    op.create_index(op.f("ix_ceremony_expires_at"), "ceremony", ["expires_at"])


def downgrade() -> None:
    op.drop_table("ceremony")
    op.drop_table("passkey")
