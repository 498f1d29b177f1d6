"""When people were mostly seen at a spot."""

from __future__ import annotations

from messages.texts.text import Text

USUALLY = Text(th="มักพบ", en="Often seen")
HOURS = Text(th="{first}:00-{last}:00 น.", en="{first}:00-{last}:00")
#: Monday first.
WEEKDAYS = (
    Text(th="จ.", en="Mon"),
    Text(th="อ.", en="Tue"),
    Text(th="พ.", en="Wed"),
    Text(th="พฤ.", en="Thu"),
    Text(th="ศ.", en="Fri"),
    Text(th="ส.", en="Sat"),
    Text(th="อา.", en="Sun"),
)
