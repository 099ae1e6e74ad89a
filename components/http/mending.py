"""Pages of the mended record: the form of a suggestion, what became of it, the queue, the history."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from components import server_dataset
from components.http.answers import asked, language_of_path
from components.http.mending_words import mending_words
from components.http.plain_pages import headers, page_of, rendered, title_of
from components.http.visitors import address_of, has_sign_in, is_of_this_site, visitor_of
from components.revisions import mended
from components.revisions.columns import table_label
from components.revisions.form import build, questions, source_named, with_typed
from components.revisions.form_page import chooser, form_page, matching
from components.revisions.history_model import FILTERS, history_model
from components.revisions.queue_model import detail_model, role_text, row_model
from components.settings import settings
from geo.errors import DataPackageError
from geo.i18n import DEFAULT, language, number_text, speaking
from geo.i18n import gettext as _
from geo.revisions.database import reading
from geo.revisions.errors import NotAllowedError, RevisionError, StaleError
from geo.revisions.history import history as history_of
from geo.revisions.limits import count_attempt
from geo.revisions.queue import STATUSES, counts, email_of, entries, entry, entry_of_token
from geo.revisions.record import digest
from geo.revisions.release import make_release, unreleased_count
from geo.revisions.reviews import REASONS, decide, revert
from geo.revisions.suggestions import Suggested, new_form_id, rebase, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.requests import Request

    from components.http.answers import Asked
    from geo.revisions.people import Person
    from geo.revisions.queue import Entry, Status
    from geo.revisions.record import Record

Json = dict[str, Any]
Form = dict[str, str]
NOT_OURS = 403
LONGEST_NUMBER = 10
"""Digits of the number of a suggestion."""


def path(place: str, **query: str | int) -> str:
    """Return the address of a page of the mended record in this language."""
    prefix = "" if language() == DEFAULT else f"/{language()}"
    kept = {name: value for name, value in query.items() if value not in {"", None}}
    return f"{prefix}/{place}{'?' + urlencode(kept) if kept else ''}"


def speaking_page(answer: Callable[[Request, Form, Asked, Person], Response]) -> Callable[..., Response]:
    """Make a function of a request, a form and who asks the answer at an address, in the language of its path."""

    def page(request: Request, form: Form | None = None) -> Response:
        with speaking(language_of_path(request.url.path)):
            about, person = asked(request), visitor_of(request)
            try:
                if form is not None and not is_of_this_site(request):
                    sentence = _(
                        "The form was not sent from a page of this server. Open the page anew and send it again."
                    )
                    return _message(request, about, person, sentence, NOT_OURS)
                return answer(request, form or {}, about, person)
            except NotAllowedError as error:
                return _message(request, about, person, str(error), NOT_OURS)
            except DataPackageError as error:
                return _message(request, about, person, str(error), 409)
            except RevisionError as error:
                return _message(request, about, person, str(error), 409)

    return page


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


def _message(request: Request, about: Asked, person: Person, sentence: str, status: int) -> Response:
    """Answer with a sentence, as a page or as JSON."""
    if _wants_json(request):
        return JSONResponse({"message": sentence}, status, headers={"cache-control": "no-store"})
    page = {
        "title": _("This was not done"),
        "sentences": sentence.splitlines(),
        "back": request.headers.get("referer", ""),
    }
    return _html(about, person, "message.html", page, status)


def _html(about: Asked, person: Person, template: str, page: Json, status: int = 200) -> Response:
    page = {"summary": "", "hint": "", **page, "visitor": _visitor(person)}
    body = rendered(about, template, page, words=mending_words(), scripted=True)
    return HTMLResponse(body, status, headers={**headers(scripted=True), "cache-control": "no-store"})


def _visitor(person: Person) -> Json:
    """Return who looks, with the ways that are open to them."""
    waiting = 0
    if person.may_review:
        with suppress(RevisionError), reading(mended.database()) as connection:
            waiting = counts(connection)["waiting"]
    signed_in = person.role in {"contributor", "reviewer"} or bool(person.name)
    return {
        "name": person.name,
        "role": _role_of_visitor(person),
        "may_review": person.may_review,
        "signed_in": signed_in,
        "sign_in": "/sign-in" if has_sign_in() and not signed_in else "",
        "sign_out": "/sign-out" if signed_in else "",
        "queue": path("review"),
        "waiting": number_text(waiting),
        "mine": path("my-suggestions") if signed_in or person.is_local else "",
        "changes": path("history"),
    }


def _role_of_visitor(person: Person) -> str:
    if person.is_local:
        return _("At this machine: you suggest and decide")
    if person.role in {"anonymous", "reader"} and not person.name:
        return ""
    return role_text(person.role)


# The form


@speaking_page
def suggest_page(request: Request, _form: Form, about: Asked, person: Person) -> Response:
    """Answer with the form for a row, or with the rows that an address may mean."""
    live, asked_for = mended.live(), dict(request.query_params)
    replaced = _replaced(asked_for, person)
    if replaced is not None and replaced.changes:
        main = next((one for one in replaced.changes if one.table != "sources"), replaced.changes[0])
        asked_for |= {"table": main.table, "key": main.key if main.kind != "add" else ""}
    if asked_for.get("new"):
        asked_for |= {"table": "events", "key": ""}
    elif "table" not in asked_for or "key" not in asked_for:
        found = matching(live, asked_for)
        if len(found) != 1:
            page = chooser(asked_for, found, live, about.told, partial(path, "suggest"))
            return _html(about, person, "choose.html", page, 200 if page["groups"] else 404)
        asked_for |= {"table": found[0][0], "key": found[0][1]}
    return _form_page(about, person, live, asked_for, replaced=replaced)


def _replaced(asked_for: Mapping[str, str], person: Person) -> Entry | None:
    """Return the suggestion that is written anew."""
    token = asked_for.get("replaces", "")
    if not token:
        return None
    with reading(mended.database()) as connection:
        if token.isascii() and token.isdecimal() and len(token) < LONGEST_NUMBER:
            found = entry(connection, int(token))
            return found if found and (person.may_review or found.question == "stale") else None
        return entry_of_token(connection, token)


def _form_page(
    about: Asked,
    person: Person,
    live: Record,
    asked_for: Mapping[str, str],
    *,
    typed: Form | None = None,
    problems: Mapping[str, list[str]] | None = None,
    note: str = "",
    replaced: Entry | None = None,
    status: int = 200,
) -> Response:
    table, key = asked_for.get("table", ""), asked_for.get("key", "")
    row = live.row(table, key) if key else None
    if table not in live.tables or (key and row is None):
        page = chooser({}, [], live, about.told, partial(path, "suggest"))
        return _html(about, person, "choose.html", page, 404)
    if replaced is not None and typed is None:
        typed = _typed_before(replaced)
    asked_questions = questions(live, table, row, about.told.about)
    if typed:
        asked_questions = with_typed(asked_questions, typed)
    page = form_page(
        live,
        about.told,
        asked_questions,
        table=table,
        key=key,
        row=row,
        typed=typed or {"question": asked_for.get("question", "")},
        problems=problems or {},
    )
    page |= {
        "note": note,
        "form_id": (typed or {}).get("form_id") or new_form_id(),
        "base": digest(row),
        "replaces": replaced.token
        if replaced and person.subject == replaced.subject
        else str(replaced.id)
        if replaced
        else "",
        "send": path("suggest"),
        "check": path("suggest/check"),
        "draft": f"{table}~{key}",
        "may_suggest": person.may_suggest,
        "asks_who": person.role in {"anonymous", "local"},
        "asked_back": [one.reason for one in replaced.said if one.outcome == "ask_back"] if replaced else [],
    }
    return _html(about, person, "suggest.html", page, status)


def _typed_before(replaced: Entry) -> Form:
    """Return what was typed in a suggestion that is written anew."""
    question = "misquoted" if replaced.question == "stale" else replaced.question
    typed = {
        "question": question,
        "source": replaced.source,
        "comment": replaced.comment,
        "name": replaced.name,
    }
    for change in replaced.changes:
        prefix = "source" if change.table == "sources" and question != "address" else question
        typed |= {f"{prefix}.{column}": value for column, value in (change.after or {}).items()}
        if prefix == "source":
            typed["source"] = (change.after or {}).get("url", "")
    return typed


@speaking_page
def suggest_send(request: Request, form: Form, about: Asked, person: Person) -> Response:
    """Take a suggestion, or say what is wrong with it beside what was typed."""
    live = mended.live()
    table, key = form.get("table", ""), form.get("key", "")
    if table not in live.tables:
        raise RevisionError(_("The record has no such row any more."))
    replaced = _replaced(form, person)
    built = build(live, table, key, form.get("question", ""), form)
    again = partial(
        _form_page, about, person, live, {"table": table, "key": key}, typed=form, replaced=replaced
    )
    base, now_base = form.get("base", ""), digest(live.row(table, key) if key else None)
    if base != now_base:
        note = _(
            "The record has changed since you opened it. What you typed is kept; compare it with the new."
        )
        if _wants_json(request):
            return JSONResponse({"stale": note, "base": now_base}, 409)
        return again(note=note, status=409)

    def refused(problems: Mapping[str, list[str]]) -> Response:
        if _wants_json(request):
            return JSONResponse({"problems": problems}, 422)
        return again(problems=problems, status=422)

    if built.problems:
        return refused(built.problems)
    suggested = Suggested(
        form.get("question", ""),
        built.changes,
        built.source,
        form.get("comment", ""),
        person.name or form.get("name", ""),
        form.get("email", ""),
    )
    engine = mended.database()
    if person.role == "anonymous":
        count_attempt(engine, address_of(request), settings().anonymous)
    try:
        sent = suggest(
            engine,
            mended.record(),
            suggested,
            person,
            form_id=form.get("form_id", "")[:64] or new_form_id(),
            replaces=replaced.id if replaced else None,
        )
    except (DataPackageError, StaleError) as error:
        return refused({"question": str(error).splitlines()})
    target = path(f"suggestion/{sent.token}", sent="1", draft=f"{table}~{key}")
    return (
        JSONResponse({"sent": target, "number": sent.id})
        if _wants_json(request)
        else RedirectResponse(target, 303)
    )


@speaking_page
def suggest_check(_request: Request, form: Form, _asked: Asked, _person: Person) -> Response:
    """Answer with what is wrong with what is typed so far, and with what is known of its source."""
    live = mended.live()
    table, key = form.get("table", ""), form.get("key", "")
    if table not in live.tables:
        return JSONResponse({"problems": {}, "source": ""})
    built = build(live, table, key, form.get("question", ""), form)
    source, text = "", form.get("source", "").strip()
    known = source_named(live, text) if text else ""
    if known:
        row = live.row("sources", known) or {}
        words = ", ".join(filter(None, [row.get("publisher", ""), row.get("published", "")])) or known
        source = _("In the data: {source}.").format(source=words)
    elif text and "source" not in built.problems:
        source = _("Not in the data yet: describe it below.")
    base = digest(live.row(table, key) if key else None)
    stale = bool(form.get("base")) and form.get("base") != base
    answer = {
        "problems": built.problems,
        "source": source,
        "known": bool(known),
        "stale": _(
            "The record has changed since you opened it. What you typed is kept; compare it with the new."
        )
        if stale
        else "",
        "base": base,
    }
    return JSONResponse(answer, headers={"cache-control": "no-store"})


@speaking_page
def suggestion_page(request: Request, _form: Form, about: Asked, person: Person) -> Response:
    """Answer with what became of a suggestion, for whoever has its address."""
    with reading(mended.database()) as connection:
        found = entry_of_token(connection, request.path_params["token"])
    if found is None:
        raise RevisionError(_("There is no such suggestion."))
    live = mended.live()
    page = detail_model(found, live, about.told, person, "")
    page |= {
        "title": _("Suggestion {number}").format(number=str(found.id)),
        "subject_title": page["title"],
        "was_sent": request.query_params.get("sent") == "1",
        "draft": request.query_params.get("draft", ""),
        "address": f"{about.origin}{path('suggestion/' + found.token)}",
        "again": path("suggest", replaces=found.token) if found.status in {"asked", "waiting"} else "",
        "later": "",
    }
    if found.replaced_by is not None:
        with reading(mended.database()) as connection:
            later = entry(connection, found.replaced_by)
        page["later"] = path(f"suggestion/{later.token}") if later else ""
    return _html(about, person, "suggestion.html", page)


@speaking_page
def my_suggestions(_request: Request, _form: Form, about: Asked, person: Person) -> Response:
    """Answer with the suggestions of whoever asks, the newest first."""
    live = mended.live()
    with reading(mended.database()) as connection:
        # Strangers are one person to the database, and none to one another.
        is_somebody = bool(person.subject) and person.role != "anonymous"
        found = entries(connection, subject=person.subject, newest_first=True) if is_somebody else []
    rows = [{**row_model(one, live, about.told), "href": path(f"suggestion/{one.token}")} for one in found]
    return _html(about, person, "mine.html", {"title": _("My suggestions"), "rows": rows})


# The queue


@speaking_page
def review_page(request: Request, _form: Form, about: Asked, person: Person) -> Response:
    """Answer with the queue and one suggestion of it; reading it needs no role, deciding does."""
    live, base = mended.live(), mended.record()
    given = request.query_params
    status: Status = next((one for one in STATUSES if one == given.get("status")), "waiting")
    with reading(mended.database()) as connection:
        numbers = counts(connection)
        found = entries(connection, status, newest_first=given.get("order") == "newest")
        unreleased = unreleased_count(connection, base)
    rows = [row_model(one, live, about.told) for one in found]
    district, kind = given.get("district", ""), given.get("kind", "")
    kept = [
        (one, row)
        for one, row in zip(found, rows, strict=True)
        if (not district or district in row["district_ids"])
        and (not kind or any(change.table.split("/")[0] == kind for change in one.changes))
    ]
    asked_number = given.get("number", "")
    chosen = next((one for one, _row in kept if str(one.id) == asked_number), None)
    if (
        chosen is None
        and asked_number.isascii()
        and asked_number.isdecimal()
        and len(asked_number) < LONGEST_NUMBER
    ):
        with reading(mended.database()) as connection:
            chosen = entry(connection, int(asked_number))
    chosen = chosen or (kept[0][0] if kept else None)
    ids = [one.id for one, _row in kept]
    at = ids.index(chosen.id) if chosen and chosen.id in ids else -1
    query = {
        "status": status if status != "waiting" else "",
        "district": district,
        "kind": kind,
        "order": given.get("order", ""),
    }
    email = ""
    if chosen is not None and person.may_review:
        with reading(mended.database()) as connection:
            email = email_of(connection, chosen.id)
    page: Json = {
        "title": _("Suggestions to review"),
        "status": status,
        "statuses": _statuses(numbers, status),
        "rows": [
            {**row, "href": path("review", **query, number=row["id"]), "on": chosen is one}
            for one, row in kept
        ],
        "count": number_text(len(kept)),
        "detail": detail_model(chosen, live, about.told, person, email) if chosen else None,
        "previous": path("review", **query, number=ids[at - 1]) if chosen and at > 0 else "",
        "next": path("review", **query, number=ids[at + 1]) if chosen and at + 1 < len(ids) else "",
        "position": _("{number} of {count}").format(number=number_text(at + 1), count=number_text(len(ids)))
        if chosen
        else "",
        "districts": _districts_of(rows),
        "kinds": _kinds_of(found),
        "district": district,
        "kind": kind,
        "order": given.get("order", ""),
        "reasons": [(code, _(words)) for code, words in REASONS.items() if code],
        "post": path(f"review/{chosen.id}") if chosen else "",
        "rebase": path(f"review/{chosen.id}/rebase") if chosen else "",
        "translate": path("suggest", replaces=chosen.id) if chosen and chosen.question == "stale" else "",
        "done": _done(given.get("done", "")),
        "unreleased": unreleased,
        "unreleased_text": number_text(unreleased),
        "release": path("review/release"),
        "may_review": person.may_review,
        "event": _way_back(chosen, about) if chosen else "",
        "history": path("history", about=_about(chosen)) if chosen and chosen.changes else "",
    }
    return _html(about, person, "review.html", page)


def _about(one: Entry) -> str:
    return next((change.about for change in one.changes if change.table != "sources"), one.changes[0].about)


def _way_back(one: Entry, about: Asked) -> str:
    """Return the page of what a suggestion is about, "" where there is none."""
    for change in one.changes:
        found = page_of(about, change.about)
        if found:
            return found
    return ""


def _statuses(numbers: Mapping[Status, int], status: Status) -> list[Json]:
    words = {
        "waiting": _("Waiting"),
        "asked": _("Asked back"),
        "accepted": _("Accepted"),
        "refused": _("Refused"),
    }
    return [
        {
            "id": one,
            "label": words[one],
            "count": number_text(numbers[one]),
            "href": path("review", status=one if one != "waiting" else ""),
            "on": one == status,
        }
        for one in STATUSES
    ]


def _districts_of(rows: list[Json]) -> list[tuple[str, str]]:
    named: dict[str, str] = {}
    for row in rows:
        named |= dict(zip(row["district_ids"], row["districts"], strict=True))
    return sorted(named.items(), key=lambda pair: pair[1])


def _kinds_of(found: list[Entry]) -> list[tuple[str, str]]:
    kinds = dict.fromkeys(change.table.split("/")[0] for one in found for change in one.changes)
    return [(kind, table_label(kind)) for kind in kinds]


def _done(word: str) -> str:
    name, _dash, number = word.partition("-")
    words = {
        "accept": _("Suggestion {number} was accepted."),
        "refuse": _("Suggestion {number} was refused."),
        "ask_back": _("Asked back on suggestion {number}."),
        "release": _("Version {number} was released. Pages that are open will say so."),
        "rebase": _("The suggestion was made anew as {number}, on the record as it is now."),
    }
    return words[name].format(number=number[:40]) if name in words and number else ""


@speaking_page
def review_decide(request: Request, form: Form, _asked: Asked, person: Person) -> Response:
    """Decide on a suggestion, and go on to the next one."""
    number = int(request.path_params["number"])
    outcome = form.get("outcome", "")
    decide(
        mended.database(),
        mended.record(),
        number,
        outcome,
        person,
        reason=form.get("reason", ""),
        reason_code=form.get("code", ""),
    )
    query = {name: form.get(name, "") for name in ("status", "district", "kind", "order")}
    return RedirectResponse(path("review", **query, done=f"{outcome}-{number}"), 303)


@speaking_page
def review_rebase(request: Request, _form: Form, _asked: Asked, person: Person) -> Response:
    """Make a stale suggestion anew on the record as it is."""
    if not person.may_review:
        raise NotAllowedError(_("Only reviewers decide."))
    sent = rebase(mended.database(), mended.record(), int(request.path_params["number"]), person)
    return RedirectResponse(path("review", number=sent.id, done=f"rebase-{sent.id}"), 303)


@speaking_page
def review_release(_request: Request, _form: Form, _asked: Asked, person: Person) -> Response:
    """Make a release of what was accepted."""
    if not person.may_review:
        raise NotAllowedError(_("Only reviewers release."))
    given = settings()
    made = make_release(mended.database(), mended.record(), given.releases, person)
    server_dataset.look_again(str(given.dataset))
    return RedirectResponse(path("review", done=f"release-{made.version}"), 303)


# The history


@speaking_page
def history_page(request: Request, _form: Form, about: Asked, person: Person) -> Response:
    """Answer with the history of a record, or with what was suggested and changed everywhere."""
    live = mended.live()
    page = _history(request, about, live, person)
    if request.url.path.endswith(".json"):
        return JSONResponse(page, headers={"cache-control": "no-store", "access-control-allow-origin": "*"})
    return _html(about, person, "history.html", page)


def _history(request: Request, about: Asked, live: Record, person: Person) -> Json:
    given = request.query_params
    subject, table, key = (given.get(name, "") for name in ("about", "table", "key"))
    shown = next((one for one in FILTERS if one == given.get("show")), "all")
    with reading(mended.database()) as connection:
        past = history_of(connection, subject, (table, key) if table and key else None)
    page = history_model(past, live, about.told, person, shown)
    name = title_of(about, subject)
    query = {"about": subject, "table": table, "key": key}
    for one in page["filters"]:
        one["href"] = path("history", **query, show=one["id"] if one["id"] != "all" else "")
    for one in page["entries"]:
        one["post"] = path(f"history/{one['revert']}/revert") if one["revert"] else ""
        one["follow"] = path(
            "review", status=one["state"] if one["state"] != "waiting" else "", number=one["id"]
        )
        one["version_href"] = f"/?{urlencode({'version': one['content']})}" if one["content"] else ""
    return page | {
        "about": subject,
        "title": _("History: {title}").format(title=name) if name else _("What was suggested and changed"),
        "back": page_of(about, subject),
        "json": f"{path('history.json', **query)}",
        "suggest": path("suggest", **{subject.split("/")[0].removesuffix("s"): subject.partition("/")[2]})
        if subject
        else "",
    }


@speaking_page
def history_revert(request: Request, form: Form, _asked: Asked, person: Person) -> Response:
    """Take back what a decision changed."""
    revert(
        mended.database(), mended.record(), int(request.path_params["number"]), person, form.get("reason", "")
    )
    back = form.get("about", "")
    return RedirectResponse(path("history", about=back), 303)
