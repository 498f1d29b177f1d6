"""The numbers that can be called anywhere in the country, day and night."""

from __future__ import annotations

from typing import Final

POLICE: Final = "191"
AMBULANCE: Final = "1669"
#: The Ministry's social assistance: for all that is not life and death.
HOTLINE: Final = "1300"

DANGER = (POLICE, AMBULANCE)
EMERGENCY = (*DANGER, HOTLINE)
