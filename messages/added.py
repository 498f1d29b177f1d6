"""What sharers added to a case, on the cards of the one who holds it and of nobody else."""

from __future__ import annotations

from cases.details import Added
from cases.facts.casework import SharerAdded
from cases.people import Language
from messages.case import kind_and_place, next_steps, person_rows, priority, tone
from messages.context import RenderContext
from messages.cut import cut
from messages.message import Content
from messages.notified import news_alt
from messages.parts import Card, Row
from messages.texts import staff

#: A few lines of a phone each.
_TEXT = 80
#: In a list the newest only has to remind, as the place does.
_TEXT_IN_LIST = 40


def added_rows(added: Added, language: Language) -> tuple[Row, ...]:
    """Show the newest texts, and count the others."""
    texts = "\n".join(f"• {cut(text, _TEXT)}" for text in added.texts)
    return _rows(texts, added.more, language)


def added_rows_in_list(added: Added, language: Language) -> tuple[Row, ...]:
    """Show the newest text alone, and count the others."""
    texts = [cut(text, _TEXT_IN_LIST) for text in added.texts[:1]]
    more = added.more + len(added.texts[1:])
    return _rows("".join(texts), more, language)


def news(fact: SharerAdded, context: RenderContext) -> Content:
    """Bring the holder what came in just now, with what can be done next."""
    case, language = fact.case, fact.to.language
    heading = staff.ADDED_HEADING.say(language)
    shown = Card(
        heading,
        tone(case),
        badge=priority(case, language),
        title=case.number,
        rows=(*kind_and_place(case, language, context), *person_rows(case, language)),
        sentences=(fact.text,) if fact.text else (),
        buttons=next_steps(case, fact.to),
    )
    return Content(news_alt(case, heading, language, context), shown)


def _rows(texts: str, more: int, language: Language) -> tuple[Row, ...]:
    besides = staff.MORE_TEXTS.say_of(language, more, texts=more) if more else ""
    rows = ((staff.ADDED, texts), (staff.ADDED_BESIDES, besides))
    return tuple((label.say(language), words) for label, words in rows if words)
