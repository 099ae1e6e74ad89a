"""Who asks: somebody who signed in (OpenID Connect), the one person at this machine, or a stranger.

The sign-in is Streamlit's (`st.login`): it keeps who signed in in a signed cookie, which is read here for the addresses
beside the page as Streamlit reads it for the page.
"""

from __future__ import annotations

import ipaddress
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from streamlit import auth_util
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from components.settings import LOCAL_HOSTS, settings
from geo.revisions.people import ANONYMOUS, LOCAL, READER, Person, clean

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from components.settings import Settings

USER_COOKIE = "_streamlit_user"
BACK_COOKIE = "before_sign_in"
"""Where somebody was when they went to sign in, for ten minutes."""
FORWARDING = frozenset(
    {
        "forwarded",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-server",
        "x-forwarded-port",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-original-forwarded-for",
        "cf-connecting-ip",
        "true-client-ip",
        "fly-client-ip",
    }
)
"""Headers that a proxy adds; a request that has one comes from elsewhere."""
LONGEST_SUBJECT = 500


def visitor_of(request: Request) -> Person:
    """Return who asks, and what they may do."""
    given = settings()
    if has_sign_in():
        known = _user(request)
        if known is not None:
            return _signed_in(known, given)
    elif is_at_this_machine(request, given):
        return Person(LOCAL, "", "local")
    return Person(ANONYMOUS, "", "anonymous") if given.anonymous else READER


def has_sign_in() -> bool:
    """Whether a provider is configured, in the section `auth` of Streamlit's secrets."""
    return bool(auth_util.get_secrets_auth_section())


def is_at_this_machine(request: Request, given: Settings) -> bool:
    """Whether a request was made on this machine, by no proxy, of a server that is for this machine alone."""
    client = request.client.host if request.client else ""
    try:
        here = ipaddress.ip_address(client).is_loopback
    except ValueError:
        here = False
    forwarded = not FORWARDING.isdisjoint(name.lower() for name in request.headers)
    host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    is_local_name = host in LOCAL_HOSTS
    is_private = given.hosts == LOCAL_HOSTS and not given.proxies
    return here and not forwarded and is_local_name and is_private


def is_of_this_site(request: Request) -> bool:
    """Whether a form was sent from a page of this server, and not from another site in the visitor's browser."""
    origin = request.headers.get("origin", "")
    host = request.headers.get("host", "")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    return bool(host) and urlsplit(origin).netloc.lower() == host.lower()


def address_of(request: Request) -> str:
    """Return the address that a request came from, for limits."""
    return request.client.host if request.client else ""


def _user(request: Request) -> dict[str, Any] | None:
    """Return what the provider said of whoever signed in, None where nobody did."""

    def signed(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return (
            decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace"))
            if value
            else None
        )

    content = auth_util.get_cookie_with_chunks(signed, USER_COOKIE)
    if not content:
        return None
    try:
        user = json.loads(content)
    except ValueError:
        return None
    return user if isinstance(user, dict) and user.get("is_logged_in") and user.get("sub") else None


def _signed_in(user: dict[str, Any], given: Settings) -> Person:
    """Return the role of whoever signed in; an e-mail address counts where the provider has verified it."""
    subject = f"{user.get('iss') or user.get('origin', '')}|{user['sub']}"[:LONGEST_SUBJECT]
    names = {str(user["sub"])}
    if user.get("email") and user.get("email_verified") is True:
        names.add(str(user["email"]).casefold())
    name = clean(str(user.get("name") or user.get("preferred_username") or ""), 80)
    for who, districts in given.reviewers:
        if who in names or who.casefold() in names:
            return Person(subject, name, "reviewer", districts)
    allowed = any(who == "*" or who in names or who.casefold() in names for who in given.contributors)
    return Person(subject, name, "contributor" if allowed else "reader")


def sign_in(request: Request) -> Response:
    """Lead to the provider, by the way that `st.login` takes."""
    if not has_sign_in():
        return RedirectResponse("/", 303)
    section = auth_util.get_secrets_auth_section()
    asked = request.query_params.get("provider", "")
    provider = asked if asked in section else "default"
    token = auth_util.encode_provider_token(provider)
    answer = RedirectResponse(
        f"/auth/login?provider={quote(token)}", 303, headers={"cache-control": "no-store"}
    )
    here = urlsplit(request.headers.get("referer", ""))
    if here.netloc.lower() == request.headers.get("host", "").lower() and here.path.startswith("/"):
        back = urlunsplit(("", "", f"/{here.path.lstrip('/')}", here.query, ""))
        answer.set_cookie(BACK_COOKIE, quote(back, safe=""), max_age=600, httponly=True, samesite="lax")
    return answer


class AfterSignIn:
    """Leads whoever has just signed in back to where they were: Streamlit's way ends at the map."""

    def __init__(self, app: ASGIApp) -> None:
        """Go before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on all but the map's address without anything chosen, asked for with a way back."""
        if scope["type"] == "http" and scope["path"] == "/" and not scope["query_string"]:
            cookies = HTTPConnection(scope).cookies
            back = unquote(cookies.get(BACK_COOKIE, ""))
            if back.startswith("/") and not back.startswith(("//", "/\\")) and USER_COOKIE in cookies:
                answer = RedirectResponse(back, 303, headers={"cache-control": "no-store"})
                answer.delete_cookie(BACK_COOKIE)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def sign_out(_request: Request) -> Response:
    """Lead to where Streamlit forgets who signed in."""
    return RedirectResponse("/auth/logout", 303, headers={"cache-control": "no-store"})
