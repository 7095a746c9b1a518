"""The service as a process of its own, which the tests reach over TCP."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import threading
from functools import lru_cache
from pathlib import Path
from typing import Tuple, Type, TypeVar

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
    return RunningService(*settings).port


class RunningService:
    """A service on a port of its own, free or that of the settings, until it is ended."""

    def __init__(self, *settings: str) -> None:
        self._process, self.port = _started(*settings)
        self.target = f"localhost:{self.port}"

    def end(self) -> None:
        """Asks it to end, and waits for that."""
        _end(self._process)


def _started(*settings: str) -> Tuple[subprocess.Popen[str], int]:
    port = [] if "--port" in settings else ["--port", "0"]
    process = subprocess.Popen(
        [_java(), "-Xmx256m", "-jar", str(_jar()), "serve", *port, *settings],
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
            return process, int(serving.group(1))
    raise RuntimeError("the service did not start:\n" + "".join(heard))


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(timeout=20)
    if process.stdout is not None:
        process.stdout.close()


def command(folder: str) -> str:
    """The command line as a file in a folder: the launcher would build what is there already."""
    file = Path(folder, "crossguard")
    file.write_text(f'#!/bin/sh\nexec {_java()} -jar {_jar()} "$@"\n', encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"


def _jar() -> Path:
    jars = sorted((CLIENT / "target").glob("crossguard-margin-client-*.jar"))
    if not jars:
        raise RuntimeError("the service is not built: run margin-client/bin/crossguard --version")
    return jars[0]


def example(name: str, kind: Type[_Request]) -> _Request:
    """A request of margin-client/examples."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return json_format.Parse(text, kind())
