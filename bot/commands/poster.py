"""poster: makes a poster with the QR code of our account."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.command_line import known_centre, refuse
from config.settings import from_environment
from line.account_name import AccountName
from messages.ways import friend_link
from tools.poster.layout import CannotDraw, as_pdf, as_svg, lay_out
from web.templates import friend_code

_FORMATS = ("svg", "pdf")
#: The quiet edge that a QR code needs, in its squares.
_EDGE = 4


@click.command()
@click.option("--centre", required=True, metavar="ID", help="Whose name it bears, such as TH-14.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False),
              help="The file; poster-TH-14.svg in this folder by default.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(_FORMATS),
              help="svg (by default) or pdf; the file's ending says it as well.")  # fmt: skip
def poster(centre: str, out: Path | None, form: str | None) -> None:
    """Make a poster of A4 with the QR code of our LINE account and three steps.

    Needs LINE_BASIC_ID, or the access token by which LINE tells it. An SVG is printed from any
    browser, with the Thai letters of that machine; a PDF looks the same everywhere and needs the
    font of requirements-test.txt to be made.
    """
    settings = from_environment(needs_line=False)
    named = known_centre(settings, centre)
    basic_id = AccountName(settings).find()
    if not (link := friend_link(basic_id)):
        refuse(
            "LINE_BASIC_ID is missing, and LINE does not tell it: the poster leads to that account"
            " (@... in LINE's console)."
        )
    form = form or (out.suffix[1:].lower() if out and out.suffix[1:].lower() in _FORMATS else "svg")
    out = out or Path(f"poster-{named.id}.{form}")
    code = [[bool(dot) for dot in row] for row in friend_code(link).matrix_iter(border=_EDGE)]
    shapes = lay_out(named, basic_id, code)
    try:
        title = named.name_th
        drawn = as_pdf(shapes, title) if form == "pdf" else as_svg(shapes, title).encode()
    except CannotDraw as error:
        refuse(f"{str(error).rstrip('.')}, or use --format svg.")
    out.write_bytes(drawn)
    click.echo(out)
