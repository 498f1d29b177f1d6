"""What is done when a row of the timers is due, by its kind."""

from __future__ import annotations

from collections.abc import Callable

from cases.facts.fact import Fact
from cases.ports import Timer
from handlers import person_retention, summing_up
from handlers.events import TimerDue
from handlers.request import Request
from handlers.staff import members, shift
from handlers.timers import digest, held, photos, retention, revisit, tell, unclaimed

BY_KIND: dict[str, Callable[[Request[TimerDue]], list[Fact]]] = {
    Timer.REMIND: unclaimed.remind,
    Timer.ESCALATE: unclaimed.escalate,
    Timer.ALERT: unclaimed.alert_now,
    Timer.LATE: digest.tell_heads,
    Timer.DIGEST: digest.tell_managers,
    Timer.DUTY_END: shift.end_duty,
    Timer.REMOVE_MEMBER: members.remove_by_operator,
    Timer.TELL_SHARERS: tell.tell_sharers,
    Timer.FORGET_SHARERS: retention.forget_sharers,
    Timer.FORGET_OPEN: retention.forget_open,
    Timer.FORGET_CASE: retention.forget_case,
    Timer.ROUND_PLACE: retention.round_place,
    Timer.FETCH_PHOTO: photos.fetch_photo,
    Timer.COUNT_PHOTOS: photos.count_photos,
    Timer.FORGET_PHOTOS: photos.forget_photos,
    Timer.REVISIT: revisit.go_again,
    Timer.HOLDER: held.speak_of_silence,
    Timer.PUT_RIGHT: unclaimed.put_right,
    Timer.SUM_UP: summing_up.sum_up,
    Timer.FORGET_PERSON: person_retention.forget,
}
