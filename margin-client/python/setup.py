"""Builds the package: the messages and stubs of the contract are made here, and are not in git."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
CLIENT = HERE.parent
CONTRACT = CLIENT.parent / "proto" / "src" / "main" / "proto"
CONVENTIONS = CLIENT / "src/main/resources/io/crossguard/client/exchange/binance-usdm.json"
SCRATCH = CLIENT / "target" / "python-build"


class BuildWithContract(build_py):
    """Adds what is made from the .proto files, and what the Java client has already."""

    def run(self) -> None:
        super().run()
        place = HERE / "src" if self.editable_mode else Path(self.build_lib)
        generate(place)
        shutil.copy(CONVENTIONS, place / "crossguard" / "exchange")


def generate(place: Path) -> None:
    """Writes the modules of the contract into a folder that packages are found in."""
    if not CONTRACT.is_dir():
        raise SystemExit(f"{CONTRACT} is missing: the package is built from a clone of Crossguard")
    protos = sorted(CONTRACT.glob("crossguard/v1/*.proto"))
    protoc(place, [CONTRACT], protos)
    names = place / "crossguard" / "v1" / "__init__.py"
    names.write_text(exports(protos), encoding="utf-8")


def protoc(place: Path, roots: List[Path], protos: List[Path]) -> None:
    """Runs the compiler: that of grpcio-tools, or where there is none the one of the system."""
    if importlib.util.find_spec("grpc_tools"):
        compiler = [sys.executable, "-m", "grpc_tools.protoc"]
        roots = [*roots, Path(*importlib.import_module("grpc_tools").__path__) / "_proto"]
    else:
        plugin = shutil.which("grpc_python_plugin")
        if not plugin or not shutil.which("protoc"):
            raise SystemExit("neither grpcio-tools nor protoc with grpc_python_plugin is there")
        compiler = ["protoc", f"--plugin=protoc-gen-grpc_python={plugin}"]
    if importlib.util.find_spec("google.rpc"):
        spec = importlib.util.find_spec("google.rpc")
        roots = [*roots, *(Path(folder).parent.parent for folder in spec.submodule_search_locations)]
    else:
        # Without Google's own package this one brings along the messages of errors, and what the
        # contract says about HTTP.
        google = CLIENT / "proto"
        roots = [*roots, google]
        protos = [*protos, *sorted(google.glob("google/*/*.proto"))]
    outputs = ["python", "grpc_python", "mypy", "mypy_grpc"]
    subprocess.run(
        [
            *compiler,
            *(f"--proto_path={root}" for root in roots),
            *(f"--{output}_out={'quiet:' if 'mypy' in output else ''}{place}" for output in outputs),
            *map(str, protos),
        ],
        check=True,
    )


def exports(protos: List[Path]) -> str:
    """A module that has every message and enum of the contract, whatever file it is from."""
    lines = ['"""Every message and enum of the contract, whatever file it is from."""\n']
    for proto in protos:
        for name in re.findall(r"^(?:message|enum) (\w+)", proto.read_text("utf-8"), re.MULTILINE):
            lines.append(f"from crossguard.v1.{proto.stem}_pb2 import {name} as {name}")
    return "\n".join(lines) + "\n"


# What a build leaves behind goes where Maven's does; files of an earlier one must not get in.
shutil.rmtree(SCRATCH, ignore_errors=True)
SCRATCH.mkdir(parents=True)
setup(
    cmdclass={"build_py": BuildWithContract},
    options={"build": {"build_base": str(SCRATCH)}, "egg_info": {"egg_base": str(SCRATCH)}},
)
