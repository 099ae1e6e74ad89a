"""Trial of the container without an engine: the Containerfile's steps in a clean folder, and what comes of it run.

`sh .container/rehearse` runs it. As root on Linux, with Python's venv, libseccomp2, openssl and the network. The steps
are those of the files in `.container/`, read by this program; only what needs an engine is left out: base images,
namespaces, limits of memory. The proxy is a small one of this trial with what Caddyfile says: TLS, a path before
ours, and each person at one server.
"""

from __future__ import annotations

import asyncio
import fnmatch
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTAINER = CHECKOUT / ".container"
APP, RECORD = "/app", "/record"
NOBODY = 10_001
BASE_PATH = "/map"
START_SECONDS, END_SECONDS = 120, 60
COOKIE = "map_server"
OK, MISSING, UNAVAILABLE = 200, 404, 503
UNCHECKED = ssl._create_unverified_context()  # noqa: S323, SLF001 - The certificate is our own, of today.


class Running(NamedTuple):
    """A server that runs, where it listens, and what it writes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path


def instructions(text: str) -> list[tuple[str, str]]:
    """Return the instructions of a Containerfile, continued lines joined."""
    lines = re.sub(r"\\\n", "", text).splitlines()
    return [tuple(line.split(None, 1)) for line in lines if line.strip() and not line.startswith("#")]  # type: ignore[misc]


def copied(ignore: str) -> list[str]:
    """Return the files of the checkout that go into the image, by the ignore file: `*` first, then what is let in."""
    rules = [line for line in ignore.splitlines() if line and not line.startswith("#")]
    let_in = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]
    left_out = [rule for rule in rules if not rule.startswith("!") and rule != "*"]
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607 - The git that made the checkout.
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [
        name
        for name in listed
        if any(name == rule or name.startswith(f"{rule}/") for rule in let_in)
        and not any(fnmatch.fnmatch(f"/{name}", f"*{rule.removeprefix('**')}*") for rule in left_out)
    ]


def build(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Take the steps of the Containerfile in a folder that stands for /app; return the command and the environment."""
    files = copied((CONTAINER / "Containerfile.dockerignore").read_text("utf-8"))
    command: list[str] = []
    environment: dict[str, str] = {}
    for name, rest in instructions((CONTAINER / "Containerfile").read_text("utf-8")):
        if name == "RUN":
            # This machine's own lists of packages stay.
            step = rest.replace(" && rm -rf /var/lib/apt/lists/*", "")
            step = step.replace(APP, str(folder)).replace(RECORD, str(folder.parent / "record"))
            print(f"RUN {rest[:100]}", flush=True)
            path = f"{_python_for_all(folder.parent)}:{os.environ['PATH']}"
            subprocess.run(
                ["/bin/sh", "-c", step], cwd=folder, env=os.environ | environment | {"PATH": path}, check=True
            )
        elif name == "COPY" and "--from" not in rest:  # Both stages are one folder here.
            *sources, _target = rest.split()
            for file in files if sources == ["."] else sources:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / file, folder / file)
        elif name == "ENV":
            environment |= dict(part.split("=", 1) for part in shlex.split(rest))
        elif name == "CMD":
            command = json.loads(rest)
    return command, environment


def _python_for_all(top: Path) -> Path:
    """Return a folder with a `python` that nobody may run too, as that of the base image is."""
    folder = top / "bin"
    folder.mkdir(exist_ok=True)
    link = folder / "python"
    for candidate in ("/usr/local/bin/python3", "/usr/bin/python3", sys.executable):
        if Path(candidate).exists():
            link.unlink(missing_ok=True)
            link.symlink_to(candidate)
            command = [str(link), "-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"]
            try:
                ran = subprocess.run(command, user=NOBODY, group=NOBODY, extra_groups=[], check=False)
            except PermissionError:
                continue
            if ran.returncode == 0:
                return folder
    message = "no Python 3.11 or newer with ensurepip that everybody may run: apt-get install python3-venv"
    raise RuntimeError(message)


