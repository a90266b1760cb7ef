"""Settings are read once: an option outranks the environment, which outranks the machine."""

from __future__ import annotations

import dataclasses

import pytest

from onrecord.errors import SettingsError
from onrecord.settings import MOST_WORKERS, Settings


def test_an_option_outranks_the_environment() -> None:
    assert Settings.read({"ONRECORD_WORKERS": "3"}, workers=5).workers == 5


def test_the_environment_outranks_the_machine() -> None:
    assert Settings.read({"ONRECORD_WORKERS": "3"}).workers == 3


def test_the_machine_decides_where_nothing_is_said() -> None:
    assert 1 <= Settings.read({}).workers <= 8


@pytest.mark.parametrize("given", ["0", "-1", "two", "1.5", str(MOST_WORKERS + 1)])
def test_what_is_no_number_of_workers_is_refused(given: str) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_WORKERS"):
        Settings.read({"ONRECORD_WORKERS": given})


def test_an_option_out_of_range_is_refused() -> None:
    with pytest.raises(SettingsError, match="workers"):
        Settings.read({}, workers=0)


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().workers = 3  # type: ignore[misc]
