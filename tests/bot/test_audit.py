"""Each act leaves its entry in the audit log, and `audit` reads and verifies it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from structlog.testing import capture_logs

from bot.__main__ import cli
from bot.app import create_app
from bot.heartbeat import fingerprint
from bot.housekeeping import Purger
from bot.store_identity import DataWatch, adopt
from cases.audit import Audited
from cases.facts.shares import CaseOpened
from cases.people import Role
from config.clock import to_ms
from config.settings import Settings
from handlers.events import TimerDue
from messages.attachments import AttachmentLinks, CopyLinks
from store import installation, keys
from store.audit_log import OldEntries
from store.installation import record_fingerprint
from store.outbox import OutboundMessage
from tests.auditing import acts, breaks, entries, name, only_entry
from tests.builders import (
    AUDIT_KEYS,
    LATER,
    NOW,
    a_context,
    a_line_id,
    a_press,
    a_share,
    an_event_id,
)
from tests.handlers.photo_rig import NUMBER
from tests.handlers.photo_rig import Rig as PhotoRig
from tests.handlers.staffed import ANNA, on_site, press
from tests.handling import Handling, only
from tests.photos import Album, a_jpeg, a_photo
from tests.servers import ON_ONE_KIND, Server
from tests.web.browser import CENTRE, HEAD, MANAGER, PUBLIC, SETTINGS, Rig, a_rig, enter, look

pytestmark = ON_ONE_KIND
Run = Callable[..., Result]


@dataclass(frozen=True, slots=True)
class Office:
    """An operator at a store with a team."""

    rig: Rig
    run: Run

    @property
    def handling(self) -> Handling:
        return self.rig.handling

    def number(self, who: int) -> int:
        return self.handling.person(who).id


@pytest.fixture
def office(client: Any, store_url: str, tmp_path: Path) -> Office:
    def typed(*words: str, **env: str) -> Result:
        given = {
            "REDIS_URL": store_url,
            "DATA_DIR": str(tmp_path / "var"),
            "SECRET_KEY": "of the tests",
        }
        return CliRunner().invoke(cli, words, env=given | env, catch_exceptions=False)

    rig = a_rig(client)
    client.delete(keys.AUDIT, keys.AUDIT_ANCHOR)
    return Office(rig, typed)


def open_case(office: Office) -> str:
    return only(office.handling.do(a_share(1)), CaseOpened).case.number


def hand_over(office: Office) -> None:
    number = open_case(office)
    event = a_press(9, "handover", case=number, to="TH-50", why="area")
    office.handling.do(event)
    office.handling.do(event)  # LINE brings it again


def close_as_false(office: Office) -> None:
    number = open_case(office)
    for act in ("claim", "going"):
        office.handling.do(a_press(9, act, case=number))
    office.handling.do(a_press(9, "close", case=number, outcome="FALSE_REPORT"))


def decide(what: str) -> Callable[[Office], None]:
    """Return how a head decides about the result of a closed case."""

    def done(office: Office) -> None:
        number = open_case(office)
        office.handling.do(a_press(9, "claim", case=number))
        office.handling.do(a_press(9, "close", case=number, outcome="DUPLICATE"))
        for _ in range(2):
            office.handling.do(a_press(HEAD, "review", case=number, what=what))

    return done


def join(office: Office) -> None:
    office.handling.enrol(21, CENTRE, Role.OFFICER)


def change_role(office: Office) -> None:
    office.handling.enrol(9, "TH-50", Role.HEAD)


def remove_by_head(office: Office) -> None:
    office.handling.do(a_press(HEAD, "remove", person=str(office.number(9)), sure="yes"))


def remove_by_operator(office: Office) -> None:
    office.handling.do(TimerDue("r", NOW, "remove_member", f"{CENTRE}/{office.number(9)}"))


def erase_member(office: Office) -> None:
    office.handling.do(a_press(9, "erase", sure="yes", asked=str(to_ms(NOW))))


def erase_citizen(office: Office) -> None:
    office.handling.do(a_share(1))
    office.handling.do(a_press(1, "erase", sure="yes", asked=str(to_ms(NOW))))


def read_in_the_chat(office: Office) -> None:
    office.handling.do(a_press(HEAD, "report", period="month"))


def sign_in(office: Office) -> None:
    enter(office.rig.browser(), office.rig.token())


def _seen(office: Office, who: int, path: str) -> None:
    browser = office.rig.signed_in(who)
    office.handling.client.delete(keys.AUDIT, keys.AUDIT_ANCHOR)
    assert look(browser, path).status_code == 200


def read_page(office: Office) -> None:
    _seen(office, HEAD, "/reports?period=2569-11")


def read_page_of_the_country(office: Office) -> None:
    _seen(office, MANAGER, "/reports?centre=all&period=2569-11")


def charts_alone(office: Office) -> None:
    _seen(office, HEAD, "/reports/charts?period=2569-11")


def take_workbook(office: Office) -> None:
    _seen(office, HEAD, "/reports/workbook.xlsx?period=2569-11")


def take_days(office: Office) -> None:
    _seen(office, HEAD, "/reports/by-day.csv?period=2569-11")


def take_centres(office: Office) -> None:
    _seen(office, MANAGER, "/reports/by-centre.csv?centre=all&period=2569-11")


def take_cases(office: Office) -> None:
    _seen(office, MANAGER, f"/reports/cases.csv?centre={CENTRE}&period=2569-11")


def copy_own_data(office: Office) -> None:
    open_case(office)
    address = CopyLinks(SETTINGS).address(office.number(1), LATER)
    assert office.rig.browser().get(address.removeprefix(PUBLIC)).status_code == 200


def typed(*words: str) -> Callable[[Office], None]:
    def act(office: Office) -> None:
        result = office.run(*words)
        assert result.exit_code == 0, result.output

    return act


def order_removal(office: Office) -> None:
    typed("staff", "remove", "--centre", CENTRE, "--number", str(office.number(9)))(office)


def lift(office: Office) -> None:
    office.handling.client.set(keys.false_reports(77), 2)
    typed("sharers", "lift", "77")(office)


def remove_partner(office: Office) -> None:
    added = office.run("partner", "add", "--name", "1300").stdout
    office.handling.client.delete(keys.AUDIT, keys.AUDIT_ANCHOR)
    typed("partner", "remove", "--id", added.split("(id ")[1].split(")")[0])(office)


def by(who: int | None, role: str = "", centre: str = "") -> dict[str, str]:
    """Spell who did it."""
    return {"who": str(who or "operator"), "role": role or "operator", "centre": centre}


_HEAD, _MANAGER, _OFFICER = (
    by(HEAD, "head", CENTRE),
    by(MANAGER, "manager", CENTRE),
    by(9, "officer", CENTRE),
)
_OPERATOR = by(None)
#: What is done, the act, who did it, and what of which centre, to whom.
TABLE: list[tuple[Callable[[Office], None], Audited, dict[str, str], tuple[str, str, int]]] = [
    (hand_over, Audited.HANDED_OVER, _OFFICER, (NUMBER, "TH-50", 0)),
    (close_as_false, Audited.CLOSED_AS_FALSE, _OFFICER, (NUMBER, CENTRE, 0)),
    (decide("reopen"), Audited.REOPENED, _HEAD, (NUMBER, CENTRE, 0)),
    (decide("keep"), Audited.RESULT_KEPT, _HEAD, (NUMBER, CENTRE, 0)),
    (join, Audited.JOINED, by(21, "officer", CENTRE), ("", CENTRE, 0)),
    (change_role, Audited.ROLE_CHANGED, by(9, "head", "TH-50"), ("TH-14 officer", "TH-50", 0)),
    (remove_by_head, Audited.REMOVED, _HEAD, ("officer", CENTRE, 9)),
    (remove_by_operator, Audited.REMOVED, _OPERATOR, ("officer", CENTRE, 9)),
    (erase_member, Audited.ERASED, _OFFICER, ("", "", 0)),
    (erase_citizen, Audited.ERASED, by(1, "citizen"), ("", "", 0)),
    (read_in_the_chat, Audited.REPORT_READ, _HEAD, ("chat month", CENTRE, 0)),
    (sign_in, Audited.SIGNED_IN, _HEAD, ("", CENTRE, 0)),
    (read_page, Audited.REPORT_READ, _HEAD, ("2026-11", CENTRE, 0)),
    (read_page_of_the_country, Audited.REPORT_READ, _MANAGER, ("2026-11", "all", 0)),
    (charts_alone, Audited.REPORT_READ, _HEAD, ("2026-11", CENTRE, 0)),
    (take_workbook, Audited.DOWNLOADED, _HEAD, ("workbook 2026-11", CENTRE, 0)),
    (take_days, Audited.DOWNLOADED, _HEAD, ("by-day 2026-11", CENTRE, 0)),
    (take_centres, Audited.DOWNLOADED, _MANAGER, ("by-centre 2026-11", "all", 0)),
    (take_cases, Audited.DOWNLOADED, _MANAGER, ("cases 2026-11", CENTRE, 0)),
    (copy_own_data, Audited.OWN_DATA_COPIED, by(1, "citizen"), ("", "", 0)),
    (typed("staff", "invite", "--centre", "TH-50", "--role", "head", "--uses", "2"),
     Audited.INVITED, _OPERATOR, ("head x 2", "TH-50", 0)),
    (order_removal, Audited.REMOVAL_ASKED, _OPERATOR, ("officer", CENTRE, 9)),
    (lift, Audited.DOUBT_LIFTED, _OPERATOR, ("", "", 77)),
    (typed("outbox", "parked", "--retry", "--within", "24"), Audited.CALLS_RETRIED, _OPERATOR,
     ("within 24 h", "", 0)),
    (typed("outbox", "parked", "--let-go"), Audited.CALLS_LET_GO, _OPERATOR, ("", "", 0)),
    (typed("outbox", "waiting", "--send-now"), Audited.CALLS_SENT_NOW, _OPERATOR, ("", "", 0)),
    (typed("inbox", "dead", "--replay"), Audited.LETTERS_REPLAYED, _OPERATOR, ("", "", 0)),
    (typed("inbox", "dead", "--let-go"), Audited.LETTERS_LET_GO, _OPERATOR, ("", "", 0)),
    (typed("store", "accept"), Audited.STORE_ACCEPTED, _OPERATOR, ("", "", 0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("do", "act", "who", "about"), TABLE, ids=[f"{row[1]}-{n}" for n, row in enumerate(TABLE)]
)
def test_should_leave_one_entry_of_each_act(
    office: Office,
    do: Callable[[Office], None],
    act: Audited,
    who: dict[str, str],
    about: tuple[str, str, int],
) -> None:
    # Their numbers, while they are known: who is erased has none.
    numbers = {str(one): office.number(one) for one in (HEAD, MANAGER, 9, 1, 21)}

    do(office)

    row = only_entry(office.handling.client, act)
    called = {**who, "who": name(numbers[who["who"]]) if who["who"] in numbers else who["who"]}
    assert {one: row.get(one, "") for one in called} == called
    what, of, whom = about
    assert (row.get("what", ""), row.get("of", "")) == (what, of)
    assert row.get("whom", "") == (name(numbers.get(str(whom), whom)) if whom else "")
    assert acts(office.handling.client) == [act.value]
    assert breaks(office.handling.client) == []


def test_should_leave_an_entry_of_partners(office: Office) -> None:
    added = office.run("partner", "add", "--name", "สายด่วน 1300")
    key = added.stdout.splitlines()[-1]
    number = added.stdout.split("(id ")[1].split(")")[0]

    office.run("partner", "remove", "--id", number)

    rows = [(row["act"], row["what"]) for row in entries(office.handling.client)]
    assert rows == [("partner_added", number), ("partner_removed", number)]
    assert key not in str(entries(office.handling.client))
    assert "1300" not in str([row["what"] for row in entries(office.handling.client)])


def test_should_have_every_act_in_the_tables(server: Server) -> None:
    elsewhere = {Audited.PHOTO_SEEN, Audited.FALSE_TAKEN_BACK, Audited.PARTNER_ADDED,
                 Audited.PARTNER_REMOVED, Audited.SESSIONS_ENDED}  # fmt: skip

    assert {row[1] for row in TABLE} | elsewhere == set(Audited)


def test_should_leave_no_entry_of_what_was_refused(office: Office) -> None:
    number = open_case(office)
    office.handling.do(a_press(1, "handover", case=number, to="TH-50", why="area"))
    office.handling.do(a_press(9, "remove", person=str(office.number(HEAD)), sure="yes"))
    office.handling.do(a_press(9, "report"))
    office.handling.do(a_press(HEAD, "erase"))
    enter(office.rig.browser(), "x" * 43)
    look(office.rig.browser(), "/reports/workbook.xlsx")
    office.run("sharers", "lift", "999")
    office.run("staff", "remove", "--centre", CENTRE, "--number", "999")
    office.run("partner", "remove", "--id", "nobody")
    browser = office.rig.signed_in()
    look(browser, "/reports/workbook.xlsx?centre=TH-50")
    look(browser, "/reports/workbook.xlsx?period=nonsense")

    assert acts(office.handling.client) == ["signed_in"]


def test_should_take_a_close_as_false_back(handling: Handling) -> None:
    number = on_site(handling)
    press(handling, ANNA, "close", number, 30, outcome="FALSE_REPORT")

    press(handling, ANNA, "correct", number, 31, outcome="NOT_FOUND")
    press(handling, ANNA, "correct", number, 32, outcome="FALSE_REPORT")

    told = [row["act"] for row in entries(handling.client) if row.get("what") == number]
    assert told == ["closed_as_false", "false_taken_back", "closed_as_false"]


@pytest.fixture
def handling(client: Any) -> Handling:
    return Handling(client, a_context())


def test_should_leave_one_entry_an_hour_of_a_case_s_photos(client: Any) -> None:
    album = Album({"541": a_jpeg(), "542": a_jpeg()})
    rig = PhotoRig(client, replace(a_context(), attachments=album), album)
    rig.shared()
    rig.claimed()
    rig.do(a_photo(1, 541))
    rig.fetch()
    now = [LATER]
    settings = Settings(channel_secret="s", secret_key="of the tests", public_url=PUBLIC)
    web = create_app(settings, client, lambda: now[0]).test_client()

    def looked(photo: str = "541", who: int = 9) -> int:
        address = AttachmentLinks(settings).address(NUMBER, photo, rig.person(who).id, now[0])
        return web.get(address.removeprefix(PUBLIC)).status_code

    statuses = [looked() for _ in range(20)]
    refused = looked(who=8)

    assert (set(statuses), refused) == ({200}, 410)
    row = only_entry(client, "photo_seen")
    assert (row["what"], row["of"], row["role"]) == (NUMBER, "TH-14", "officer")
    assert row["who"] == name(rig.person(9).id)
    now[0] += timedelta(hours=1)
    looked()
    assert acts(client).count("photo_seen") == 2


def test_should_leave_one_entry_an_hour_of_a_report_and_one_of_each_file(office: Office) -> None:
    browser, other = office.rig.signed_in(), office.rig.signed_in()
    for _ in range(3):
        look(browser, "/reports?period=2569-11")
        look(browser, "/reports/charts?period=2569-11")
        look(browser, "/reports/cases.csv?period=2569-11")
    look(other, "/reports?period=2569-11")
    look(browser, "/reports?period=2569-10")

    counted = [(row["act"], row.get("what")) for row in entries(office.handling.client)][2:]

    assert counted.count(("report_read", "2026-11")) == 2
    assert counted.count(("report_read", "2026-10")) == 1
    assert counted.count(("downloaded", "cases 2026-11")) == 3
    assert len(counted) == 6


def test_should_name_nobody_and_no_place(office: Office) -> None:
    for do in (hand_over, join, remove_by_head, erase_citizen, read_in_the_chat, sign_in):
        do(office)
    office.run("staff", "invite", "--centre", "TH-20", "--role", "head", "--name", "สมชาย")

    kept = str(office.handling.client.xrange(keys.AUDIT))
    for who in (1, 9, 21, HEAD, MANAGER):
        assert a_line_id(who) not in kept
    assert "14.35" not in kept
    assert "หัวรอ" not in kept
    assert not any(f"'{word}'" in kept for word in ("name 9", "name 8"))
    assert "สมชาย" not in kept


def test_should_lead_to_nobody_who_was_erased(office: Office) -> None:
    erase_citizen(office)
    called = only_entry(office.handling.client, "erased")["who"]

    office.handling.do(a_share(1))  # who comes back is somebody new

    assert AUDIT_KEYS.pseudonyms(office.number(1)) != [called]


def test_should_show_and_verify_in_a_table(office: Office) -> None:
    hand_over(office)
    office.run("staff", "invite", "--centre", "TH-20", "--role", "officer")

    result = office.run("audit")

    assert result.exit_code == 0
    assert "handed_over" in result.stdout
    assert NUMBER in result.stdout
    last = entries(office.handling.client)[-1]
    assert f"Whole: entries 1 to 2, the last one's seal {last['mac']}." in result.stdout


def test_should_say_who_a_pseudonym_is_as_long_as_they_are_in_a_team(office: Office) -> None:
    called = name(office.number(9))

    both = office.run("staff", "list", SECRET_KEY="new", SECRET_KEY_OLD="of the tests")

    assert called in office.run("staff", "list").stdout
    assert called in both.stdout


def test_should_give_json_and_a_sum(office: Office) -> None:
    hand_over(office)

    result = office.run("audit", "--json")

    row, whole = map(json.loads, result.stdout.splitlines())
    assert row == {
        "entry": 1,
        "at": "2026-11-20T09:28:00.000Z",
        "act": "handed_over",
        "who": name(office.number(9)),
        "role": "officer",
        "centre": CENTRE,
        "of": "TH-50",
        "what": NUMBER,
        "whom": "",
    }
    seal = entries(office.handling.client)[-1]["mac"]
    assert whole == {"whole": True, "entries": 1, "last": 1, "seal": seal}


@pytest.mark.parametrize("as_json", [False, True])
def test_should_end_with_1_and_say_where_it_breaks(office: Office, as_json: bool) -> None:
    client = office.handling.client
    for _ in range(3):
        office.run("staff", "invite", "--centre", "TH-20", "--role", "officer")
    (_, fields), *_ = client.xrange(keys.AUDIT)[1:]
    client.xdel(keys.AUDIT, client.xrange(keys.AUDIT)[1][0])

    result = office.run("audit", *(["--json"] if as_json else []))

    assert fields[b"n"] == b"2"
    assert result.exit_code == 1
    assert result.stderr == "The audit log is not whole: 1 break, the first at entry 2.\n"
    told = '{"break": "removed in the middle", "first": 2, "last": 2}'
    assert (told if as_json else "entry 2: removed in the middle") in result.stdout
    assert ('"whole": false' in result.stdout) is as_json
    assert "Whole" not in result.stdout


def test_should_show_a_part_and_verify_all(office: Office) -> None:
    client = office.handling.client
    hand_over(office)  # of the 20th
    office.run("staff", "invite", "--centre", "TH-50", "--role", "officer")
    office.run("staff", "invite", "--centre", "TH-20", "--role", "officer")
    today = datetime.now(UTC)

    def shown(*words: str) -> list[str]:
        lines = office.run("audit", "--json", *words).stdout.splitlines()
        return [json.loads(line)["act"] for line in lines[:-1]]

    assert shown("--since", "2026-11-20") == acts(client)
    assert shown("--since", f"{today + timedelta(days=2):%Y-%m-%d}") == []
    assert shown("--centre", "th-50") == ["handed_over", "invited"]
    assert shown("--centre", CENTRE) == ["handed_over"]
    assert shown("--centre", "TH-10") == []
    days = (today - NOW).days
    assert shown("--days", str(max(days - 1, 1))) == (
        ["invited", "invited"] if days > 1 else acts(client)
    )


@pytest.mark.parametrize(
    "words", [("--since", "2026-11-20", "--days", "3"), ("--days", "0"), ("--since", "x")], ids=str
)
def test_should_end_with_2_when_it_is_used_wrongly(office: Office, words: tuple[str, ...]) -> None:
    assert office.run("audit", *words).exit_code == 2


def test_should_say_that_a_key_is_missing(office: Office) -> None:
    hand_over(office)

    result = office.run("audit", SECRET_KEY="new")

    assert result.exit_code == 1
    assert "entry 1: signed by a key that is not set here" in result.stdout
    assert office.run("audit", SECRET_KEY="new", SECRET_KEY_OLD="of the tests").exit_code == 0


def test_should_warn_whose_entry_could_not_be_verified(office: Office) -> None:
    words = ("staff", "invite", "--centre", CENTRE, "--role", "head")
    record_fingerprint(office.handling.client, "worker here", fingerprint(SETTINGS))

    same, other = office.run(*words), office.run(*words, SECRET_KEY="of this machine")

    assert (same.exit_code, other.exit_code) == (0, 0)
    assert same.stderr == ""
    assert "SECRET_KEY is another one here" in other.stderr
    assert other.stdout.splitlines()[-1].count("-") == 3  # the code alone, all the same


def test_should_list_the_team_where_no_key_can_be_kept(office: Office, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    listed = office.run("staff", "list", SECRET_KEY="", DATA_DIR=str(tmp_path / "file" / "var"))

    assert listed.exit_code == 0
    assert CENTRE in listed.stdout


def test_should_survive_rows_that_nobody_wrote_here(office: Office) -> None:
    office.handling.client.xadd(keys.AUDIT, {"at": "9" * 30, "\ufffd": b"\xff", "n": "9" * 99})

    for words in ((), ("--json",)):
        result = office.run("audit", *words)
        assert result.exit_code == 1
        assert "altered" in result.stdout or "signed by a key" in result.stdout


@pytest.mark.parametrize("restarts", [False, True])
def test_should_name_a_log_that_was_put_back_with_its_anchor(
    office: Office, tmp_path: Path, store_url: str, restarts: bool
) -> None:
    """Whoever has the store alone can put back what was there, or nothing; DATA_DIR has seen it."""
    client = office.handling.client
    settings = Settings(redis_url=store_url, data_dir=tmp_path / "var")
    for _ in range(3):
        office.run("staff", "invite", "--centre", "TH-20", "--role", "officer")
    office.run("store", "accept")
    watch = DataWatch(client, settings, installation.name_it(client))
    watch.check()
    assert office.run("audit").exit_code == 0

    client.delete(keys.AUDIT, keys.AUDIT_ANCHOR)
    with capture_logs() as logged:
        watch.check()
    if restarts:
        adopt(settings, client)
    office.run("staff", "invite", "--centre", "TH-20", "--role", "officer")

    assert [line["event"] for line in logged] == ["audit log is behind"]
    result = office.run("audit")
    assert result.exit_code == 1
    assert "entries 2 to 4: removed with the anchor" in result.stdout
    office.run("store", "accept")  # after a backup was restored, say
    assert office.run("audit").exit_code == 0


def test_should_end_entries_by_the_worker_s_clock(office: Office) -> None:
    hand_over(office)
    client, now = office.handling.client, [datetime.now(UTC)]
    going = Purger(OldEntries(client, AUDIT_KEYS), timedelta(days=90), lambda: now[0])

    going.step()
    assert len(entries(client)) == 1
    now[0] += timedelta(days=90, minutes=1)
    going.step()

    assert entries(client) == []
    assert office.run("audit").exit_code == 0


@pytest.mark.parametrize(("words", "act"), [
    (("outbox", "parked", "--let-go"), "calls_let_go"),
    (("inbox", "dead", "--let-go"), "letters_let_go"),
])  # fmt: skip
def test_should_account_for_what_is_let_go_where_the_store_is_full(
    office: Office, server: Any, words: tuple[str, ...], act: str
) -> None:
    client = office.handling.client
    call = OutboundMessage(an_event_id(), a_line_id(1), ({"type": "text", "text": "x"},), 1)
    parked = {"reason": "refused_400", "call": call.to_json()}
    client.hset(keys.PARKED, call.id, json.dumps(parked))
    client.xadd(keys.DEAD, {"body": b"x", "at": 1, "error": "KeyError"})
    office.run("audit")  # the store is no longer new
    with server.client() as admin:
        admin.config_set("maxmemory", 1)
        try:
            result = office.run(*words)
        finally:
            admin.config_set("maxmemory", 0)

    assert result.stdout == "Let go: 1.\n"
    assert acts(client) == [act]
