"""richmenu: installs and removes the rich menus at LINE."""

from __future__ import annotations

import click

from bot.commands.command_line import open_store, print_rows, refuse
from config.settings import Settings, from_environment
from line.richmenu.account import MenuAccount, MenuRefused
from line.richmenu.install import install, remove
from line.richmenu.menus import every_menu
from store.menu_links import RedisMenus


@click.group()
def richmenu() -> None:
    """The menus under the chats: for citizens, officers, heads and managers."""


@richmenu.command("install")
def install_menus() -> None:
    """Put the rich menus at LINE and link everybody to theirs.

    Run it once, and after each update: what has not changed is left alone. Who joins a team or
    changes the language gets the other menu by itself.
    """
    settings = _settings()
    with open_store() as (_, client):
        try:
            result = install(MenuAccount(settings), RedisMenus(client), list(every_menu()))
        except MenuRefused as error:
            refuse(str(error))
    print_rows(("Menu", "At LINE"), ((name, fate.value) for name, fate in result.fates.items()))
    click.echo(f"Old menus deleted: {result.deleted}. People linked: {result.linked}.")


@richmenu.command("remove")
def remove_menus() -> None:
    """Delete the rich menus that `install` has put at LINE; others stay."""
    settings = _settings()
    with open_store() as (_, client):
        try:
            deleted = remove(MenuAccount(settings), RedisMenus(client))
        except MenuRefused as error:
            refuse(str(error))
    click.echo(f"Deleted: {deleted}.")


def _settings() -> Settings:
    """Return the settings; refuse if they have no access token."""
    settings = from_environment(needs_line=False)
    if not settings.channel_access_token:
        refuse("LINE_CHANNEL_ACCESS_TOKEN is missing (LINE Developers console).")
    return settings
