"""Who looks at a page with a login, and what they may see."""

from __future__ import annotations

from dataclasses import dataclass, field

from cases.people import Language, Member, Person, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A head or manager whose membership was read for this very request. *csrf* goes into every
    form that changes something, in a hidden field named "csrf"; it is masked for this answer."""

    person: Person
    member: Member
    language: Language
    csrf: str = field(repr=False)

    @property
    def sees_country(self) -> bool:
        """Return whether the whole country may be seen."""
        return self.member.role is Role.MANAGER

    def may_see(self, centre: str) -> bool:
        """Return whether the numbers of *centre* (or "all") may be seen: a head's own alone."""
        return self.sees_country or centre == self.member.centre
