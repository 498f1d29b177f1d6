"""`python -m bot`: every command of Cheer to Share."""

from __future__ import annotations

import sys

if sys.argv[1:2] == ["sender"]:  # hundreds of calls at a time: greenlets, before all else is there
    from gevent import monkey

    monkey.patch_all()

from importlib import import_module
from typing import Any

import click

#: In the order of --help, each with its first sentence; each is a command of that name in
#: bot/commands/NAME.py or in _FILES. The sentences stand here, too, so that --help imports none.
COMMANDS = {
    "run": "Run all that one machine needs, in the foreground.",
    "web": "Run the web alone: LINE's webhook, probes, metrics and pages, on PORT.",
    "worker": "Run the worker alone: takes the inbox, keeps the clock.",
    "sender": "Run the sender alone: takes the outbox, calls LINE.",
    "demo": "Open phones in a browser, and try the main job on them.",
    "sample-year": "Fill the demo with invented cases, so that reports show full charts.",
    "drill": "Play an evening in a minute, and check what the service promises.",
    "doctor": "Look at everything and say what is wrong and what to do.",
    "alive": "Say whether a process of this machine or container works, for its platform to ask.",
    "staff": "The teams of the centres.",
    "cases": "The cases.",
    "stats": "Count shares, sharers, cases and what came of them.",
    "centres": "The file of centres.",
    "poster": "Make a poster of A4 with the QR code of our LINE account and three steps.",
    "partner": "The partners whose systems may bring shares (docs/open311.md).",
    "messages": "Print every message that a citizen can get, in Thai and English, with its price.",
    "sharers": "People who shared, as numbers: no names and no LINE ids.",
    "inbox": "What comes in.",
    "outbox": "What goes out to LINE.",
    "richmenu": "The menus under the chats: for citizens, officers, heads and managers.",
    "store": "The store of the settings, and what DATA_DIR remembers of the one before.",
    "audit": "Show the audit log and verify all of it; ends with 1 where it is not whole.",
    "sessions": "The sessions of heads and managers on the report page.",
}
#: Commands that stand in the file of another one of their family.
_FILES = {"sender": "worker", "sample_year": "demo", "sessions": "staff", "partner": "sharers"}


class _Commands(click.Group):
    """Imports a command when it is called, and what tells its errors when there is one: a command
    answers at once, and a web process that is restarted is back at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        module = import_module(f"bot.commands.{_FILES.get(name, name)}")
        found: click.Command = getattr(module, name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the commands and their sentences."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn an error that an operator can put right into one sentence."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of our output has ended
            raise
        except Exception as error:
            from bot.commands.command_line import CommandRefused

            if sentence := _sentence_of(error):
                raise CommandRefused(sentence) from error
            raise


def _sentence_of(error: Exception) -> str:
    """Return the sentence of an error that an operator can put right; it is empty for a bug, whose
    traceback is shown."""
    from bot.store_identity import OtherStore
    from cases.taxonomy import TaxonomyError
    from config.settings import SettingsError
    from geo.boundaries import BoundariesError
    from geo.centres_file import CentresError
    from store.errors import StoreError, trouble_of
    from store.exceptions import StoreUnfit

    expected = (BoundariesError, CentresError, OtherStore, SettingsError, StoreUnfit, TaxonomyError)
    if isinstance(error, expected):
        return str(error)
    if isinstance(error, StoreError):
        trouble = trouble_of(error)
        says = f"{trouble.says} ({trouble.word}); {trouble.do}"
        return f"The store does not do what was asked: {says}."
    if isinstance(error, OSError):
        return f"{error.filename or 'This machine refuses'}: {error.strerror or error}."
    return ""


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
