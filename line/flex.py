"""LINE's messages and actions: plain text and Flex Messages, within LINE's limits; and the data of
buttons, written and read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from urllib.parse import parse_qsl, quote, urlencode

from cases.calendar import BANGKOK, is_case_number
from cases.command_words import read_command, write_command
from cases.commands import Command, Unknown
from cases.people import WRITTEN
from cases.taxonomy import Taxonomy
from geo.centres import Point
from line import colours
from messages import chat
from messages.texts.citizen import KINDS
from messages.texts.text import HOTLINE
from store.outbox import JsonObject

#: LINE allows 1,500 UTF-16 units, which 200 clusters cannot exceed; no lock screen shows more.
ALT_TEXT = 200
_QUICK_REPLIES = 13
#: The fields that hold words for people; the data and addresses of buttons do not.
WORDS_AT = frozenset({"text", "altText", "title", "address", "displayText", "label"})
MOST_BUBBLES = 12
#: LINE refuses empty texts.
NOTHING = "-"
#: All bubbles of a carousel must be of one size, so all of ours are.
_SIZE = "mega"
#: The parts of a table's row; a number has three of them, words such as "21 h 40 min" four.
_PARTS, _SHORT, _LONG = 14, 3, 4
#: The longest number, 9,999,999.
_NUMBER = 9
#: In percent: a count of one must be visible beside a count of a thousand.
_SHORTEST_BAR = 3
_TEXT = {"size": "md", "color": colours.INK, "wrap": True, "scaling": True}
_STYLES = {
    chat.Weight.PRIMARY: ("primary", colours.PRIMARY_BUTTON),
    chat.Weight.SECONDARY: ("secondary", colours.SECONDARY_BUTTON),
    chat.Weight.QUIET: ("link", colours.PRIMARY_BUTTON),
}
_EMPHASIS: dict[chat.Emphasis, dict[str, object]] = {
    chat.Emphasis.NONE: {},
    chat.Emphasis.SMALL: {"size": "sm", "color": colours.PALE_INK},
    chat.Emphasis.STRONG: {"weight": "bold"},
    chat.Emphasis.LARGE: {"size": "lg", "weight": "bold"},
    chat.Emphasis.TITLE: {"size": "xl", "weight": "bold"},
    chat.Emphasis.URGENT: {"color": colours.URGENT, "weight": "bold"},
}


def line_message(content: chat.Content) -> JsonObject:
    """Return a message in LINE's form; quick replies beyond the first 13 are left out."""
    message: JsonObject = {"type": "text", "text": content.words}
    if content.cards is not None:
        alt = chat.cut(content.words, ALT_TEXT)
        message = {"type": "flex", "altText": alt, "contents": _contents(content.cards)}
    if content.replies:
        items = [quick_reply(action) for action in content.replies[:_QUICK_REPLIES]]
        message["quickReply"] = {"items": items}
    return message


def _contents(cards: chat.Card | tuple[chat.Card, ...]) -> JsonObject:
    """Return a bubble, or a carousel; if there are too many cards, those before the last one are
    left out."""
    if isinstance(cards, chat.Card):
        return bubble(cards)
    shown = cards if len(cards) <= MOST_BUBBLES else (*cards[: MOST_BUBBLES - 1], cards[-1])
    return {"type": "carousel", "contents": [bubble(card) for card in shown]}


def bubble(card: chat.Card) -> JsonObject:
    """Return one card; its paper is white whatever the phone's theme, so that contrasts hold."""
    paper = {
        "body": {"backgroundColor": colours.PAPER},
        "footer": {"backgroundColor": colours.PAPER},
    }
    shown: JsonObject = {"type": "bubble", "size": _SIZE, "styles": paper}
    shown |= {"header": _heading(card), "body": _body(card)}
    if card.buttons:
        shown["footer"] = _column([_button(one) for one in card.buttons], spacing="sm")
    return shown


def _heading(card: chat.Card) -> JsonObject:
    """Return the coloured top, with the badge above the heading in letters of its own."""
    lines = [_text(card.badge, size="sm", weight="bold", color=colours.PAPER)] if card.badge else []
    lines.append(_text(card.heading, size="lg", weight="bold", color=colours.PAPER))
    # As far from the edges as LINE's body, so that heading and text are aligned.
    edges = {"paddingAll": "lg", "paddingStart": "20px", "paddingEnd": "20px"}
    return _column(lines, backgroundColor=colours.TONES[card.tone], spacing="xs", **edges)


def _body(card: chat.Card) -> JsonObject:
    upper, lower = _parts(card.upper), _parts(card.lower)
    between = _parts([chat.Divider()] if upper and lower else [])
    return _column([*upper, *between, *lower] or [_text("")], spacing="md")


