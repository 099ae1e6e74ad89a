"""A visitor without a browser: speaks with the server as Streamlit's page does, and keeps what the next step needs."""

from __future__ import annotations

import asyncio
import json
import random
import time
import urllib.error
import urllib.request
from typing import NamedTuple
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
BEGINNING, FIRST_DAY, LAST_DAY = 6574, 6940, 20453
"""The first day of the range, and the days of 1989 to 2025 from which a step chooses, in days since 1970-01-01."""
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY"
ADD, SHOW, REMOVE = "Add events", "Show on the map", "Remove"
COOKIE = "_streamlit_xsrf"
BOUNDARY = "a-part-of-the-form"
KEPT_RUNS = 2
"""For how many runs of the script a page keeps the parts of an answer, which are not sent again: Streamlit's own."""
PATIENCE = 120.0
"""Seconds that an answer may take before it counts as none."""


class Widget(NamedTuple):
    """What a person may touch: its id, and the fragment of the page that it belongs to."""

    id: str
    fragment: str


class Visitor:
    """A page: what the server told it that its next step needs.

    Parameters
    ----------
    address
        Of the server, as http://127.0.0.1:8501.
    number
        Whose chance decides to which days this one goes.
    """

    def __init__(self, address: str, number: int = 0) -> None:
        """Be not there yet."""
        self.address = address
        self.chance = random.Random(number)
        self.errors: list[str] = []
        """What the page said was wrong, in sentences; a box without words begins with "exception"."""
        self.received = [0]
        """Bytes of each answer, the first page's first."""
        self._page = self._query = ""
        self._steps = 0
        self._kept: dict[str, int] = {}
        self._widgets: dict[tuple[str, str], Widget] = {}
        self._states: dict[str, WidgetState] = {}

    async def open(self) -> None:
        """Open the page and wait until it is whole."""
        self._socket = await websockets.connect(
            f"ws://{urlsplit(self.address).netloc}/_stcore/stream",
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
            ping_interval=None,
        )
        await self._run()

    async def step(self) -> float:
        """Let the timeline go on another day, and return the seconds until all that follows it is there."""
        day = self.chance.randint(FIRST_DAY, LAST_DAY)
        self._steps += 1
        commit = {"day": day, "from": BEGINNING, "to": day, "compare": None, "number": self._steps}
        timeline = self._widgets[("bidi_component", "timeline")]
        told = json.dumps([{"event": "commit", "value": commit}])
        begun = time.monotonic()
        # Where a component's triggers are kept is named by its id.
        await self._run(
            timeline.fragment, WidgetState(id=f"{TRIGGERS}_{timeline.id}__events", json_trigger_value=told)
        )
        return time.monotonic() - begun

    def has(self, kind: str, label: str) -> bool:
        """Whether the page has shown such a thing."""
        return (kind, label) in self._widgets

    async def click(self, label: str) -> None:
        """Click a button, and wait until the page is whole."""
        button = self._widgets[("button", label)]
        await self._run(button.fragment, WidgetState(id=button.id, trigger_value=True))

    async def drop(self, name: str, content: bytes) -> None:
        """Drop a file in the dialog that is open, and wait until the page has said what it thinks of it."""
        uploader = next(widget for (kind, _label), widget in self._widgets.items() if kind == "file_uploader")
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        await self._socket.send(message.SerializeToString())
        [place] = (await self._told("file_urls_response")).file_urls_response.file_urls
        await asyncio.to_thread(self._put, place.upload_url, name, content)
        info = UploadedFileInfo(name=name, size=len(content), file_id=place.file_id, file_urls=place)
        state = FileUploaderState(uploaded_file_info=[info])
        self._states[uploader.id] = WidgetState(id=uploader.id, file_uploader_state_value=state)
        await self._run(uploader.fragment)

    async def leave(self) -> None:
        """Close the page."""
        await self._socket.close()

    async def _run(self, fragment: str = "", *states: WidgetState) -> None:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.fragment_id = fragment
        run = len(self.received)
        self._kept = {part: seen for part, seen in self._kept.items() if run - seen <= KEPT_RUNS}
        message.rerun_script.cached_message_hashes.extend(self._kept)
        self.received.append(0)
        message.rerun_script.widget_states.widgets.extend([*self._states.values(), *states])
        await self._socket.send(message.SerializeToString())
        while (await self._told("script_finished")).script_finished not in DONE:
            pass

    async def _told(self, awaited: str) -> ForwardMsg:
        """Read until a message of a kind comes."""
        while True:
            read = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            told = ForwardMsg()
            told.ParseFromString(read if isinstance(read, bytes) else read.encode())
            self.received[-1] += len(read)
            if told.metadata.cacheable or told.ref_hash:
                self._kept[told.ref_hash or told.hash] = len(self.received)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._page = told.new_session.page_script_hash
            elif kind == "page_info_changed":
                self._query = told.page_info_changed.query_string
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                self._note(told)
            if kind == awaited:
                return told

    def _note(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "bidi_component":
            name = element.bidi_component.id.rpartition("-")[2]
            self._widgets[(kind, name)] = Widget(element.bidi_component.id, told.delta.fragment_id)
        if kind in {"button", "file_uploader"}:
            shown = getattr(element, kind)
            self._widgets[(kind, shown.label)] = Widget(shown.id, told.delta.fragment_id)
        elif kind == "alert":
            self.errors.append(element.alert.body)
        elif kind == "exception":
            self.errors.append(f"exception {element.exception.type}")

    def _put(self, path: str, name: str, content: bytes) -> None:
        with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=PATIENCE) as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = b"".join((head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()))
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": cookie,
            "X-Xsrftoken": cookie.removeprefix(f"{COOKIE}="),
        }
        request = urllib.request.Request(f"{self.address}{path}", data=body, headers=headers, method="PUT")
        urllib.request.urlopen(request, timeout=PATIENCE).close()
