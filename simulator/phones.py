"""A person and a chat as a phone shows them."""

from simulator.accepted import Accepted
from simulator.clock import milliseconds
from simulator.people import User
from simulator.platform import Platform
from simulator.refusals import Json


def phone_of(platform: Platform, user: User) -> Json:
    """Who it is, and what the phone shows around the chat."""
    menu = platform.rich_menus.seen_by(user.id)
    return {
        "userId": user.id,
        "displayName": user.display_name,
        "language": user.language,
        "blocked": user.blocked,
        "role": user.role,
        "colour": user.colour,
        "loading": platform.is_loading(user.id),
        "richMenu": None if menu is None else menu.as_json(),
    }


def row_of(accepted: Accepted) -> Json:
    """A message of the bot; an order [n, 0] stands before what was said after message n."""
    return {
        "chat": accepted.to,
        "from": "bot",
        "order": [accepted.number, 0],
        "at": milliseconds(accepted.at),
        "message": accepted.message,
        "kind": accepted.kind,
        "cost": accepted.cost,
    }
