"""Settings: frozen, read once from the environment and the options of a command."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORKERS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told.

    Attributes:
        workers: threads that read articles at the same time; each runs the model on one core.
    """

    workers: int = 2

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None, *, workers: int | None = None) -> Settings:
        """The settings of a run: an option outranks ``ONRECORD_WORKERS``, which outranks the number of cores.

        Raises:
            SettingsError: the number is none, or not between 1 and 64.
        """
        name, given = "workers", str(workers)
        if workers is None:
            environment = os.environ if environment is None else environment
            name, given = "ONRECORD_WORKERS", environment.get("ONRECORD_WORKERS") or str(min(os.cpu_count() or 1, 8))
        if not given.strip().isdecimal() or not 1 <= int(given) <= MOST_WORKERS:
            raise SettingsError(name, given, f"give a whole number from 1 to {MOST_WORKERS}")
        return cls(workers=int(given))
