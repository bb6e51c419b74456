"""What the proof claims of a standing stack: each claim is looked at, and raises Broken with what was seen instead."""

import json
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from proof.attacks import IN_THE_RUNNER, IN_THE_WORKER, in_words, is_heard, try_all
from proof.stack import Broken, Stack
from proof.visitor import Visitor

WELL_SECONDS = 30
PEOPLE = "from accounts.models import Person; print('people:', Person.objects.count())"
NETWORK = "import socket; print('interfaces:', [name for _, name in socket.if_nameindex()])"


def hold(is_so: bool, otherwise: str) -> None:  # noqa: FBT001
    if not is_so:
        raise Broken(otherwise)


def everything_is_well(_stack: Stack, visitor: Visitor) -> str:
    """Housekeeping says so every five seconds, and a stack that has just come up may not have heard it yet."""
    give_up_at = time.monotonic() + WELL_SECONDS
    while True:
        health = json.load(visitor.open("/health/ready/"))
        unwell = {name: part["sentence"] for name, part in health["parts"].items() if not part["is_well"]}
        if not unwell or time.monotonic() > give_up_at:
            break
        time.sleep(1)
    hold(health["serves"] and not unwell, f"The health page says {unwell}")
    return "; ".join(f"{name} {part['sentence']}" for name, part in health["parts"].items())


def plain_http_leads_to_tls(stack: Stack, visitor: Visitor) -> str:
    port = stack.compose("port", "proxy", "8080").strip().rpartition(":")[2]
    answer = visitor.open(f"http://127.0.0.1:{port}/")
    hold(answer.url == f"{stack.address}/", f"http:// led to {answer.url}")
    return str(answer.url)


def a_demo_runs_to_its_end(stack: Stack, visitor: Visitor) -> str:
    demo = visitor.first_demo()
    submission, page = visitor.run(demo)
    stream = visitor.stream(submission, page)
    messages = list(visitor.messages(stream))
    events = [data for name, data in messages if name == "run"]
    outcomes = [event["outcome"] for event in events if event["kind"] == "end"]
    hold(outcomes == ["finished"], f"The run of {demo} said {events[-3:]}")
    hold(any(event["kind"] == "stdout" for event in events), f"The run of {demo} printed nothing.")
    hold(visitor.open(submission).status == 200, "The finished run does not open again.")
    tokens_stay_out_of_the_logs(stack, stream)
    return f"{demo}: {len(events)} events, {outcomes[0]}"


def the_race_lab_explores(_stack: Stack, visitor: Visitor) -> str:
    verdicts = {program: visitor.explore(program) for program in ("two-locks", "lock")}
    hold(list(verdicts.values()) == ["Fails", "Proved for this input"], f"The race lab says {verdicts}")
    return ", ".join(f"{program}: {verdict}" for program, verdict in verdicts.items())


def a_move_of_a_game_is_answered(_stack: Stack, visitor: Visitor) -> str:
    started = time.monotonic()
    steps = visitor.play("lost-update", "1.1.2")
    milliseconds = 1000 * (time.monotonic() - started)
    hold([step.split()[0] for step in steps] == ["A", "A", "B"], f"The game shows {steps}")
    return f"{'; '.join(steps)}, after {milliseconds:.0f} ms"


def tokens_stay_out_of_the_logs(stack: Stack, stream: str) -> None:
    found = re.search(r"/runs/stream/([^/?]+)", stream)
    hold(found is not None, f"{stream} is no address of a stream.")
    assert found is not None
    hold(found[1] not in stack.compose("logs", "--no-color"), "A log holds the token of a stream.")


def nobody_is_there_but_the_first_operator(stack: Stack, _visitor: Visitor) -> str:
    people = stack.inside("web", "deploy/entry", "manage", "shell", "--command", PEOPLE)
    hold("people: 0" in people, f"Somebody is there before anybody signed up: {people}")
    made = stack.inside("web", "deploy/entry", "manage", "create_operator", "grace@example.org", "--name", "Grace")
    hold(f"{stack.address}/accounts/" in made, f"The first operator gets no link: {made}")
    return "no demo people; the first operator gets a link for a password"


def the_runner_is_walled_in(stack: Stack, _visitor: Visitor) -> str:
    facts: dict[str, Any] = stack.facts("runner")
    host, user = facts["HostConfig"], facts["Config"]["User"]
    hold(host["NetworkMode"] == "none", f"The runner's network is {host['NetworkMode']}.")
    hold(host["ReadonlyRootfs"] and host["CapDrop"] == ["ALL"] and not host["Privileged"], f"The runner has {host}")
    hold(user == "10002:10010", f"The runner is user {user}.")
    interfaces = stack.inside("runner", "python3", "-c", NETWORK)
    hold("['lo']" in interfaces, f"The runner sees {interfaces}")
    status = stack.inside("runner", "cat", "/proc/1/status")
    hold(bool(re.search(r"CapEff:\s+0+\n", status)) and bool(re.search(r"Seccomp:\s+2\n", status)), status)
    hold(stack.inside("runner", "cat", "/proc/1/environ").strip("\0") == "", "The runner has an environment.")
    return "no network, no capabilities, no environment, read-only, seccomp on"


def only_its_workers_reach_the_runner(stack: Stack, _visitor: Visitor) -> str:
    holders = {}
    for service in sorted(set(stack.services()) - {"migrate"}):
        mounts: Any = stack.facts(service)["Mounts"]
        for mount in mounts:
            if mount["Destination"] == "/run/interleave":
                holders[service] = mount["RW"]
    hold(
        holders == {"runner": True, "worker-runs": False, "worker-moves": False},
        f"The socket's volume is mounted by {holders}",
    )
    return "the socket is the runner's; worker-runs and worker-moves may connect, nobody else"


def attacks_are_held(stack: Stack, _visitor: Visitor) -> str:
    def ask(requests: str) -> str:
        return stack.inside("worker-runs", *IN_THE_WORKER, stdin=requests)

    hold(is_heard(ask), "A program that may do something is not heard to do it: the attacks would prove nothing.")
    report = try_all(ask, ["docker", "exec", "-i", stack.container("runner"), *IN_THE_RUNNER])
    hold("tier 1b" in report.walls, f"The walls are {report.walls}, not those of tier 1b.")
    hold(not report.got_through, f"Attacks got through: {report.got_through}")
    return "; ".join(in_words(report))


def no_image_runs_as_root(stack: Stack, _visitor: Visitor) -> str:
    users = {}
    for service in sorted(set(stack.services()) - {"migrate"}):
        users[service] = stack.inside(service, "sh", "-c", "stat -c %u /proc/1").strip()
    hold("0" not in users.values(), f"Somebody is root: {users}")
    return ", ".join(f"{service} {user}" for service, user in users.items())


def a_backup_can_be_made(stack: Stack, _visitor: Visitor) -> str:
    dump = stack.inside("postgres", "pg_dump", "--username", "interleave", "--inserts", "interleave")
    hold("CREATE TABLE public.accounts_person" in dump, "The backup lacks the people.")
    return f"{len(dump) // 1024} KiB of SQL"


CLAIMS: Sequence[Callable[[Stack, Visitor], str]] = (
    everything_is_well,
    plain_http_leads_to_tls,
    nobody_is_there_but_the_first_operator,
    a_demo_runs_to_its_end,
    the_race_lab_explores,
    a_move_of_a_game_is_answered,
    the_runner_is_walled_in,
    only_its_workers_reach_the_runner,
    no_image_runs_as_root,
    attacks_are_held,
    a_backup_can_be_made,
)
