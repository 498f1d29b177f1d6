"""The word of the forms is told under a mask, another one in each answer."""

from __future__ import annotations

import re

import pytest

from tests.builders import LATER
from tests.web.browser import Rig, cookie, enter, look, post
from web.access import is_masked, mask

WORD = "wIqVXeJ0x2M"
PAGES = ["/reports?lang=en", "/reports?centre=TH-14&period=now&from=x"]


def words(rig: Rig) -> tuple[str, list[str]]:
    """Sign in; give the session's own word, and those that pages carry."""
    browser = rig.browser()
    token = cookie(enter(browser, rig.token()))
    session = rig.app.extensions["access"].sessions.find(token, LATER)
    bodies = [look(browser, path).text for path in PAGES]
    assert all(session.csrf not in body for body in bodies)
    return session.csrf, [re.findall('name="csrf" value="([^"]+)"', body)[0] for body in bodies]


def test_should_carry_another_word_in_each_page(rig: Rig) -> None:
    own, told = words(rig)

    assert len({own, *told}) == 3
    assert all(is_masked(one, own) for one in told)


def test_should_take_the_word_of_a_page_that_was_opened_before(rig: Rig) -> None:
    browser = rig.signed_in()
    first = re.findall('name="csrf" value="([^"]+)"', look(browser, PAGES[0]).text)[0]
    look(browser, PAGES[1])

    assert post(browser, "/page/change", csrf=first).json == {"changed": True}


def test_should_not_take_the_bare_word(rig: Rig) -> None:
    browser = rig.browser()
    token = cookie(enter(browser, rig.token()))
    session = rig.app.extensions["access"].sessions.find(token, LATER)

    assert post(browser, "/page/change", csrf=session.csrf).status_code == 403


def test_should_mask_a_word_anew_each_time() -> None:
    masks = {mask(WORD) for _ in range(100)}

    assert len(masks) == 100
    assert all(is_masked(one, WORD) for one in masks)


OTHERS = {
    "nothing": "",
    "a byte": "00",
    "the bare word": WORD,
    "without a mask": WORD.encode().hex(),
    "zeros": "0" * 4 * len(WORD),
    "another word": mask("another1234"),
    "too short": mask(WORD)[:-2],
    "too long": mask(WORD) + "00",
    "no number": "zz" + mask(WORD)[2:],
    "no letter of ours": "é",
    "half a letter": "\ud800",
    "a zero byte": "\0",
}


@pytest.mark.parametrize("given", OTHERS.values(), ids=OTHERS.keys())
def test_should_take_nothing_else(given: str) -> None:
    assert not is_masked(given, WORD)
