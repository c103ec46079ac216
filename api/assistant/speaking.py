"""The protocol: JSON-RPC messages in, answers out. No session is kept between two of them."""

import json
from collections.abc import Mapping
from typing import Any

from api.assistant.tools import TOOLS, UNTRUSTED, Desk, Json, ToolRefused

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26")
"""Of the protocol, the newest first."""
NO_JSON, NO_REQUEST, NO_METHOD, NO_PARAMETERS = -32700, -32600, -32601, -32602


class Refused(Exception):
    def __init__(self, code: int, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def hear(body: bytes, desk: Desk) -> Json | None:
    """The answer to a message; None where it wants none."""
    number: Any = None
    try:
        said = _read(body)
        number = said.get("id")
        if "id" not in said:
            return None
        return {"jsonrpc": "2.0", "id": number, "result": _answer(said, desk)}
    except Refused as refused:
        error = {"code": refused.code, "message": refused.message}
        return {"jsonrpc": "2.0", "id": number, "error": error}


def _read(body: bytes) -> Json:
    try:
        said = json.loads(body)
    except ValueError as error:
        raise Refused(NO_JSON, "This is no JSON.") from error
    if not isinstance(said, dict) or not isinstance(said.get("method"), str):
        raise Refused(NO_REQUEST, "This is no request.")
    return said


def _answer(said: Json, desk: Desk) -> Json:
    given = said.get("params") or {}
    if not isinstance(given, dict):
        raise Refused(NO_PARAMETERS, "Parameters have names here.")
    match said["method"]:
        case "initialize":
            return _introduced(given)
        case "ping":
            return {}
        case "tools/list":
            return {"tools": [tool.described() for tool in TOOLS.values()]}
        case "tools/call":
            return _called(given, desk)
        case _:
            raise Refused(NO_METHOD, "There is no such method.")


def _introduced(given: Mapping[str, Any]) -> Json:
    wanted = given.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "sopwith", "version": "1"},
        "instructions": UNTRUSTED,
    }


def _called(given: Mapping[str, Any], desk: Desk) -> Json:
    tool = TOOLS.get(str(given.get("name")))
    said = given.get("arguments") or {}
    if tool is None:
        raise Refused(NO_PARAMETERS, "There is no such tool.")
    texts = isinstance(said, dict) and all(isinstance(one, str) for one in said.values())
    if not texts or set(said) != set(tool.takes):
        raise Refused(NO_PARAMETERS, f"{tool.name} takes: {', '.join(tool.takes) or 'nothing'}.")
    try:
        told = tool.answer(desk, said)
    except ToolRefused as refused:
        return {"content": [_text(str(refused))], "isError": True}
    return {"content": [_text(UNTRUSTED), _text(json.dumps(told, ensure_ascii=False))]}


def _text(said: str) -> Json:
    return {"type": "text", "text": said}
