"""The chart of how cases ended: a name stands over its bar, for beside it a phone has no room."""

from __future__ import annotations

import unicodedata
from typing import Any

from bokeh.models import ColumnDataSource, Range1d

from cases.people import Language
from cases.report import FullReport
from cases.taxonomy import Taxonomy
from messages.texts import report_page
from web.figures import AMBER, AROUND, GREEN, a_figure, add_hover, place_legend, whole_ticks, write

#: A bar with its name over it, one more line of a name, and the bar alone, in pixels.
_ROW, _LINE, _BAR = 44, 16, 16
#: A phone has room for so many letters.
LETTERS = 42


def outcomes(report: FullReport, taxonomy: Taxonomy, language: Language) -> Any:
    """Draw how often cases ended in which way, the period before as a stroke."""
    found = report.now.outcomes
    codes = sorted(found, key=lambda code: (-found[code], code))
    if not codes:
        return None
    known = taxonomy.outcomes
    names = [
        in_lines(known[code].name(language) if code in known else code, LETTERS) for code in codes
    ]
    row = _ROW + _LINE * max(name.count("\n") for name in names)
    chart = a_figure(len(codes) * row + AROUND, y_range=Range1d(start=len(codes) - 0.6, end=-0.85))
    _draw(chart, _source(report, codes, names, row), _BAR / row, language)
    chart.x_range.start = 0
    whole_ticks(chart.xaxis)
    chart.yaxis.visible = chart.ygrid.visible = False
    place_legend(chart)
    return chart


def in_lines(words: str, most: int) -> str:
    """Break *words* at their blanks into lines of *most* letters; Thai vowels and tones over and
    under a letter take no room."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and wide(longer) > most:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def wide(words: str) -> int:
    """Count the letters beside each other."""
    return sum(unicodedata.category(letter) != "Mn" for letter in words)


def _source(report: FullReport, codes: list[str], names: list[str], row: int) -> ColumnDataSource:
    now, before = report.now.outcomes, report.before.outcomes
    return ColumnDataSource(
        {
            "y": list(range(len(codes))),
            "over": [place - (0.5 * _BAR + 3) / row for place in range(len(codes))],
            "name": names,
            "now": [now[code] for code in codes],
            "before": [before.get(code, 0) for code in codes],
            "zero": [0] * len(codes),
        }
    )


def _draw(chart: Any, source: ColumnDataSource, height: float, language: Language) -> None:
    now, before = (one.say(language) for one in (report_page.NOW, report_page.THE_BEFORE))
    bars = chart.hbar(
        y="y", right="now", height=height, source=source, color=GREEN, legend_label=now
    )
    chart.scatter(
        "before", "y", source=source, marker="dash", angle=1.5708, size=18, line_width=3,
        line_color=AMBER, legend_label=before,
    )  # fmt: skip
    write(chart, x="zero", y="over", text="name", source=source, text_baseline="bottom")
    rows = [("", "@name"), (now, "@now{0,0}"), (before, "@before{0,0}")]
    add_hover(chart, rows, renderers=[bars])
