"""Refuses a host whose walls make less than the tier that is asked for."""

from sandbox.jail.standing import NoSandboxHere
from sandbox.selftest.probes.files import OWN_PROC
from sandbox.selftest.standing import Standing, Tier
from sandbox.selftest.telling import as_remedies
from sandbox.selftest.testing import PROBES, SelfTestFailed, ask_for_standing

RUN = (Tier.ONE, Tier.ONE_B)
"""The tiers that may be asked for; why not tier 2, says docs/decisions/0009-tier-2-is-never-run.md."""
NEEDED = {probe.name for probe in PROBES if probe.is_needed}


def require_tier(wanted: Tier) -> Standing:
    """What stands here, found in a fresh process; raises NoSandboxHere below `wanted`, with what to type."""
    try:
        standing = ask_for_standing()
    except SelfTestFailed as error:
        raise NoSandboxHere(f"No program can be run here: the self-test of the walls failed: {error}") from None
    if not standing.tier.is_at_least(wanted):
        raise NoSandboxHere(refusal(standing, wanted))
    return standing


def refusal(standing: Standing, wanted: Tier) -> str:
    """Why, wall by wall, and exactly what to type."""
    needed = NEEDED | ({OWN_PROC} if wanted is Tier.ONE else set())
    missing = [wall for wall in standing.missing if wall.name in needed]
    walls = "\n".join(f"✗ {wall.name}: {wall.tested}; {wall.control}" for wall in missing)
    return (
        f"No program can be run here: tier {wanted} is asked for, and the walls of this host make tier {standing.tier}."
        f" Everything else works.\n{walls}\n\n{as_remedies(missing)}"
    )
