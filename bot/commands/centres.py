"""centres: checks the operator's file of centres."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.command_line import refuse
from config.settings import from_environment
from geo.centres_check import check_centres


@click.group()
def centres() -> None:
    """The file of centres."""


@centres.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Name everything that is wrong in FILE (a CSV like config/centres.csv), with its line.

    Looks at columns, ids, names, telephones, signs that nobody sees, and whether each point lies in
    its province: by BOUNDARIES_FILE, or by the towns around. Warnings do not keep the file from
    being used.
    """
    settings = from_environment(needs_line=False)
    problems = check_centres(file, settings.boundaries_file)
    for problem in problems:
        click.echo(str(problem))
    wrong = sum(not problem.warning for problem in problems)
    if wrong:
        refuse(
            f"{file} cannot be used: {wrong} {'thing is' if wrong == 1 else 'things are'} wrong."
        )
    click.echo(f"{file} can be used.")
