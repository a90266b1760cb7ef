"""Foreign libraries' warnings and log lines kept to themselves: what they mean is said by an error of ours."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer", "py3langid", "pypdfium2")


@contextmanager
def quiet() -> Iterator[None]:
    """Within it no warning is shown or raised, and the libraries that read uses log nothing."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
