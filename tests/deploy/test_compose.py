"""What docker-compose.yml promises of every service, read from the file: no engine is needed to hold it to that."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
STACK = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = STACK["services"]
STAYING = sorted(SERVICES.keys() - {"migrate"})
OURS = sorted(name for name, service in SERVICES.items() if "build" in service)
SOCKET = "runner-socket:/run/interleave"
GREENLET = "/srv/venv/lib/python3*/site-packages/greenlet"
"""The one package beside the standard library that the runner needs: the race lab explores with it."""
DEMANDED = ["SECRET_KEY", "SITE_ADDRESS", "ALLOWED_HOSTS", "POSTGRES_PASSWORD", "REDIS_PASSWORD"]


def stages() -> dict[str, str]:
    """The last stage of each image by name: from its FROM to the next one."""
    parts = (ROOT / "deploy" / "Dockerfile").read_text().split("\nFROM ")[1:]
    return {part.split("\n")[0].split(" AS ")[1]: part for part in parts}


def new_env(address: str) -> dict[str, str]:
    command = [sys.executable, "deploy/new_env.py", address]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in said.splitlines() if line and not line.startswith("#"))


def test_the_services_are_those_of_the_plan():
    plan = "proxy web migrate worker-runs worker-moves worker-background runner beat postgres redis"

    assert set(SERVICES) == set(plan.split())


@pytest.mark.parametrize("name", STAYING)
def test_every_service_that_stays_tells_whether_it_is_well(name: str):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_service_has_more_rights_than_none(name: str):
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.keys() & {"privileged", "cap_add", "devices", "pid", "ipc", "userns_mode"}


@pytest.mark.parametrize("name", OURS)
def test_our_images_are_read_only_and_nobody_is_root_in_them(name: str):
    stage = stages()[SERVICES[name]["build"]["target"]]

    assert SERVICES[name]["read_only"] is True
    assert "\nUSER 1000" in stage


def test_whoever_is_not_ours_is_not_root_either():
    assert SERVICES["postgres"]["user"] == "postgres"
    assert SERVICES["redis"]["user"] == "999:999"


def test_only_the_proxy_has_a_door_to_the_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_what_holds_data_has_no_way_out_and_keeps_it_in_a_volume():
    assert STACK["networks"]["inside"]["internal"] is True
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["inside"]
        assert SERVICES[name]["volumes"][0].split(":")[0] in STACK["volumes"]


def test_the_runner_has_no_network_and_no_environment():
    runner = SERVICES["runner"]

    assert runner["network_mode"] == "none"
    assert not runner.keys() & {"networks", "environment", "env_file"}
    assert 'ENTRYPOINT ["env", "-i",' in stages()["runner"]


def test_the_runner_is_bounded_and_has_its_own_list_of_system_calls():
    runner = SERVICES["runner"]

    assert {"pids_limit", "mem_limit", "memswap_limit"} <= runner.keys()
    assert "seccomp:deploy/seccomp-runner.json" in runner["security_opt"]


def test_the_runners_image_holds_nothing_of_the_site():
    copied = [line for line in stages()["runner"].splitlines() if line.startswith("COPY")]

    assert copied == ["COPY sandbox sandbox", f"COPY --from=packages {GREENLET} greenlet/"]
    assert "rm -rf sandbox/runs" in stages()["runner"]


def test_the_socket_is_shared_by_the_runner_and_its_workers_alone():
    holders = {name: volume for name in SERVICES for volume in SERVICES[name].get("volumes", []) if SOCKET in volume}

    assert holders == {"runner": SOCKET, "worker-runs": f"{SOCKET}:ro", "worker-moves": f"{SOCKET}:ro"}


def test_every_part_that_a_service_is_started_as_is_one_that_the_image_can_be():
    parts = {service["command"][0] for service in SERVICES.values() if service.get("image", "").endswith("/site")}

    assert parts == {"web", "migrate", "worker-runs", "worker-moves", "worker-background", "beat"}
    for part in parts:
        assert f"\n  {part}) " in entry()


def test_nothing_secret_has_a_default():
    text = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()

    for name in DEMANDED:
        assert f"${{{name}:?" in text
        assert f"${{{name}:-" not in text
        assert f"\n{name}=\n" in example


def test_a_new_env_is_complete_and_never_the_same_twice():
    one, other = new_env("https://learn.example.org"), new_env("https://learn.example.org")

    assert all(one[name] for name in DEMANDED)
    assert one["ALLOWED_HOSTS"] == "learn.example.org"
    secrets = ["SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"]
    assert len({env[name] for env in (one, other) for name in secrets}) == 6


def test_the_images_install_exactly_the_locks_with_their_hashes():
    for stage, lock in (("packages", "production"), ("bundle", "frontend")):
        assert f"requirements/{lock}.txt" in stages()[stage]
        assert "--require-hashes" in stages()[stage]


def test_the_proxy_neither_holds_streams_back_nor_logs_their_tokens():
    site = (ROOT / "deploy/proxy/site.conf").read_text()
    stream = site.split("location /runs/stream/ {")[1].split("}")[0]

    assert "proxy_buffering off;" in stream
    assert "access_log off;" in stream
    assert "error_log /dev/null" in stream
    assert "X-Forwarded-Proto $public_scheme" in site


def test_the_web_server_writes_no_access_log():
    assert "uvicorn website.asgi:application --host 0.0.0.0 --port 8000 --no-access-log" in entry()


def entry() -> str:
    return (ROOT / "deploy" / "entry").read_text()


def test_the_list_of_system_calls_is_what_its_script_writes():
    before = (ROOT / "deploy/seccomp-runner.json").read_text()
    command = [sys.executable, "-c", "import seccomp; print(seccomp.text(), end='')"]

    written = subprocess.run(command, cwd=ROOT / "deploy", capture_output=True, text=True, check=True).stdout

    assert written == before


def test_the_list_allows_a_jail_and_none_of_the_kernels_side_doors():
    profile = json.loads((ROOT / "deploy/seccomp-runner.json").read_text())
    allowed = {name for rule in profile["syscalls"] for name in rule["names"]}

    assert allowed >= {"unshare", "clone", "clone3", "setns", "mount", "umount2", "pivot_root", "sethostname"}
    side_doors = "bpf ptrace keyctl add_key perf_event_open io_uring_setup userfaultfd kexec_load init_module reboot"
    assert not allowed & set(side_doors.split())
    assert profile["defaultAction"] == "SCMP_ACT_ERRNO"


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="no docker-compose here (Debian: docker-compose)")
def test_docker_compose_itself_finds_the_file_valid(tmp_path: Path):
    env = tmp_path / "env"
    env.write_text("".join(f"{name}={value}\n" for name, value in new_env("https://learn.example.org").items()))

    result = subprocess.run(
        ["docker-compose", "--env-file", env, "config", "--quiet"], cwd=ROOT, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stderr


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="no docker-compose here (Debian: docker-compose)")
def test_an_unfilled_example_is_refused(tmp_path: Path):
    command = ["docker-compose", "--env-file", ROOT / ".env.example", "config", "--quiet"]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert result.returncode != 0
    assert "is missing. Make an .env first, see .env.example" in result.stderr


def test_the_runner_refuses_below_the_tier_that_its_file_can_give():
    """1b by default, since docker-compose 1.29 cannot take Docker's masks off /proc; 1 with the file that does."""
    tier1 = yaml.safe_load((ROOT / "docker-compose.tier1.yml").read_text())["services"]["runner"]

    assert SERVICES["runner"]["command"][-2:] == ["--tier", "${RUNNER_TIER:-1b}"]
    assert tier1["command"] == [*SERVICES["runner"]["command"][:-1], "${RUNNER_TIER:-1}"]
