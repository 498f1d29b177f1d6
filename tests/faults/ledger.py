"""What the people of a fault test did: what must have become of it is held against this."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.settings import Settings

#: The centre that gets what nobody else answers.
NATION = Settings().national_centre


@dataclass(slots=True)
class Ledger:
    """Ids of events by what they were; every event of it was acknowledged in the end."""

    officers: dict[str, list[str]] = field(default_factory=dict)
    """centre -> LINE ids of its officers on duty"""
    shares: dict[str, str] = field(default_factory=dict)
    """share -> LINE id of its citizen"""
    check_ins: set[str] = field(default_factory=set)
    """locations of officers: check-ins, or shares if they came too late for that"""
    outside: set[str] = field(default_factory=set)
    """shares outside Thailand"""
    forged: set[str] = field(default_factory=set)
    """staff buttons pressed by strangers"""
    closes: dict[str, str] = field(default_factory=dict)
    """case -> outcome with which its holder closed it"""
    poison: set[bytes] = field(default_factory=set)
    """signed bodies that are no webhook"""
    private: set[str] = field(default_factory=set)
    """what must not stand in a log: ids of people, places, words"""
    sent: int = 0
    """signed webhooks"""

    @property
    def everybody(self) -> list[str]:
        return [one for team in self.officers.values() for one in team]
