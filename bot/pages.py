"""GET / and /privacy: what this is and what it keeps, for everybody."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g
from jinja2 import Environment, StrictUndefined

from bot.texts import pages as words
from bot.texts.pages import Page
from cases.people import Language
from config.settings import Settings
from store.log import SHARERS_LIFE_S
from store.photos import LONGEST_LIFE_S

_DAY_S = 24 * 3600
#: Dark on white and white on dark green: at least 7 to 1.
_SHAPE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page[th].title }}</title>
<style nonce="{{ nonce }}">
body { margin: 0 auto; max-width: 40rem; padding: 1rem; color: #1b1b1b; background: #fff;
  font: 1.0625rem/1.65 system-ui, "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.35; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .5rem; }
ul { list-style: none; margin: .5rem 0; padding: 0; }
.call a, .add { display: block; margin: .5rem 0; padding: .75rem 1rem; border-radius: .5rem;
  text-decoration: none; }
.call a { border: 2px solid #1b1b1b; color: #1b1b1b; }
.add { background: #0b4f3c; color: #fff; text-align: center; font-weight: 600; }
a { color: #0b4f3c; }
a:focus-visible { outline: 3px solid #0b4f3c; outline-offset: 2px; }
[lang=en] { margin-top: 3rem; border-top: 1px solid #767676; }
</style>
</head>
<body>
{% for language in (th, en) %}{% set one = page[language] %}
<section lang="{{ language.value }}">
<h1>{{ one.title }}</h1>
{% for section in one.sections %}
<h2>{{ section.heading }}</h2>
{% for paragraph in section.paragraphs %}<p>{{ paragraph.format_map(values[language]) }}</p>
{% endfor %}
{% if section.steps %}<ol>{% for step in section.steps %}<li>{{ step }}</li>
{% endfor %}</ol>{% endif %}
{% endfor %}
{% if add_friend %}<a class="add" href="{{ add_friend }}">{{ words.ADD_FRIEND[language] }}</a>
{% endif %}
<h2>{{ words.EMERGENCY_HEADING[language] }}</h2>
<ul class="call">{% for number, who in words.EMERGENCY[language].items() %}
<li><a href="tel:{{ number }}"><strong>{{ number }}</strong> {{ who }}</a></li>{% endfor %}
</ul>
<p><a href="{{ other_path }}">{{ one.other_page }}</a></p>
</section>
{% endfor %}
</body>
</html>
"""


def pages(settings: Settings) -> Blueprint:
    """Build the public pages."""
    routes = Blueprint("pages", __name__)
    shape = Environment(autoescape=True, undefined=StrictUndefined).from_string(_SHAPE)
    add_friend = f"https://line.me/R/ti/p/{settings.basic_id}" if settings.basic_id else ""
    numbers = {
        "forget_sharers_days": settings.forget_sharers_days,
        "round_place_days": settings.round_place_days,
        "photo_days": settings.photo_days_after_close,
        "photo_most_days": LONGEST_LIFE_S // _DAY_S,
        "counting_days": SHARERS_LIFE_S // _DAY_S,
        "prank_days": settings.prank_days,
    }
    values = {
        language: {**numbers, "contact": settings.privacy_contact or words.CONTACT[language]}
        for language in Language
    }

    def show(page: Mapping[Language, Page], other_path: str, add_friend: str = "") -> str:
        return shape.render(
            page=page,
            other_path=other_path,
            add_friend=add_friend,
            values=values,
            words=words,
            nonce=g.nonce,
            th=Language.THAI,
            en=Language.ENGLISH,
        )

    @routes.get("/")
    def home() -> str:
        return show(words.HOME, "/privacy", add_friend)

    @routes.get("/privacy")
    def privacy() -> str:
        return show(words.PRIVACY, "/")

    return routes
