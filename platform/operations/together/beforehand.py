"""What is asked before anything starts: is the port free, do the database and Redis answer; a sentence where not."""

import os
import socket
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from operations.health import first_line

ANSWER_SECONDS = 3


class CannotStart(Exception):
    """What stands in the way, and what to do about it; nothing has been started."""


def check_settings() -> None:
    if not settings.IS_DEVELOPMENT:
        raise CannotStart(
            f"`up` is for trying Interleave on one's own machine, and the settings are {settings.SETTINGS_MODULE}.\n"
            "Unset DJANGO_SETTINGS_MODULE, or serve it as docs/operators/README.md says."
        )


def check_port(port: int) -> None:
    """Binds the port for a moment as uvicorn will; raises CannotStart when that is refused."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} needs rights you do not have. Choose one above 1023: {example(8765)}"
            ) from None
        except OSError as error:
            raise CannotStart(
                f"Port {port} is taken by another program ({error.strerror}).\n"
                f"Stop that program, or choose another port: {example(port + 1 if port < 65535 else 8765)}"
            ) from None


def example(port: int) -> str:
    return f"make up PORT={port}"


def check_database() -> None:
    os.environ.setdefault("PGCONNECT_TIMEOUT", str(ANSWER_SECONDS))
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CannotStart(
            f"The database {database_name()} does not answer: {first_line(error)}\n{database_advice()}"
        ) from None


def database_name() -> str:
    """The database in words, without its password."""
    given = connection.settings_dict
    return f"“{given['NAME']}”" + (f" at {given['HOST']}" if given["HOST"] else "")


def database_advice() -> str:
    if "DATABASE_URL" in os.environ:
        return "Start it, or correct DATABASE_URL; without DATABASE_URL an embedded database in var/ is used."
    return "Is its folder there, may you write to it, and is the disk not full?"


def check_redis(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=ANSWER_SECONDS, socket_timeout=ANSWER_SECONDS) as client:
            client.ping()
    except (RedisError, ValueError) as error:
        raise CannotStart(
            f"The Redis at {without_password(url)} does not answer: {first_line(error)}\n"
            "Start it, or correct REDIS_URL; without REDIS_URL an embedded server is used."
        ) from None


def without_password(url: str) -> str:
    """Host, port and path of an address: what may be shown."""
    parts = urlsplit(url)
    return f"{parts.netloc.rpartition('@')[2]}{parts.path}" or "(empty)"