def variables(record: Path) -> dict[str, str]:
    """Return the environment that the compose file gives a server, its own places filled for this machine."""
    read = yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))
    servers = [service for name, service in read["services"].items() if name.startswith("map-")]
    assert len(servers) > 1
    assert all(service["read_only"] and service["cap_drop"] == ["ALL"] for service in servers)
    given = {name: str(value) for name, value in servers[0]["environment"].items()}
    # What stands in braces is an operator's, or what is behind the sign.
    usual = {name: re.sub(r"\$\{\w+:[-?]([^}]*)\}", r"\1", value) for name, value in given.items()}
    found = {name: value.replace(RECORD, str(record)) for name, value in usual.items()}
    return found | {
        "DASHBOARD_HOSTS": "localhost",
        "DASHBOARD_PROXIES": f"{found['DASHBOARD_PROXIES']},127.0.0.1",
        "STREAMLIT_SERVER_COOKIE_SECRET": "0" * 64,
    }


@contextmanager
def server(
    folder: Path, command: list[str], environment: dict[str, str], temporary: Path
) -> Iterator[Running]:
    """Run the image's command as nobody, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary.mkdir()
    os.chown(temporary, NOBODY, NOBODY)
    given = {
        "PATH": os.environ["PATH"],
        **environment,
        **variables(folder.parent / "record"),
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    }
    log = (temporary / "log").open("wb")
    process = subprocess.Popen(
        [*command[:-1], str(port)],
        cwd=folder,
        env=given,
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        stdout=log,
        stderr=log,
    )
    try:
        yield Running(process, port, temporary / "log")
    finally:
        process.kill()
        process.wait()
        log.close()


def answered(address: str, **headers: str) -> tuple[int, str, Any]:
    """Return status, text and headers of an answer; 0 where there is none."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20, context=UNCHECKED) as answer:
            return answer.status, answer.read().decode("utf-8", "replace"), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8", "replace"), error.headers
    except OSError:
        return 0, "", {}


