"""What a dry run says to the person: kept as JSON with the upload."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

MOST_SHOWN = 200


@dataclass(frozen=True)
class Change:
    """One text that will be another: where, what stands there, what will."""

    place: str
    before: str
    after: str
    source: str = ""


@dataclass
class Report:
    """Problems refuse the whole file; notes only tell."""

    summary: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, Any]:
        """Return what the upload keeps: long lists are cut, and say how long they were."""
        return {
            "ok": self.ok,
            "summary": self.summary,
            "problems": self.problems[:MOST_SHOWN],
            "notes": self.notes[:MOST_SHOWN],
            "changes": [asdict(change) for change in self.changes[:MOST_SHOWN]],
            "more_problems": max(0, len(self.problems) - MOST_SHOWN),
            "more_notes": max(0, len(self.notes) - MOST_SHOWN),
            "more_changes": max(0, len(self.changes) - MOST_SHOWN),
        }


def refused(problem: str) -> dict[str, Any]:
    """Return the report of a file that cannot be read at all."""
    return Report(problems=[problem]).as_json()
