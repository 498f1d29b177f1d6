"""The sections of the report page."""

from __future__ import annotations

from cases.report import FEWEST_IN_SPOT, FEWEST_RANKED, CentreRow, Rate, Step, funnel, times
from messages.texts import report_page
from messages.texts.heard import WEEKDAYS
from messages.texts.text import period_name
from web import sections
from web.sections import MEASURES, Cell, Minutes, ReportRow, ReportSection, View, cell, compared

#: Whoever presses it leaves our pages, and sends them no Referer.
_ON_A_MAP = "https://www.google.com/maps/search/?api=1&query={:.4f},{:.4f}"
_COMPARED = ("shares", "sharers", "cases", "claimed", "visited", "found", "helped", "closed",
             "reopened", "handed_over", "received", "escalated")  # fmt: skip


def page_sections(view: View) -> dict[str, ReportSection | None]:
    """Return the sections of the page by their names in its template."""
    is_country = view.report.asked.is_country
    return {
        "funnel": _funnel(view),
        "comparison": _comparison(view),
        "times": _times(view),
        **{name: by_code(view, family) for name, family in sections.FAMILIES.items()},
        "series": series(view),
        "hours": _hours(view),
        "centres": _centres(view) if is_country else None,
        "spots": None if is_country else _spots(view),
    }


def by_code(view: View, family: sections.Family) -> ReportSection:
    """Return the section of a family of counters, the greatest first, beside those of the other
    periods."""
    names = family.names(view)
    now, *others = (family.counts(numbers) for numbers in view.periods)
    total, rows = sum(now.values()), []
    codes = {code for counts in (now, *others) for code in counts}
    for code in sorted(codes, key=lambda code: (-now.get(code, 0), code)):
        share = Rate(now.get(code, 0), total)
        cells: tuple[Cell, ...] = share.part, share, *(one.get(code, 0) for one in others)
        rows.append(ReportRow(names.get(code, code), cells, 100 * (share.value or 0)))
    head = (
        report_page.ITEM, report_page.NOW, report_page.SHARE_OF, report_page.THE_BEFORE,
        report_page.LAST_YEAR,
    )  # fmt: skip
    note = view.say(family.note) if family.note else ""
    shown = head[: 3 + len(others)]
    return view.section(family.title, shown, rows, note, empty=view.say(family.empty))


def series(view: View) -> ReportSection:
    """Return the section of the steps over time."""
    rows = (
        ReportRow(period_name(point.period, view.language), tuple(point[step] for step in Step))
        for point in view.report.series
    )
    head = (report_page.WHEN, *(MEASURES[step].words for step in Step))
    return view.section(report_page.SERIES, head, rows, view.say(report_page.SERIES_NOTE))


def _funnel(view: View) -> ReportSection:
    """Return the section of the steps from share to help, as bars and with their rates."""
    steps = funnel(view.report.now)
    longest = max(step.count for step in steps) or 1
    rows = (
        ReportRow(
            view.say(MEASURES[step.step].words),
            (step.count, step.of_before, step.of_cases),
            100 * step.count / longest,
        )
        for step in steps
    )
    head = (report_page.STEP, report_page.COUNT, report_page.OF_BEFORE, report_page.OF_CASES)
    return view.section(report_page.FUNNEL, head, rows, view.say(report_page.FUNNEL_NOTE))


def _comparison(view: View) -> ReportSection:
    """Return the section that compares each number and time with the period before, and with the
    same period a year ago."""
    is_country = view.report.asked.is_country
    counted = (*_COMPARED, *(["refused"] if is_country else []))
    names = {name: view.say(MEASURES[name].words) for name in counted} | {
        f"{of}_median": f"{view.say(time)} ({view.say(report_page.MEDIAN)})"
        for of, time in report_page.TIMES_TO.items()
    }
    rows = (ReportRow(said, compared(view, MEASURES[name])) for name, said in names.items())
    head = (
        report_page.ITEM, report_page.NOW, report_page.THE_BEFORE, report_page.CHANGE,
        report_page.LAST_YEAR, report_page.CHANGE_YEAR,
    )  # fmt: skip
    shown, note = head[: 2 * len(view.periods)], view.say(report_page.COMPARISON_NOTE)
    return view.section(report_page.COMPARISON, shown, rows, note, look="named pairs")


def _times(view: View) -> ReportSection:
    """Return the section of how long it took to claim, to visit and to close."""
    rows = (
        ReportRow(
            view.say(report_page.TIMES_TO[one.of]),
            (Minutes(one.median), Minutes(one.p90), one.count),
        )
        for one in times(view.report.now)
    )
    head = (report_page.ITEM, report_page.MEDIAN, report_page.P90, report_page.CASES)
    return view.section(report_page.TIMES, head, rows, view.say(report_page.TIMES_NOTE))


def _hours(view: View) -> ReportSection:
    """Return the section of shares by weekday and hour. Weekdays are its columns: a phone has room
    for seven, not for 24."""
    hours = view.report.hours
    rows = (ReportRow(f"{hour:02}:00", tuple(day[hour] for day in hours)) for hour in range(24))
    note = view.say(report_page.HOURS_NOTE)
    return view.section(report_page.HOURS, (report_page.HOUR, *WEEKDAYS), rows, note, look="dense")


def _centres(view: View) -> ReportSection:
    """Return the section of the centres side by side, the most shares first; a centre with few
    cases has no rate."""
    counted = [MEASURES[name] for name in ("shares", "cases", "closed")]
    rows = []
    for row in sections.by_shares(view.report):
        counts = (one.of(row.numbers) for one in counted)
        few = view.say(report_page.TOO_FEW) if row.found_rate.of else None
        compared: tuple[Cell, ...] = few, None, None, None
        if row.is_ranked:
            times = (cell(MEASURES[name], row.numbers) for name in ("claim_median", "claim_p90"))
            compared = row.found_rate, sections.interval(view, row), *times
        rows.append(ReportRow(view.province(row.centre), (*counts, *compared, _mark(view, row))))
    head = (
        report_page.CENTRE, *(one.words for one in counted), report_page.FOUND_RATE,
        report_page.INTERVAL, report_page.CLAIM_MEDIAN, report_page.CLAIM_P90,
        report_page.MARK,
    )  # fmt: skip
    note = view.say(report_page.CENTRES_NOTE, fewest=FEWEST_RANKED)
    return view.section(report_page.CENTRES, head, rows, note)


def _mark(view: View, row: CentreRow) -> str:
    if row.silent_30_days:
        return view.say(report_page.SILENT_30)
    return view.say(report_page.SILENT) if row.is_silent else ""


def _spots(view: View) -> ReportSection:
    """Return the section of the cells in which many cases were opened."""
    months = view.report.spots_of
    rows = (
        ReportRow(
            f"{spot.middle.latitude:.3f}, {spot.middle.longitude:.3f}",
            (spot.cases,),
            link=_ON_A_MAP.format(spot.middle.latitude, spot.middle.longitude),
        )
        for spot in view.report.spots
    )
    told = period_name(months, view.language) if months else ""
    note = view.say(report_page.SPOTS_NOTE, fewest=FEWEST_IN_SPOT, months=told)
    empty, head = (
        view.say(report_page.NO_SPOTS, fewest=FEWEST_IN_SPOT),
        (report_page.SPOT, report_page.CASES),
    )
    return view.section(report_page.SPOTS, head, rows, note, empty=empty, look="dense")
