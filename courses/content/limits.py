"""What the runs of a demo may use, from the few figures that its author gives."""

from sandbox.jobs import BOUNDS, Limits


def demo_limits(*, wall_seconds: float, memory_mebibytes: int, cores: int) -> Limits:
    """Seconds of wall time, MiB, cores; all cores may work all the time, as far as the sandbox allows anybody.

    Raises JobRefused where a figure is not within the sandbox's bounds.
    """
    return Limits(
        wall_seconds=wall_seconds,
        cpu_seconds=min(wall_seconds * cores, BOUNDS["cpu_seconds"][1]),
        memory_mebibytes=memory_mebibytes,
        cores=cores,
    )
