"""Days and times as people read them: Bangkok's, in Thai with the year of the Buddhist era."""

from __future__ import annotations

from datetime import date, datetime

from cases.calendar import BANGKOK, BUDDHIST_ERA, Period, Span, fiscal_year, local_day, period_of
from cases.people import Language
from messages.texts.text import Text

MONTHS = (
    Text(th="ม.ค.", en="Jan"),
    Text(th="ก.พ.", en="Feb"),
    Text(th="มี.ค.", en="Mar"),
    Text(th="เม.ย.", en="Apr"),
    Text(th="พ.ค.", en="May"),
    Text(th="มิ.ย.", en="Jun"),
    Text(th="ก.ค.", en="Jul"),
    Text(th="ส.ค.", en="Aug"),
    Text(th="ก.ย.", en="Sep"),
    Text(th="ต.ค.", en="Oct"),
    Text(th="พ.ย.", en="Nov"),
    Text(th="ธ.ค.", en="Dec"),
)
MOMENT = Text(th="{day} {time} น.", en="{day} {time}")
TIME = Text(th="{time} น.", en="{time}")
QUARTER = Text(th="ไตรมาส {quarter} ปีงบประมาณ {year}", en="Quarter {quarter}, fiscal year {year}")
FISCAL_YEAR = Text(th="ปีงบประมาณ {year}", en="Fiscal year {year}")
#: Joins the first and the last day of a period; a dash would touch the Thai abbreviations' dots.
DAYS = Text(th="{first} ถึง {last}", en="{first} to {last}")


def moment(at: datetime, language: Language) -> str:
    """Say an aware time to the minute."""
    local = at.astimezone(BANGKOK)
    return MOMENT.say(language, day=day(local.date(), language), time=f"{local:%H:%M}")


def time_of_day(at: datetime, now: datetime, language: Language) -> str:
    """Say a time without its day if that is today's."""
    if local_day(at) != local_day(now):
        return moment(at, language)
    return TIME.say(language, time=f"{at.astimezone(BANGKOK):%H:%M}")


def day(on: date, language: Language) -> str:
    """Say a day."""
    return f"{on.day} {_month(on, language)}"


def period_name(period: Period, language: Language) -> str:
    """Say a period; one that is cut short is said by its days."""
    whole = period == period_of(period.first, period.span)
    if whole and period.span is Span.MONTH:
        return _month(period.first, language)
    if whole and period.span is Span.QUARTER:
        quarter = (period.first.month - 10) % 12 // 3 + 1
        return QUARTER.say(language, quarter=quarter, year=_fiscal(period.first, language))
    if whole and period.span is Span.YEAR:
        return FISCAL_YEAR.say(language, year=_fiscal(period.first, language))
    first, last = day(period.first, language), day(period.last, language)
    return first if first == last else DAYS.say(language, first=first, last=last)


def _month(on: date, language: Language) -> str:
    return f"{MONTHS[on.month - 1].say(language)} {_year(on.year, language)}"


def _fiscal(on: date, language: Language) -> int:
    return _year(fiscal_year(on) - BUDDHIST_ERA, language)


def _year(year: int, language: Language) -> int:
    return year + BUDDHIST_ERA if language is Language.THAI else year
