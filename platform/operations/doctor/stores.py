"""Where things are kept: the database, Redis, the cache, the disk."""

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from redis import RedisError

from operations.doctor.diagnosis import Diagnosis, bad, good, of_finding, warning
from operations.health import ask_database, ask_migrations, ask_redis, first_line

MEBIBYTE = 2**20
LITTLE_MEBIBYTES = 2048
TOO_LITTLE_MEBIBYTES = 256
SEE_THE_DATABASE = "See that it runs, and that DATABASE_URL names it: postgres://name:password@host/database."
SEE_REDIS = "See that it runs, and that REDIS_URL names it: redis://:password@host:6379/0."


def examine_database() -> Sequence[Diagnosis]:
    answer = of_finding("database", ask_database(), what_to_do=SEE_THE_DATABASE)
    if answer.what_to_do:
        return [answer]  # there is nothing to be migrated where nobody answers
    return [answer, of_finding("migrations", ask_migrations(), what_to_do="Type: python manage.py migrate")]


def examine_redis() -> Sequence[Diagnosis]:
    return [of_finding("redis", ask_redis(), what_to_do=SEE_REDIS)]


def examine_cache() -> Sequence[Diagnosis]:
    """What is put in must come out again."""
    key, value = f"doctor-{secrets.token_hex(8)}", secrets.token_hex(8)
    try:
        cache.set(key, value, timeout=10)
        is_kept = cache.get(key) == value
        cache.delete(key)
    except RedisError as error:
        return [bad("cache", f"the cache does not answer: {first_line(error)}", SEE_REDIS)]
    if not is_kept:
        lost = "what was put into the cache did not come out again"
        return [bad("cache", lost, "See how much memory Redis may have: REDIS_MEMORY in .env, maxmemory in Redis.")]
    return [good("cache", "keeps what is put into it")]


def examine_disk() -> Sequence[Diagnosis]:
    """The disks that this process writes to; a database elsewhere has its own."""
    folders = {"disk of the site": existing(settings.VAR), "disk of /tmp": Path(tempfile.gettempdir())}
    return [of_disk(name, folder, shutil.disk_usage(folder).free // MEBIBYTE) for name, folder in folders.items()]


def of_disk(name: str, folder: Path, free_mebibytes: int) -> Diagnosis:
    sentence = f"{free_mebibytes:,} MiB are free at {folder}"
    what_to_do = f"Make room: du -xh --max-depth=2 {folder} | sort -h | tail shows what takes it."
    if free_mebibytes < TOO_LITTLE_MEBIBYTES:
        return bad(name, sentence, what_to_do)
    return warning(name, sentence, what_to_do) if free_mebibytes < LITTLE_MEBIBYTES else good(name, sentence)


def existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next(each for each in (folder, *folder.parents) if each.exists())
