"""A Python that imports once what many tests need, and forks for the code of each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).resolve().parent.parent
#: The child falls out of the loop and runs the code as a program does: what it does not catch, and
#: what happens at its end, is Python's to handle.
_FORK = """
import json, os, sys
for _asked in sys.stdin:
    _code, sys.argv[1:], *_outputs = json.loads(_asked)
    if _child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(_child, 0)[1]), flush=True)
        continue
    for _number, _path in enumerate([os.devnull, *_outputs]):
        _file = os.open(_path, os.O_RDWR | os.O_CREAT)
        os.dup2(_file, _number)
        os.close(_file)
    break
else:
    sys.exit()
exec(_code)
"""


@dataclass(frozen=True, slots=True)
class Forks:
    """A running Python with its imports done."""

    _process: subprocess.Popen[str]
    _directory: Path

    def run(self, code: str, *words: str) -> CompletedProcess[str]:
        """Run *code* with the arguments *words* in a fork; return its exit code and output."""
        outputs = [self._directory / name for name in ("stdout", "stderr")]
        for path in outputs:
            path.unlink(missing_ok=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([code, words, *map(str, outputs)]), file=self._process.stdin, flush=True)
        exit_code = int(self._process.stdout.readline())
        return CompletedProcess(code, exit_code, *(path.read_text("utf-8") for path in outputs))


@contextmanager
def forking(imports: str) -> Iterator[Forks]:
    """Run a Python that has executed *imports*; it ends with its standard input."""
    with (
        TemporaryDirectory() as directory,
        subprocess.Popen(
            [sys.executable, "-c", imports + _FORK],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        yield Forks(process, Path(directory))
