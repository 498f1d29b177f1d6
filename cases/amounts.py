"""How much at once: limits that the handlers keep and the messages name."""

from __future__ import annotations

#: A carousel holds 50 KB: five cards with all that a holder is told, and one for "more".
CASES_A_PAGE = 5
#: A carousel holds twelve cards; one leads on.
MEMBERS_A_PAGE = 10
#: As many as an officer can look after one by one; a larger group is several cases.
MOST_PERSONS = 10
#: Enough to find a place by; what one person or a crowd may put into the store is bounded.
PHOTOS_OF_SHARER = 5
PHOTOS_OF_CASE = 20
#: Each is a paid push, and a sharer is no officer: so often in the life of a case.
MOST_QUESTIONS = 3
#: So long the officer's next text is the question; then it is a text like any other.
TO_TYPE_MINUTES = 10
#: So long the member's next place is the caller's, and their next words go with it.
CALLER_MINUTES = 15