def _parts(parts: Iterable[chat.Part]) -> list[JsonObject]:
    return [shown for part in parts for shown in _part(part)]


def _part(part: chat.Part) -> list[JsonObject]:
    match part:
        case chat.Paragraph(words=words, emphasis=emphasis):
            return [_text(words, **_EMPHASIS[emphasis])]
        case chat.Rows(rows=rows):
            return [_row(row) for row in rows]
        case chat.Bars(bars=bars):
            longest = max((number for _, number, _ in bars), default=0)
            return [_bar(bar, longest) for bar in bars]
        case chat.Table():
            return _table(part)
        case chat.Divider():
            return [{"type": "separator", "margin": "md"}]
        case chat.Choice():
            return [_choice(part)]
        case chat.Beside(choices=choices):
            boxes = [_choice(one) | {"flex": 1} for one in choices]
            return [_box("horizontal", boxes, spacing="sm")]
        case chat.Button():
            return [_button(part)]
        case _:
            assert_never(part)


def _row(row: chat.Row) -> JsonObject:
    label, value = row
    cells = [
        _text(label, size="sm", color=colours.PALE_INK, flex=3),
        _text(value, size="sm", flex=5),
    ]
    return _box("baseline", cells, spacing="md")


def _bar(bar: chat.Bar, longest: int) -> JsonObject:
    label, number, shown = bar
    percent = max(_SHORTEST_BAR, round(100 * number / longest)) if number > 0 else 0
    cells = [
        _text(label, size="sm", color=colours.PALE_INK, flex=3, gravity="center"),
        _column([_track(percent)], flex=4, justifyContent="center"),
        _text(shown, size="sm", flex=5, align="end", gravity="center"),
    ]
    return _box("horizontal", cells, spacing="sm")


def _track(percent: int) -> JsonObject:
    bar = _column([], width=f"{percent}%", height="10px", backgroundColor=colours.PRIMARY_BUTTON)
    look = {"height": "10px", "backgroundColor": colours.SECONDARY_BUTTON, "cornerRadius": "sm"}
    return _column([bar] if percent else [], **look)


def _table(table: chat.Table) -> list[JsonObject]:
    """Return a table of three columns, the numbers at the right edge."""
    has_words = any(len(cell) > _NUMBER for _, *cells in table.rows for cell in cells)
    room = _LONG if has_words else _SHORT
    rows = [_table_row(row, room, {"weight": "bold"}) for row in table.rows]
    return [_table_row(table.head, room, {}), *rows]


def _table_row(row: chat.TableRow, room: int, look: dict[str, object]) -> JsonObject:
    label, now, before = row
    cells = [
        _text(label, size="sm", color=colours.PALE_INK, flex=_PARTS - 2 * room),
        _text(now, size="sm", flex=room, align="end", **look),
        _text(before, size="sm", color=colours.PALE_INK, flex=room, align="end"),
    ]
    return _box("baseline", cells, spacing="sm")


def _choice(choice: chat.Choice) -> JsonObject:
    frame = {"borderWidth": "normal", "borderColor": colours.FRAME}
    if choice.urgent:
        frame = {"borderWidth": "semi-bold", "borderColor": colours.URGENT}
    words = [_text(choice.words or choice.action.label, size="sm")]
    action = button_action(choice.action)
    return _column(words, action=action, paddingAll="md", cornerRadius="md", **frame)


def _button(button: chat.Button) -> JsonObject:
    style, color = _STYLES[button.weight]
    look = {"style": style, "color": color, "height": "sm", "scaling": True}
    return {"type": "button", "action": button_action(button.action), **look}


def _text(words: str, **look: object) -> JsonObject:
    """Return words, wrapped, in the size that the reader has set."""
    shown = words if words.strip() else NOTHING
    return {"type": "text", "text": shown, **_TEXT, **look}


def _column(contents: Sequence[JsonObject], **look: object) -> JsonObject:
    return _box("vertical", contents, **look)


def _box(layout: str, contents: Sequence[JsonObject], **look: object) -> JsonObject:
    return {"type": "box", "layout": layout, "contents": list(contents), **look}


#: LINE allows 20 in a quick reply and on a rich menu, 40 on a Flex button, and no phone shortens a
#: label of 20. LINE's documentation counts clusters, a public measurement code points
#: (openclaw#113081): ours keep within 20 by both.
LABEL = 20
#: The longest text that the chat shows as the words of the person who tapped.
_SAID = 60
_LOCATION_PICKER = "https://line.me/R/nv/location/"
_WAY = "https://www.google.com/maps/dir/"
_DIALLED = re.compile(r"\+?\d(?:[\d ().-]*\d)?")
_NO_DIGIT = re.compile(r"[^\d+]")
#: The only version of postback data there has been.
_VERSION = "1"
#: LINE's limit for the data of a button.
_LONGEST_DATA = 300
_MOST_FIELDS = 20
_NEEDS_NO_QUOTES = re.compile(r"[\w.~-]*", re.ASCII).fullmatch
#: Actions that only a quick reply may have.
_OF_QUICK_REPLIES: dict[type[chat.Action], str] = {
    chat.PickLocation: "location",
    chat.TakePhoto: "camera",
    chat.ChoosePhoto: "cameraRoll",
}


