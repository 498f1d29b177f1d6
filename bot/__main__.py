"""`python -m bot`: every command of Cheer to Share."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from bot.commands.command_line import CommandRefused
from bot.store_identity import OtherStore
from cases.taxonomy import TaxonomyError
from config.settings import SettingsError
from geo.boundaries import BoundariesError
from geo.centres_file import CentresError
from store.errors import StoreError, Trouble, trouble_of
from store.exceptions import StoreUnfit

#: In the order of --help; each is bot/commands/NAME.py with a command of that name.
_COMMANDS = ("run", "web", "worker", "demo", "sample-year", "drill", "doctor", "alive", "staff",
             "cases", "stats", "centres", "poster", "partner", "messages", "sharers", "inbox",
             "outbox", "richmenu", "store", "audit", "sessions")  # fmt: skip
#: What an operator can put right; anything else is a bug and shows its traceback.
_EXPECTED = (BoundariesError, CentresError, OtherStore, SettingsError, StoreUnfit, TaxonomyError)


class _Commands(click.Group):
    """Imports a command when it is called: LINE's SDK alone takes a second, and a web process that
    is restarted must be back at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        found: click.Command = getattr(import_module(f"bot.commands.{name}"), name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn an error that an operator can put right into one sentence."""
        try:
            return super().invoke(ctx)
        except _EXPECTED as error:
            raise CommandRefused(str(error)) from error
        except BrokenPipeError:  # the reader of our output has ended
            raise
        except StoreError as error:
            raise CommandRefused(_sentence(trouble_of(error))) from error
        except OSError as error:
            what = error.filename or "This machine refuses"
            raise CommandRefused(f"{what}: {error.strerror or error}.") from error


def _sentence(trouble: Trouble) -> str:
    return f"The store does not do what was asked: {trouble.says} ({trouble.word}); {trouble.do}."


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Cheer to Share: a place shared in LINE comes to the nearest protection centre.

    `run` starts all that one machine needs. Settings come from the environment
    (docs/settings.md). The other commands look into the store and put things right; they work
    beside a running service, and start the embedded store for a moment where none runs.

    Exit status: 0 done, 1 refused or wrong (the reason is on stderr), 2 usage.
    """


if __name__ == "__main__":
    cli(prog_name="python -m bot")
