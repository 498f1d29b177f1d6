"""LINE's API of rich menus (reading, creating, deleting, linking), by LINE's SDK."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import urllib3
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    CreateRichMenuAliasRequest,
    MessagingApi,
    MessagingApiBlob,
    RichMenuBulkLinkRequest,
    RichMenuRequest,
    UpdateRichMenuAliasRequest,
)

from config.settings import Settings
from line.api import json_object
from line.http import LineHttp, NeverSent, NoAnswer, Wait
from store.outbox import JsonObject

#: An operator waits for it; a picture may take a while.
_WAIT = Wait(connect_s=3.0, answer_s=20.0)
#: A thousand rich menus with twenty places to tap each have some megabytes.
_LONGEST_BODY = 16 * 1024 * 1024
_NO_GOOD = "LINE gives no good answer ({}): what is done stays done, run it again."
#: The most user ids in one call to LINE.
MOST_PEOPLE = 500


class MenuRefused(Exception):
    """Raised when LINE refuses a request; the text is one sentence for the operator."""


class MenuAccount:
    """The rich menus of the account. Everything here raises MenuRefused."""

    def __init__(self, settings: Settings, wait: Wait = _WAIT) -> None:
        token = settings.channel_access_token
        self._api = MessagingApi(_client(settings.api_base, token, wait))
        self._pictures = MessagingApiBlob(_client(settings.data_api_base, token, wait))

    def names(self) -> dict[str, str]:
        """Return the menus that were made by this API: id -> name."""
        rows = _rows(self._api.get_rich_menu_list(), "richmenus")
        return {_id(row): _text(row, "name") for row in rows}

    def create(self, definition: JsonObject, picture: bytes) -> str:
        """Create a menu with its picture and return its id; leave nothing if that fails."""
        request = RichMenuRequest.from_dict(definition)
        menu_id = _id(self._api.create_rich_menu(request))
        try:
            kind = {"Content-Type": "image/png"}
            self._pictures.set_rich_menu_image(menu_id, picture, _headers=kind)
        except MenuRefused:
            self.delete(menu_id)
            raise
        return menu_id

    def delete(self, menu_id: str) -> None:
        """Delete a menu; the links to it go with it."""
        self._api.delete_rich_menu(menu_id)

    def default(self) -> str:
        """Return the id of the menu of everybody without a link, or ""."""
        found = self._api.get_default_rich_menu_id()
        return _id(found) if found else ""

    def set_default(self, menu_id: str) -> None:
        """Show a menu to everybody without a link."""
        self._api.set_default_rich_menu(menu_id)

    def aliases(self) -> dict[str, str]:
        """Return the aliases that tabs turn to, and the menus behind them."""
        rows = _rows(self._api.get_rich_menu_alias_list(), "aliases")
        return {_id(row, "richMenuAliasId"): _id(row) for row in rows}

    def add_alias(self, alias: str, menu_id: str) -> None:
        """Create an alias for a menu."""
        request = CreateRichMenuAliasRequest(rich_menu_alias_id=alias, rich_menu_id=menu_id)
        self._api.create_rich_menu_alias(request)

    def change_alias(self, alias: str, menu_id: str) -> None:
        """Point an alias to another menu."""
        request = UpdateRichMenuAliasRequest(rich_menu_id=menu_id)
        self._api.update_rich_menu_alias(alias, request)

    def delete_alias(self, alias: str) -> None:
        """Delete an alias."""
        self._api.delete_rich_menu_alias(alias)

    def link(self, menu_id: str, people: Sequence[str]) -> None:
        """Link a menu to up to MOST_PEOPLE people; LINE skips those who do not exist any more."""
        request = RichMenuBulkLinkRequest(rich_menu_id=menu_id, user_ids=list(people))
        self._api.link_rich_menu_id_to_users(request)


class _Transport:
    """Sends the SDK's requests in the place of its pool manager. The SDK reads an answer of any
    length for as long as it drips, and knows no status of a refusal that is not UTF-8."""

    def __init__(self, http: LineHttp) -> None:
        self._http = http

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: str | bytes | None = None,
        **_: object,
    ) -> urllib3.HTTPResponse:
        """Return LINE's JSON object; a missing object is an empty one. Raises MenuRefused."""
        content = body.encode() if isinstance(body, str) else body
        try:
            answer = self._http.call(method, path, content, headers)
        except (NeverSent, NoAnswer) as error:
            raise MenuRefused(_NO_GOOD.format(error)) from error
        if answer.status == HTTPStatus.NOT_FOUND and method in ("GET", "DELETE"):
            return urllib3.HTTPResponse(b"{}", status=HTTPStatus.OK)
        if answer.status not in (HTTPStatus.OK, HTTPStatus.ACCEPTED):
            raise MenuRefused(_sentence(answer.status))
        told = b"{}" if answer.body == b"" else answer.body
        if told is None or json_object(told) is None:
            raise MenuRefused(_NO_GOOD.format("no object"))
        return urllib3.HTTPResponse(told, status=HTTPStatus.OK)


def _client(base: str, token: str, wait: Wait) -> ApiClient:
    """Return the SDK's client; its transport adds the *base* to each path."""
    client = ApiClient(Configuration(host="", access_token=token))
    http = LineHttp(base, token, connections=1, wait=wait, longest_body=_LONGEST_BODY)
    client.rest_client.pool_manager = _Transport(http)
    # The SDK's models refuse the whole list for one menu of others: an action that is new to them,
    # a Thai chat bar of more than 14 code points.
    client.deserialize = lambda answer, _: json.loads(answer.data)
    return client


def _rows(found: JsonObject, of: str) -> list[Any]:
    """Return the rows of a list. Raises MenuRefused if there are none."""
    rows = found.get(of)
    if not isinstance(rows, list):
        raise MenuRefused(_NO_GOOD.format(f"no {of}"))
    return rows


def _id(found: Any, name: str = "richMenuId") -> str:
    """Return an id, which has its place in a path. Raises MenuRefused if there is none."""
    value = _text(found, name)
    if not value.isascii():
        raise MenuRefused(_NO_GOOD.format(f"no {name}"))
    return value


def _text(found: Any, name: str) -> str:
    value = found.get(name) if isinstance(found, dict) else None
    if not isinstance(value, str) or not value:
        raise MenuRefused(_NO_GOOD.format(f"no {name}"))
    return value


def _sentence(status: int) -> str:
    match status:
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            return "LINE does not take the access token: set LINE_CHANNEL_ACCESS_TOKEN."
        case HTTPStatus.TOO_MANY_REQUESTS:
            return (
                "LINE takes no more for now (it allows 100 menus to be made or deleted an hour): "
                "run it again in an hour, what is done stays done."
            )
        case _:
            return f"LINE refuses a rich menu (status {status})."
