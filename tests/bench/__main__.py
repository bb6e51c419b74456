"""The second half of `make bench`: what the whole site adds to a run, printed as Markdown."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]


def main() -> int:
    from operations.embedded_redis import EmbeddedRedis, running_redis
    from sandbox.bench.figures import machine

    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="interleave-bench-") as folder:
        server = EmbeddedRedis(Path(folder))
        with running_redis(Path(folder), server):
            set_up_django(Path(folder), server.url)
            measure_all(Path(folder))
    return 0


def set_up_django(folder: Path, redis_url: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "website.settings.development",
        "REDIS_URL": redis_url,
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
    }
    import django

    django.setup()


def measure_all(folder: Path) -> None:
    from tests.bench import (
        clicks,
        drawing,
        exercises,
        findings,
        moves,
        order_verdicts,
        orders,
        reading,
        reviews,
        streams,
        taking_along,
    )

    measures = {
        "streams": streams.measure,
        "clicks": lambda: clicks.measure(folder),
        "section": reading.measure_section,
        "first-load": lambda: reading.measure_first_load(folder),
        "search": reading.measure_search,
        "drawing": drawing.measure_drawing,
        "findings": lambda: findings.measure_findings(folder),
        "moves": lambda: moves.measure_moves(folder),
        "orders": orders.measure_orders,
        "verdicts": order_verdicts.measure_verdicts,
        "exercises": lambda: exercises.measure_exercises(folder),
        "reviews": reviews.measure_reviews,
        "taking-along": taking_along.measure_taking_along,
    }
    chores = {"keep-findings": lambda: findings.keep_findings(folder)}
    for name in sys.argv[1:] or measures:
        print((measures | chores)[name](), flush=True)


if __name__ == "__main__":
    sys.exit(main())
