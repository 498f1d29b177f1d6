"""The report page as HTML: what the template shows, and nothing that it has to work out."""

from __future__ import annotations

from datetime import datetime

from cases.calendar import local_day
from cases.log import COUNTRY
from cases.people import Language
from cases.periods import name_of, so_far
from cases.report import FEWEST_IN_SPOT, FEWEST_RANKED, FullReport
from messages.texts import languages, manager, report_charts, report_page, taken_away
from messages.texts.dates import moment, period_name
from messages.texts.measures import count
from messages.told import centre_name, province_of
from web import chart_tables, number_tables, picker
from web.door import Door
from web.picker import Picked
from web.static_files import bokeh_script
from web.tables import changed
from web.templates import render
from web.viewer import Viewer

#: What is said first, in large figures.
_FIRST = ("shares", "sharers", "cases", "helped")


def report_html(
    door: Door,
    viewer: Viewer,
    picked: Picked,
    report: FullReport,
    *,
    now: datetime,
) -> str:
    """Write the page."""
    language = viewer.language
    other = next(one for one in Language if one is not language)
    return render(
        "report.html",
        language,
        viewer=viewer,
        words=report_page,
        charts=report_charts,
        who=door.who(viewer.member, language),
        read_at=moment(now, language),
        other=other.value,
        other_name=languages.NAMES[other],
        other_query=picked.query(other),
        query=picked.query(language),
        report=report,
        bokeh=bokeh_script().path,
        months=period_name(report.spots_of, language) if report.spots_of else "",
        fewest_ranked=FEWEST_RANKED,
        fewest_in_spot=FEWEST_IN_SPOT,
        **_choice(door, viewer, picked, now),
        **_compared(report, language, now),
        **_tables(door, viewer, report),
    )


def _choice(door: Door, viewer: Viewer, picked: Picked, now: datetime) -> dict[str, object]:
    """Return what can be chosen, and what is."""
    language, today = viewer.language, local_day(now)
    before, after = picker.neighbours(picked, today, language)
    scopes = [(COUNTRY, manager.COUNTRY.say(language))] + [
        (one.id, province_of(one.id, door.centres, language)) for one in door.centres
    ]
    return {
        "picked": picked,
        "scopes": scopes if viewer.sees_country else [],
        "scope": _scope(door, picked, language),
        "period": period_name(so_far(picked.period, today), language),
        "whole_period": period_name(picked.period, language),
        "period_name": name_of(picked.period),
        "spans": [
            (report_page.SPANS[span].say(language), picked.query(language, period=name), chosen)
            for span, name, chosen in picker.spans(picked, today)
        ],
        "before": before,
        "after": after,
        "offers": [
            (report_page.SPANS[span].say(language), some)
            for span, some in picker.offers(picked, today, language)
        ],
        "is_offered": picker.is_offered(picked, today),
        "example": picker.example_day(today, language),
        "first_day": picker.example_day(picked.period.first, language),
        "last_day": picker.example_day(picked.period.last, language),
        "problem": taken_away.NO_PERIOD[picked.problem] if picked.problem else None,
    }


def _scope(door: Door, picked: Picked, language: Language) -> str:
    centre = door.centres.known(picked.scope)
    if centre is not None:
        return centre_name(centre, language)
    return manager.COUNTRY.say(language) if picked.scope == COUNTRY else picked.scope


def _compared(report: FullReport, language: Language, now: datetime) -> dict[str, object]:
    """Return the first numbers, and what they are compared with."""
    last_year, today, last = report.last_year, local_day(now), report.asked.period.last
    return {
        "is_running": today < last,
        "last_day_runs": today == last,
        "nothing_before": report.now["shares"] and not report.before["shares"],
        "before_period": period_name(report.before.period, language),
        "last_year_period": period_name(last_year.period, language) if last_year else "",
        "first": [_first(name, report, language) for name in _FIRST],
    }


def _first(name: str, report: FullReport, language: Language) -> tuple[str, str, str]:
    now, then = (number_tables.number(one, name) for one in (report.now, report.before))
    return report_page.NUMBERS[name].say(language), count(now), changed(now, then, language)


def _tables(door: Door, viewer: Viewer, report: FullReport) -> dict[str, object]:
    language, is_country = viewer.language, report.asked.is_country
    return {
        "funnel": number_tables.funnel_table(report, language),
        "comparison": number_tables.comparison_table(report, language),
        "times": number_tables.times_table(report, language),
        "outcomes": number_tables.outcomes_table(report, door.catalogue.taxonomy, language),
        "kinds": number_tables.kinds_table(report, language),
        "urgent": number_tables.urgent_table(report, language),
        "series": chart_tables.series_table(report, language),
        "hours": chart_tables.hours_table(report, language),
        "centres": chart_tables.centres_table(report, door.centres, language)
        if is_country
        else None,
        "silent": chart_tables.silent_provinces(report, door.centres, language),
        "spots": None if is_country else chart_tables.spots_table(report, language),
    }
