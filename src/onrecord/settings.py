"""Settings: frozen, read once from the environment and the options of a command."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORKERS = 64
#: The scale of certainty words that is used where none is named.
DEFAULT_SCALE = "readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told.

    Attributes:
        workers: threads that read articles at the same time; each runs the model on one core.
        scale: the name, or the file, of the scale of certainty words.
    """

    workers: int = 2
    scale: str = DEFAULT_SCALE

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, *, workers: int | None = None, scale: str | None = None) -> Settings:
        """The settings of a run: an option outranks ``ONRECORD_WORKERS`` and ``ONRECORD_SCALE``.

        Raises:
            SettingsError: the number is none, or not between 1 and 64.
        """
        name, given = "workers", str(workers)
        environment = os.environ if environment is None else environment
        if workers is None:
            name, given = "ONRECORD_WORKERS", environment.get("ONRECORD_WORKERS") or str(min(os.cpu_count() or 1, 8))
        if not given.strip().isdecimal() or not 1 <= int(given) <= MOST_WORKERS:
            raise SettingsError(name, given, f"give a whole number from 1 to {MOST_WORKERS}")
        return cls(workers=int(given), scale=scale or environment.get("ONRECORD_SCALE") or DEFAULT_SCALE)
