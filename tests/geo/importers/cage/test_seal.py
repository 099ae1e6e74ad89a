"""What a file that has taken over the process which reads it can reach: nothing. Each way out is tried in there."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.importers import cage
from geo.importers.cage import nursery
from geo.importers.cage.limits import MEBIBYTE, limits_for
from geo.importers.cage.nursery import DRIVERS, environment
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = limits_for(1)
INSIDE = """
import ctypes, encodings.idna, json, mmap, os, resource, socket, sys, threading, time
from geo.importers.cage import child

libc = ctypes.CDLL(None, use_errno=True)
told = os.dup(1)
path, port, parent = sys.argv[1], int(sys.argv[2]), os.getppid()
descriptor = os.open(path, os.O_RDONLY)
child.enter(json.loads(sys.argv[3]))

def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "")

WAYS
ended = {}
for name, way in ways.items():
    try:
        way()
        ended[name] = "done"
    except MemoryError:
        ended[name] = "memory"
    except (OSError, RuntimeError, ValueError) as error:
        ended[name] = "refused"
os.write(told, json.dumps(ended).encode())
os._exit(0)
"""
WAYS_OUT = """
ways = {
    "open a file": lambda: os.open(path, os.O_RDONLY),
    "open a file that is open already": lambda: os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY),
    "write a file": lambda: os.open(path + ".new", os.O_CREAT | os.O_WRONLY),
    "list a folder": lambda: os.listdir("/"),
    "ask about a file": lambda: os.stat(path),
    "delete a file": lambda: os.unlink(path),
    "rename a file": lambda: os.rename(path, path + ".moved"),
    "make a folder": lambda: os.mkdir(path + ".d"),
    "change rights": lambda: os.chmod(path, 0o777),
    "connect by TCP": lambda: socket.create_connection(("127.0.0.1", port), 1),
    "connect by UDP": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "connect in the machine": lambda: socket.socket(socket.AF_UNIX),
    "a pair of sockets": socket.socketpair,
    "look up a name": lambda: socket.getaddrinfo("localhost", port),
    "a pipe": os.pipe,
    "start a program": lambda: os.execv("/bin/true", ["true"]),
    "spawn a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "fork": lambda: os.fork() or os._exit(0),
    "signal the parent": lambda: os.kill(parent, 0),
    "raise its limits": lambda: resource.setrlimit(7, (64, 64)),
    "shared memory": lambda: mmap.mmap(-1, 4096),
    "a file in memory": lambda: os.memfd_create("x"),
    "change the user": lambda: os.setuid(1),
    "leave the root": lambda: os.chroot("/"),
}
if os.uname().machine == "x86_64":
    numbers = dict(open=2, socket=41, vfork=58, execve=59, ptrace=101, mount=165, openat=257, unshare=272,
                   process_vm_readv=310, execveat=322, io_uring_setup=425, clone3=435, openat2=437, bpf=321,
                   userfaultfd=323, keyctl=250, shmget=29, pidfd_open=434, seccomp=317)
    for name, number in numbers.items():
        ways["system call " + name] = lambda number=number: call(number, path.encode(), 0, 0, 0, 0, 0)
"""
WAYS_IN = """
def thread():
    worker = threading.Thread(target=lambda: None)
    worker.start()
    worker.join()

ways = {
    "read what it was given": lambda: os.pread(descriptor, 1, 0),
    "use memory": lambda: bytearray(50_000_000),
    "have a thread": thread,
    "know the time": lambda: time.time(),
}
"""


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])


def inside(ways: str, path: Path, port: int, without: str = "nothing") -> dict[str, str]:
    """Try something in a process that has been shut in."""
    path.write_text("secret", encoding="utf-8")
    program = f"import sys\nsys.modules[{without!r}] = None\n" + INSIDE.replace("WAYS", ways)
    command = [sys.executable, "-c", program, str(path), str(port), json.dumps(LIMITS.as_json())]
    ended = subprocess.run(command, env=environment(), cwd=CHECKOUT, capture_output=True, check=True)
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def test_every_way_out_is_refused(tmp_path: Path, port: int) -> None:
    ended = inside(WAYS_OUT, tmp_path / "secret", port)
    assert len(ended) > 20
    assert {name: end for name, end in ended.items() if end != "refused"} == {}
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "secret"
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret"]


def test_what_reading_needs_is_left(tmp_path: Path, port: int) -> None:
    ended = inside(WAYS_IN, tmp_path / "given", port)
    assert set(ended.values()) == {"done"}


AS_NOBODY = """
import os
from geo.importers.cage import child, seal

limit = seal.limit

def limit_nobody(limits):
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    limit(limits)

seal.limit = limit_nobody
child.main()
"""


def test_files_are_read_for_whoever_is_not_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "as_nobody.py").write_text(AS_NOBODY, encoding="utf-8")
    known = environment()
    path = os.pathsep.join((known["PYTHONPATH"], str(tmp_path)))
    monkeypatch.setattr(nursery, "environment", lambda: known | {"PYTHONPATH": path})
    monkeypatch.setattr(nursery, "CHILD", "as_nobody")
    cage.close()
    try:
        assert len(cage.read_apart(b"title,date\na,2020\n", "a.csv").frame) == 1
        assert cage.read_apart(parquet(), "a.parquet").columns == ["title"]
    finally:
        cage.close()


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"title": ["a"] * 10_000}), file)
    return file.getvalue()


def test_the_cage_is_tried_in_itself_and_tells_where_it_does_not_hold() -> None:
    holds = sys.platform == "linux"
    assert (cage.shortcoming() == "") is holds
    assert (cage.known_shortcoming() == "") is holds


def test_a_system_that_cannot_filter_says_so_and_opens_nothing_all_the_same(
    tmp_path: Path, port: int
) -> None:
    only = ("open a file", "write a file", "list a folder", "connect by", "connect in", "a pair", "a pipe")
    ended = inside(
        f"{WAYS_OUT}\nways = {{n: w for n, w in ways.items() if n.startswith({only!r})}}",
        tmp_path / "secret",
        port,
        without="pyseccomp",
    )
    assert len(ended) > 6
    assert set(ended.values()) == {"refused"}


def test_small_files_get_little_and_large_ones_enough() -> None:
    small, large, packed = limits_for(2_000), limits_for(300 * MEBIBYTE), limits_for(30 * MEBIBYTE, b"PK\3\4")
    assert small.memory <= 1100 * MEBIBYTE
    assert small.processor_seconds <= 6
    assert large.memory > 4000 * MEBIBYTE
    assert packed.memory > 2000 * MEBIBYTE
    assert packed.processor_seconds > 200
    assert limits_for(10**12).memory == limits_for(10**13).memory


def test_the_environment_of_the_cage_has_no_driver_but_those_that_formats_need() -> None:
    code = "import pyogrio; print(*sorted(pyogrio.list_drivers()), sep=',')"
    drivers = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True)
    assert set(drivers.stdout.decode().strip().split(",")) == DRIVERS
    assert not DRIVERS & {"OGR_VRT", "CSV", "GML", "WFS", "HTTP", "SQLite", "GDALG"}
    assert os.environ.get("GDAL_SKIP") is None
