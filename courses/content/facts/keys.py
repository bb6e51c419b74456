"""Keys: what progress, reviews and links hang on."""

import re

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 50
WHAT_A_KEY_IS = f"small letters, digits and single hyphens, at most {LONGEST_KEY}"


RESERVED = frozenset(
    {"overview", "body", "dialogues", "book", "concepts", "examples", "aids", "cards", "practice", "exercises"}
    | {"references", "glossary", "main", "enrol", "notices", "shortcuts", "unreachable"}
)
"""What a section's page names itself: no part has such a key."""


RESERVED_ADDRESSES = frozenset({"glossary", "enrol", "leave", "progress"})
"""What stands below a course's address beside its sections."""


def is_key(text: str) -> bool:
    """Small letters, digits and single hyphens: safe in addresses and in the names of files."""
    return len(text) <= LONGEST_KEY and KEY.fullmatch(text) is not None