def wait_for(address: str, status: int, seconds: float) -> float:
    """Wait for an answer; return after how many seconds it came."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if answered(address)[0] == status:
            return time.monotonic() - begun
        Event().wait(0.1)
    message = f"{address} did not answer {status} within {seconds} s"
    raise RuntimeError(message)


class StickyProxy:
    """A proxy with TLS that leaves out a path before ours, and sends each person to the server of their cookie."""

    def __init__(self, ports: list[int], certificate: Path) -> None:
        self.ports = list(ports)
        self.port = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        ready = Event()
        self._loop = asyncio.new_event_loop()

        async def listen() -> None:
            listener = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
            self.port = listener.sockets[0].getsockname()[1]
            ready.set()

        def run() -> None:
            self._loop.create_task(listen())
            self._loop.run_forever()

        Thread(target=run, daemon=True).start()
        ready.wait(10)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            method, path, version = first.split(" ")
            cookie = re.search(rf"{COOKIE}=(\d+)", head)
            chosen = int(cookie[1]) if cookie and int(cookie[1]) in self.ports else self.ports[0]
            kept = [
                line
                for line in lines
                if line and not line.lower().startswith(("x-forwarded-", "connection:"))
            ]
            is_socket = "upgrade: websocket" in head.lower()
            said = [
                "X-Forwarded-For: 198.51.100.7",
                "X-Forwarded-Proto: https",
                f"X-Forwarded-Host: localhost:{self.port}",
                f"X-Forwarded-Prefix: {BASE_PATH}",
                f"Connection: {'upgrade' if is_socket else 'close'}",
            ]
            there, back = await asyncio.open_connection("127.0.0.1", chosen)
            asked = [f"{method} {path.removeprefix(BASE_PATH) or '/'} {version}", *kept, *said, "", ""]
            back.write("\r\n".join(asked).encode("latin-1"))
            answer = await there.readuntil(b"\r\n\r\n")
            sets = f"\r\nset-cookie: {COOKIE}={chosen}; Path=/\r\n".encode()
            writer.write(answer.replace(b"\r\n", sets, 1))
            await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
        except (OSError, ValueError, asyncio.IncompleteReadError):
            writer.close()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while chunk := await source.read(65_536):
            target.write(chunk)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()


class Report:
    """What was looked at, and whether all was as it should be."""

    def __init__(self) -> None:
        self.good = True

    def look(self, what: str, *, holds: bool) -> None:
        """Print whether something holds."""
        self.good &= holds
        print(f"{'yes' if holds else 'NO '}  {what}", flush=True)


def trial(keep: Path | None = None) -> bool:
    """Build and run; print what was looked at; True where all is as it should be."""
    report = Report()
    with ExitStack() as stack:
        top = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="container-")))
        top.chmod(0o755)
        folder = top / "app"
        folder.mkdir(exist_ok=True)
        begun = time.monotonic()
        command, environment = build(folder)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        print(f"The folder is made in {time.monotonic() - begun:.0f} s and has {size / 1e6:.0f} MB.")
        report.look("nobody can write to the files of the image", holds=_writable(folder) == "")
        servers = [
            stack.enter_context(server(folder, command, environment, top / f"temporary-{number}"))
            for number in (1, 2)
        ]
        for _process, port, _log in servers:
            seconds = wait_for(f"http://127.0.0.1:{port}/health/ready", 200, START_SECONDS)
            print(f"A server is ready after {seconds:.1f} s.")
        proxy = StickyProxy([port for _process, port, _log in servers], _certificate(top))
        site = f"https://localhost:{proxy.port}{BASE_PATH}"
        look_at_site(report, site)
        look_at_end(report, site, proxy, servers[0])
    return report.good


def _writable(folder: Path) -> str:
    """Return the files of a folder that nobody can write to, which should be none."""
    command = ["find", str(folder), "-writable", "-not", "-type", "l"]
    return subprocess.run(
        command, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, text=True, check=False
    ).stdout


def _certificate(top: Path) -> Path:
    """Make a certificate of today for this machine, with its key in the same file."""
    made, key = top / "certificate.pem", top / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run([*command, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True)
    made.write_text(made.read_text("utf-8") + key.read_text("utf-8"), "utf-8")
    return made


def look_at_site(report: Report, site: str) -> None:
    """Look at the page and the addresses beside it, as a person behind the proxy sees them."""
    status, text, headers = answered(f"{site}/")
    report.look("the page is there below its path, by TLS", holds=status == OK and "<html" in text)
    report.look("a person is sent to the same server again", holds=COOKIE in headers.get("set-cookie", ""))
    report.look("the page has the headers for browsers", holds="content-security-policy" in headers)
    status, text, _headers = answered(f"{site}/api")
    links = [link["href"] for link in json.loads(text)["links"]] if status == OK else []
    report.look(
        "links of the API are the site's", holds=bool(links) and all(one.startswith(site) for one in links)
    )
    _status, text, _headers = answered(f"{site}/events")
    inner = re.findall(r'(?:href|src|action)="(/[^/"][^"]*)"', text)
    below = bool(inner) and all(one.startswith(f"{BASE_PATH}/") for one in inner)
    report.look("links of plain pages are below the path", holds=below)
    report.look("strangers do not read the metrics", holds=answered(f"{site}/metrics")[0] == MISSING)


def look_at_end(report: Report, site: str, proxy: StickyProxy, running: Running) -> None:
    """Tell a server to end, and look at what becomes of those who ask."""
    process, port, log = running
    process.send_signal(signal.SIGTERM)
    wait_for(f"http://127.0.0.1:{port}/health/ready", UNAVAILABLE, START_SECONDS)
    going_on = answered(f"http://127.0.0.1:{port}/api", Host="localhost")[0]
    report.look("a server that is told to end goes on", holds=going_on == OK)
    proxy.ports.remove(port)
    report.look("and others take over", holds=answered(f"{site}/api")[0] == OK)
    begun = time.monotonic()
    code = process.wait(END_SECONDS)
    report.look(
        f"it ends by itself, {time.monotonic() - begun:.0f} s later", holds=code in {0, -signal.SIGTERM}
    )
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    report.look("its log has a line for each request", holds=any("milliseconds" in line for line in lines))
    clients = {line["client"] for line in lines if line.get("path") == "/api"}
    report.look("with the address of whoever asked", holds="198.51.100.7" in clients)


if __name__ == "__main__":
    sys.exit(0 if trial(Path(sys.argv[1]) if len(sys.argv) > 1 else None) else 1)
