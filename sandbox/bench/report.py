"""What a measure says: its tables, and what it found that must not be."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Report:
    """`faults`, a sentence each, make the benchmark's exit status 1; figures alone never do."""

    tables: list[str]
    faults: list[str] = field(default_factory=list)
