"""A signed-in approver for locust: reads the inbox, opens what waits, looks at what is done."""

import json
import re
from argparse import ArgumentParser
from importlib import import_module
from itertools import count
from pathlib import Path
from random import choice
from typing import Any

locust: Any = import_module("locust")

NUMBERS = count()
REQUEST = re.compile(r'href="(/requests/[0-9a-f-]{36})"')
READS_S = (2, 6)
"""How long a person looks at a page."""


def tokens_option(parser: ArgumentParser) -> None:
    parser.add_argument("--tokens", default="", help="a file with the signed-in sessions")


def arrive(user: Any) -> None:
    given = json.loads(Path(user.environment.parsed_options.tokens).read_text())
    tokens = given["tokens"]
    user.client.cookies.set(given["cookie"], tokens[next(NUMBERS) % len(tokens)])
    user.waiting = []
    read_inbox(user)


def read_inbox(user: Any) -> None:
    user.waiting = REQUEST.findall(user.client.get("/inbox", name="/inbox").text)


def open_one(user: Any) -> None:
    if user.waiting:
        user.client.get(choice(user.waiting), name="/requests/…")


def what_is_done(user: Any) -> None:
    user.client.get("/inbox?split=done", name="/inbox?split=done")


locust.events.init_command_line_parser.add_listener(tokens_option)
Approver = type(
    "Approver",
    (locust.HttpUser,),
    {
        "__doc__": "One of the sessions each; between two pages a person reads.",
        "wait_time": locust.between(*READS_S),
        "on_start": arrive,
        "read_inbox": locust.task(3)(read_inbox),
        "open_one": locust.task(5)(open_one),
        "what_is_done": locust.task(1)(what_is_done),
    },
)
