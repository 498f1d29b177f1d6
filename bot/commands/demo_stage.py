"""The stage of the demo: the chats of LINE's stand-in, and commands as an operator runs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.commands.demo_chat import Chat, DemoFailed
from bot.stage import Stage as Processes
from bot.stage import StageFailed, open_stage


@dataclass(frozen=True, slots=True)
class Stage:
    """What is open for the play."""

    chat: Chat
    processes: Processes

    def command(self, *words: str) -> str:
        """Run a command as an operator would, print and give what it says."""
        self.chat.tell(f"$ python -m bot {' '.join(words)}")
        done = self.processes.command(*words)
        if done.returncode:
            raise DemoFailed(f"`{' '.join(words)}` said: {(done.stderr or done.stdout).strip()}")
        self.chat.tell(done.stdout)
        return done.stdout


@contextmanager
def stage() -> Iterator[Stage]:
    """Start everything; stop it all at the end."""
    try:
        with open_stage("demo", {}) as processes:
            yield Stage(Chat(processes.line), processes)
    except StageFailed as error:
        raise DemoFailed(str(error)) from error
