"""Where the secret key comes from: made once and kept in development, demanded of the operator in production."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
HOW_TO_MAKE_ONE = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'


def kept_secret(path: Path) -> str:
    """The secret kept in `path`, made there when it is missing; readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50))
        try:
            os.link(made, path)  # two processes that start at once agree on one
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text()


def demanded_secret(name: str = "SECRET_KEY") -> str:
    """The secret of the environment; raises ImproperlyConfigured, with what to type, when it is missing or weak."""
    value = os.environ.get(name, "")
    if len(value) < SHORTEST_SECRET or len(set(value)) < 5 or value.startswith("django-insecure"):
        raise ImproperlyConfigured(
            f"{name} is missing or can be guessed: set it to {SHORTEST_SECRET} or more random characters, "
            f"for example from: {HOW_TO_MAKE_ONE}"
        )
    return value