def cut_label(words: str) -> str:
    """Return a label short enough for LINE, whichever way it counts."""
    return chat.cut(words, LABEL, code_points=LABEL)


def button_action(action: chat.Action) -> JsonObject:
    """Return the action of a card's button, or of an area of a rich menu."""
    label = cut_label(action.label)
    if isinstance(action, chat.PickTime):
        least, most = (f"{at.astimezone(BANGKOK):%Y-%m-%dt%H:%M}" for at in action.between)
        picker = {"type": "datetimepicker", "label": label, "data": button_data(action)}
        return picker | {"mode": "datetime", "min": least, "max": most}
    if isinstance(action, chat.Postback):
        shown: JsonObject = {"type": "postback", "label": label, "data": button_data(action)}
        return shown | ({"displayText": chat.cut(action.said, _SAID)} if action.said else {})
    if isinstance(action, chat.Say):
        return {"type": "message", "label": label, "text": action.label}
    return {"type": "uri", "label": label, "uri": _address(action)}


def quick_reply(action: chat.Action) -> JsonObject:
    """Return a quick reply, which may also open the camera, the photos and the location picker."""
    kind = _OF_QUICK_REPLIES.get(type(action))
    shown = {"type": kind, "label": cut_label(action.label)} if kind else button_action(action)
    return {"type": "action", "action": shown}


def button_data(asked: chat.Postback) -> str:
    """Return the data that a tap on the button sends: a query, read by read_data()."""
    act, values = write_command(asked.command)
    # urlencode costs as much as all the rest of a card, and nearly all that we write needs none.
    pairs = [f"{name}={_quoted(value)}" for name, value in values.items()]
    return "&".join([f"v={_VERSION}&do={act}", *pairs])


#: What a picker gives is the time on a clock of Thailand.
_OF_BANGKOK = "+07:00"


def read_data(data: object, picked: object = None) -> Command:
    """Return the command in a button's data, at the minute that was *picked*; unknown data asks for
    nothing, and so for the guide."""
    if not isinstance(data, str) or not data.isascii() or len(data) > _LONGEST_DATA:
        return Unknown()
    try:
        pairs = parse_qsl(data, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        return Unknown()
    fields = dict(pairs)
    if len(fields) < len(pairs) or fields.get("v") != _VERSION:
        return Unknown()
    if isinstance(picked, str):
        fields["at"] = picked + _OF_BANGKOK
    if not is_case_number(fields.get("case", "")):
        fields.pop("case", None)
    return read_command(fields.get("do", ""), fields)


def _quoted(word: str) -> str:
    return word if _NEEDS_NO_QUOTES(word) else quote(word, safe="")


def _address(action: chat.Action) -> str:
    match action:
        case chat.Link(address=address):
            return address
        case chat.Dial(phone=phone):
            found = _DIALLED.search(phone)
            number = _NO_DIGIT.sub("", found.group()) if found else HOTLINE
            return f"tel:{number}"
        case chat.Navigate(to=to):
            return f"{_WAY}?api=1&destination={_point(to)}&travelmode=driving"
        case chat.NavigateThrough(stops=stops):
            *between, last = map(_point, stops)
            through = {"waypoints": "|".join(between)} if between else {}
            # LINE wants the bar and the comma in their percent form.
            query = {"api": "1", "destination": last, **through, "travelmode": "driving"}
            return f"{_WAY}?{urlencode(query)}"
        case chat.PickLocation():
            return _LOCATION_PICKER
    raise TypeError(action)  # the camera and the photos are no button


def _point(at: Point) -> str:
    return f"{at.latitude:.6f},{at.longitude:.6f}"


def labels_too_long(taxonomy: Taxonomy) -> Iterator[str]:
    """Yield each kind in the operator's file whose name a button cuts; ours have short names."""
    for kind in taxonomy.kinds.values():
        for language in WRITTEN:
            name = " ".join(kind.name(language).split())
            seen = len(chat.clusters_of(name))
            if kind.code not in KINDS and len(name) > LABEL:
                yield (
                    f"kind {kind.code}: the {language} name has {seen} characters ({len(name)} "
                    f"code points); a button shows {LABEL} by both counts, and cuts the rest"
                )
