"""The service as a process of its own, which the tests reach over TCP."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import threading
from functools import lru_cache
from pathlib import Path
from typing import Type, TypeVar

from google.protobuf import json_format
from google.protobuf.message import Message

CLIENT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = CLIENT / "examples"

_SERVING = re.compile(r"serving on \S+:(\d+)")
_Request = TypeVar("_Request", bound=Message)


@lru_cache(maxsize=None)
def target() -> str:
    """Where the service of this run is. It starts with the first test that asks."""
    return f"localhost:{start()}"


def start(*settings: str) -> int:
    """Starts a service on a free port, which is returned; it ends with this process."""
    jars = sorted((CLIENT / "target").glob("crossguard-margin-client-*.jar"))
    if not jars:
        raise RuntimeError("the service is not built: run margin-client/bin/crossguard --version")
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else "java"
    process = subprocess.Popen(
        [java, "-Xmx256m", "-jar", str(jars[0]), "serve", "--port", "0", *settings],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    atexit.register(_end, process)
    heard = []
    assert process.stdout is not None
    for line in process.stdout:
        heard.append(line)
        serving = _SERVING.search(line)
        if serving:
            # What it logs from here on must be read too, or it would wait for that.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return int(serving.group(1))
    raise RuntimeError("the service did not start:\n" + "".join(heard))


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(timeout=20)
    if process.stdout is not None:
        process.stdout.close()


def example(name: str, kind: Type[_Request]) -> _Request:
    """A request of margin-client/examples."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return json_format.Parse(text, kind())
