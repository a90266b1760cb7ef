"""What can go wrong, as one tree.

::

    OnrecordError
    ├── InputError            an input could not be read; carries the origin, the reason's code and what to do
    ├── ModelError            the model's files are missing, broken or of another version
    ├── SettingsError         a setting has a value that it cannot have; names the value and the choices
    ├── ScaleError            a scale of certainty words is unknown or its file is wrong; names the scales, or the line and the reason
    ├── CodebookError         a codebook or a change to one is wrong; names the issue, or the file and the line, the reason and the choices
    ├── ExchangeError         another program's file cannot be read or written; names the place in it and what is wrong
    └── StoreError            the database cannot be used as asked; names it, what is wrong and what to do
        ├── UnknownError      it holds no such statement, speaker, article, debate, ruling; names what was asked for and what there is
        └── RulingError       a ruling has a field or a value that it cannot have; names the choices
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The base of every error that onrecord raises on purpose."""


class InputError(OnrecordError):
    """An input that could not be read: skipped, counted by its reason, and named to the user.

    Attributes:
        origin: the file, or the file and the member in it (``articles.jsonl:17``).
        reason: a short code that reports count by, for instance ``empty`` or ``not-english``.
        message: what is wrong, without the origin and the advice.
        advice: what the user can do about it.
    """

    def __init__(self, origin: str, reason: str, message: str, *, advice: str = "") -> None:
        super().__init__(f"{origin}: {message}" + (f" ({advice})" if advice else ""))
        self.origin = origin
        self.reason = reason
        self.message = message
        self.advice = advice


class ModelError(OnrecordError):
    """The model's files are missing, broken or of another version than the program expects."""


class SettingsError(OnrecordError):
    """A setting that cannot have the value given.

    Attributes:
        name: the setting.
        value: what was given.
    """

    def __init__(self, name: str, value: object, choices: str) -> None:
        super().__init__(f"{name} cannot be {value!r}; {choices}")
        self.name = name
        self.value = value


class ScaleError(OnrecordError):
    """A scale of certainty words that does not exist, or a file of one that is wrong.

    Attributes:
        name: the scale or the file.
        line: where the file is wrong, counted from 1; None for a scale that does not exist.
    """

    def __init__(self, name: str, message: str, *, line: int | None = None) -> None:
        super().__init__(f"{name}, line {line}: {message}" if line else f"{name}: {message}")
        self.name = name
        self.line = line


class CodebookError(OnrecordError):
    """A codebook that cannot be one, or a change that its issues do not allow.

    Attributes:
        name: the file, or the issue.
        message: what is wrong, without the name and the line.
        line: where the file is wrong, counted from 1; None for what comes from no file.
    """

    def __init__(self, name: str, message: str, *, line: int | None = None) -> None:
        super().__init__(f"{name}, line {line}: {message}" if line else f"{name}: {message}")
        self.name = name
        self.message = message
        self.line = line


class ExchangeError(OnrecordError):
    """A file of another program that cannot be taken in, or that cannot be written; nothing is changed.

    Attributes:
        place: the file, or the file and the place in it (``project.qdpx/project.qde``, ``debate/ferry.ann:17``).
        message: what is wrong and what can be done, without the place.
    """

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


class StoreError(OnrecordError):
    """The database cannot be used as asked: none, newer than the program, read-only, in use, broken.

    Attributes:
        name: the database, without its password.
        advice: what the user can do about it.
    """

    def __init__(self, name: str, message: str, *, advice: str = "") -> None:
        super().__init__(f"{name}: {message}" + (f" ({advice})" if advice else ""))
        self.name = name
        self.advice = advice


class UnknownError(StoreError):
    """The database holds nothing of that name or id."""


class RulingError(StoreError):
    """A ruling with a field or a value that it cannot have."""
