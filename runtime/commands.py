"""All commands: each part of the product registers its own."""

from pkgutil import resolve_name

import typer

from runtime import (
    cli_actions,
    cli_actuals,
    cli_case,
    cli_company,
    cli_cycle_log,
    cli_demo,
    cli_hook,
    cli_inputs,
    cli_ledger,
    cli_mail_deliver,
    cli_mail_examples,
    cli_mail_read,
    cli_person,
    cli_plan,
    cli_playbook,
    cli_serve,
)


def application() -> typer.Typer:
    app = typer.Typer(
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Sales and operations planning, executed.",
    )
    cli_actions.register(app)
    cli_actuals.register(app)
    cli_case.register(app)
    cli_company.register(app)
    cli_cycle_log.register(cli_company.cycle_app)
    cli_demo.register(app)
    cli_hook.register(app)
    cli_inputs.register(app)
    cli_ledger.register(app)
    cli_mail_read.register(app)
    cli_serve.register(app)
    cli_mail_deliver.register(cli_mail_read.mail_app)
    cli_mail_examples.register(cli_mail_read.mail_app)
    cli_person.register(app)
    cli_plan.register(app)
    cli_playbook.register(app)
    resolve_name("evals.cli:register")(app)  # a room above this one
    resolve_name("evals.cli_preview:register")(cli_playbook.playbook_app)
    return app
