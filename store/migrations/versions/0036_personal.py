"""Looks, claims, drafts, saved views, what can be found, and whether one goes on by itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TABLES = ("look", "claim", "draft", "saved_view", "request_words")
AT = sa.DateTime(timezone=True)
FOUND = """
    create function requests_with(wanted tsquery[]) returns table(request_id uuid, sources text[])
    language sql stable security definer set search_path = public as $$
      select w.request_id, array_agg(distinct w.source order by w.source)
      from unnest(wanted) with ordinality as q(query, place)
      join request_words w on w.words @@ q.query
      where w.company_id = nullif(current_setting('sopwith.company', true), '')::int
      group by w.request_id
      having count(distinct q.place) = cardinality(wanted)
    $$
"""
"""As its owner, so that the index is used: the policy's own test would have to come first."""
KEPT = """
    create function keeps_words(company int, request uuid, source text, key text, words tsvector)
    returns void language sql as $$
      insert into request_words (company_id, request_id, source, key, words)
      values ($1, $2, $3, $4, $5)
      on conflict (request_id, source, key) do update set words = excluded.words
    $$
"""
MOST_BYTES = 400_000
"""Longer texts than this don't fit into what is searched; of them nothing or the beginning is."""
BRIEF_WORDS = (
    f"case when octet_length(content) < {MOST_BYTES} then jsonb_to_tsvector('simple',"
    " convert_from(content, 'UTF8')::jsonb, '[\"string\"]') else ''::tsvector end"
)
SOURCES = {
    "brief": ("insert on brief", "''", BRIEF_WORDS.replace("content", "new.content"), "true"),
    "comment": (
        "insert on request_comment",
        "new.id::text",
        "to_tsvector('simple', new.text)",
        "true",
    ),
    "reason": ("insert on decision", "new.id::text", "to_tsvector('simple', new.reason)", "true"),
    "reply": (
        "insert or update of request_id, text on message",
        "new.id::text",
        f"to_tsvector('simple', left(new.text, {MOST_BYTES // 4}))",
        "new.request_id is not null",
    ),
    "seat": (
        "insert on seat",
        "new.person_id::text",
        "(select to_tsvector('simple', name || ' ' || title) from person where id = new.person_id)",
        "true",
    ),
}
"""Source to: upon what, its key, its words, and whether there are any."""
BEFORE = """
    insert into request_words (company_id, request_id, source, key, words)
    select b.company_id, b.request_id, 'brief', '', {brief}
      from brief b join request r on r.id = b.request_id and r.brief_sha256 = b.sha256
    union all select company_id, request_id, 'comment', id::text, to_tsvector('simple', text)
      from request_comment
    union all select company_id, request_id, 'reason', id::text, to_tsvector('simple', reason)
      from decision
    union all select company_id, request_id, 'reply', id::text, to_tsvector('simple', {reply})
      from message where request_id is not null and company_id is not null
    union all select s.company_id, s.request_id, 'seat', s.person_id::text,
      to_tsvector('simple', p.name || ' ' || p.title)
      from seat s join person p on p.id = s.person_id
"""


def upgrade() -> None:
    _table("look", sa.Column("request_id", sa.Uuid(), nullable=False), *_who(), *_looks())
    _table("claim", sa.Column("request_id", sa.Uuid(), nullable=False), *_who(), _at("made_at"))
    _table("draft", *_who(), sa.Column("request_id", sa.Uuid(), nullable=False), *_draft())
    _table("saved_view", *_who(), *_view())
    _table("request_words", sa.Column("request_id", sa.Uuid(), nullable=False), *_words())
    for table in ("look", "claim", "draft", "request_words"):
        _belongs(table, "request")
    for table in ("look", "claim", "draft", "saved_view"):
        _belongs(table, "person")
    _once("look", "request_id", "person_id", "brief_sha256")
    _once("claim", "request_id")
    _once("draft", "person_id", "request_id", "form")
    _once("saved_view", "person_id", "name")
    _once("request_words", "request_id", "source", "key")
    op.create_check_constraint(op.f("ck_draft_text"), "draft", "length(text) <= 2000")
    op.create_check_constraint(
        op.f("ck_saved_view_name"), "saved_view", "name <> '' and length(name) <= 60"
    )
    op.create_index("ix_request_words_words", "request_words", ["words"], postgresql_using="gin")
    brief = BRIEF_WORDS.replace("content", "b.content")
    op.execute(BEFORE.format(brief=brief, reply=f"left(text, {MOST_BYTES // 4})"))
    op.execute(KEPT)
    op.execute(FOUND)
    for source, said in SOURCES.items():
        _kept_by(source, *said)
    op.add_column(
        "person",
        sa.Column(
            "advances",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="whether the next request opens by itself when one is answered",
        ),
    )


def downgrade() -> None:
    op.drop_column("person", "advances")
    for source, (upon, *_) in SOURCES.items():
        op.execute(f"drop trigger {source}_is_found on {upon.rpartition(' ')[2]}")
        op.execute(f"drop function {source}_is_found")
    op.execute("drop function requests_with")
    op.execute("drop function keeps_words")
    for table in reversed(TABLES):
        op.drop_table(table)


def _kept_by(source: str, upon: str, key: str, words: str, where: str) -> None:
    op.execute(
        f"""
        create function {source}_is_found() returns trigger language plpgsql as $$
        begin
          if {where} and new.company_id is not null then
            perform keeps_words(new.company_id, new.request_id, '{source}', {key}, {words});
          end if;
          return null;
        end $$
        """
    )
    op.execute(
        f"create trigger {source}_is_found after {upon}"
        f" for each row execute function {source}_is_found()"
    )


def _table(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f(f"fk_{name}_company_id")),
    )
    op.create_index(op.f(f"ix_{name}_company_id"), name, ["company_id"])
    op.execute(f"alter table {name} enable row level security")
    op.execute(
        f"create policy own_company on {name} using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def _belongs(table: str, to: str) -> None:
    name = f"{to}_id"
    op.create_foreign_key(op.f(f"fk_{table}_{name}"), table, to, [name], ["id"])


def _once(table: str, *columns: str) -> None:
    op.create_unique_constraint(op.f(f"uq_{table}_{'_'.join(columns)}"), table, list(columns))


def _at(name: str, comment: str | None = None, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, AT, nullable=nullable, comment=comment)


def _text(name: str, comment: str | None = None) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False, comment=comment)


def _who() -> tuple[sa.Column[object], ...]:
    return (sa.Column("person_id", sa.Integer(), nullable=False),)


def _looks() -> tuple[sa.Column[object], ...]:
    return (
        _text("brief_sha256"),
        _at("first_at"),
        _at("last_at", "when their page last said it is open"),
        _at("gone_at", "when they closed the page", nullable=True),
    )


def _draft() -> tuple[sa.Column[object], ...]:
    return _text("form", "the verb or move whose form it is"), _text("text"), _at("saved_at")


def _view() -> tuple[sa.Column[object], ...]:
    return (
        _text("name"),
        sa.Column(
            "filters",
            postgresql.JSONB(none_as_null=True),
            nullable=False,
            comment="as the inbox's address says them",
        ),
        sa.Column("shared", sa.Boolean(), nullable=False),
        _at("made_at"),
    )


def _words() -> tuple[sa.Column[object], ...]:
    return (
        _text("source", "brief, comment, reason, reply or seat"),
        _text("key"),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
    )
