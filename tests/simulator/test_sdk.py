"""LINE's own SDK works against the simulator."""

from collections.abc import Iterator

import pytest
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    FlexMessage,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    TextMessage,
)

from simulator.client import SimulatorClient
from simulator.server import RunningSimulator
from tests.simulator.bot_side import Ear
from tests.simulator.shapes import button, card, leaf
from tests.simulator.test_rich_menus import MENU, PNG

KEY = "123e4567-e89b-12d3-a456-426614174000"


@pytest.fixture
def sdk(simulator: RunningSimulator) -> Iterator[ApiClient]:
    configuration = Configuration(host=simulator.url, access_token=simulator.account.token)
    with ApiClient(configuration) as client:
        yield client


def test_should_reply_and_push_with_the_sdk(
    sdk: ApiClient, people: SimulatorClient, simulator_ear: Ear
) -> None:
    api, user = MessagingApi(sdk), people.add_user("Somchai", language="en")
    token = people.send_text(user, "hello")["replyToken"]
    push = PushMessageRequest(
        to=user, messages=[FlexMessage.from_dict(card(leaf(wrap=True), button(style="primary")))]
    )

    api.reply_message(ReplyMessageRequest(reply_token=token, messages=[TextMessage(text="hi")]))
    sent = api.push_message(push, x_line_retry_key=KEY)
    with pytest.raises(ApiException) as repeated:
        api.push_message(push, x_line_retry_key=KEY)

    assert [row["kind"] for row in people.messages_of(user)] == ["reply", "push"]
    assert sent.sent_messages[0].id == people.messages_of(user)[1]["messageId"]
    assert repeated.value.status == 409
    assert repeated.value.headers["x-line-accepted-request-id"]


def test_should_answer_questions_of_the_sdk(sdk: ApiClient, people: SimulatorClient) -> None:
    api, user = MessagingApi(sdk), people.add_user("Somchai", language="en")
    people.set_quota(300, used=12)

    profile = api.get_profile(user)

    assert (profile.display_name, profile.language) == ("Somchai", "en")
    assert api.get_message_quota().value == 300
    assert api.get_message_quota_consumption().total_usage == 12
    assert api.get_bot_info().chat_mode == "bot"


def test_should_show_a_menu_that_the_sdk_made(sdk: ApiClient, people: SimulatorClient) -> None:
    api, user = MessagingApi(sdk), people.add_user("Somchai")

    menu = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
    MessagingApiBlob(sdk).set_rich_menu_image(menu, PNG, _headers={"Content-Type": "image/png"})
    api.set_default_rich_menu(menu)

    assert people.user(user)["richMenu"]["richMenuId"] == menu
    assert api.get_default_rich_menu_id().rich_menu_id == menu
