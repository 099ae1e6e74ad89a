"""The files of the container agree with the settings, with each other, and with what they promise."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

from components.settings import VARIABLES, problems
from tests.checkout import CHECKOUT
from tests.trials.container import CONTAINER, copied, instructions, variables

SERVERS = {
    name: service
    for name, service in yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))["services"].items()
    if name.startswith("map-")
}
STEPS = instructions((CONTAINER / "Containerfile").read_text("utf-8"))


def test_a_server_of_the_compose_file_may_do_nothing_that_it_need_not() -> None:
    assert len(SERVERS) > 1
    for service in SERVERS.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert "ports" not in service
    (user,) = [rest for name, rest in STEPS if name == "USER"]
    assert all(int(part) > 0 for part in user.split(":"))
    assert STEPS.index(("USER", user)) < [name for name, _rest in STEPS].index("CMD")


def test_the_variables_of_the_compose_file_are_settings_that_can_be_used(tmp_path: Path) -> None:
    given = variables(tmp_path)
    ours = {name: value for name, value in given.items() if name.startswith("DASHBOARD_")}
    assert set(ours) <= set(VARIABLES)
    assert problems(ours) == []


def test_what_goes_into_the_image_is_what_the_page_runs_on() -> None:
    files = copied((CONTAINER / "Containerfile.dockerignore").read_text("utf-8"))
    assert {"dashboard.py", "requirements.lock", ".streamlit/config.toml"} <= set(files)
    assert any(name.startswith("components/frontend/vendor/") for name in files)
    assert {Path(name).parts[0] for name in files if "/" in name} == {
        ".streamlit",
        "components",
        "data",
        "geo",
    }
    assert [
        name for name in files if name.startswith("data/") and not name.startswith("data/karabakh/")
    ] == []


def test_the_proxy_knows_every_server_and_asks_whether_it_is_ready() -> None:
    caddy = (CONTAINER / "Caddyfile").read_text("utf-8")
    (proxied,) = re.findall(r"reverse_proxy ([^{]+) \{", caddy)
    assert proxied.split() == [f"{name}:8501" for name in SERVERS]
    assert "health_uri /health/ready" in caddy
    assert "lb_policy cookie" in caddy


def test_the_scripts_are_for_any_shell() -> None:
    for name in ("secrets", "rehearse"):
        subprocess.run(["sh", "-n", str(CONTAINER / name)], cwd=CHECKOUT, check=True)  # noqa: S603, S607 - Ours.


def test_the_cluster_of_the_compose_file_is_what_an_import_is_given() -> None:
    services = yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))["services"]
    cluster = [services[name] for name in ("scheduler", "worker")]
    for service in cluster:
        assert service["profiles"] == ["import"]  # The page alone is started without it.
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["networks"] == ["inside"]  # Who reaches a scheduler has code of theirs run.
        assert "ports" not in service
    steps = instructions((CONTAINER / "Containerfile.cluster").read_text("utf-8"))
    assert steps[0] == ("FROM", services["map-1"]["image"])
    assert "tcp://scheduler:8786" in steps[-1][1]
    lock = (CONTAINER / "requirements.lock").read_text("utf-8")
    assert "distributed==" in lock
