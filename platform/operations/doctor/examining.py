"""The whole examination, in the order in which one would mend things; no part keeps the others from being looked at."""

from collections.abc import Sequence

from operations.doctor import labour, sandbox, site, stores
from operations.doctor.diagnosis import Diagnosis, Examination, bad
from operations.health import first_line

EXAMINATIONS: Sequence[Examination] = (
    site.examine_secret,
    site.examine_debug,
    site.examine_address,
    site.examine_mail,
    site.examine_static_files,
    stores.examine_disk,
    stores.examine_database,
    stores.examine_redis,
    stores.examine_cache,
    labour.examine_workers,
    labour.examine_housekeeping,
    sandbox.examine_runner,
)


def examine_all(*, walls: bool = False) -> list[Diagnosis]:
    """Everything, and the walls around programs when they are asked for; takes some seconds."""
    wanted = [*EXAMINATIONS, sandbox.examine_walls] if walls else EXAMINATIONS
    return [each for examination in wanted for each in examined(examination)]


def examined(examination: Examination) -> Sequence[Diagnosis]:
    """What it found. That it cannot be made at all is a finding as well: a doctor is called when things are broken."""
    try:
        return examination()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the next one is made
        name = examination.__name__.removeprefix("examine_").replace("_", " ")
        return [bad(name, f"cannot be examined: {type(error).__name__}: {first_line(error)}", "Report this as a bug.")]
