"""Weights and tables, opened once and handed to the stages. Alone imports the runtime."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from onrecord.errors import OnrecordError
from onrecord.models.countries import load_countries
from onrecord.models.encoder import Encoder
from onrecord.models.first_names import load_first_names
from onrecord.models.gazetteer import PackedGazetteer
from onrecord.models.outlets import load_outlets
from onrecord.models.people import load_people
from onrecord.models.roles import load_roles
from onrecord.understand.tables import Tables

Opened = TypeVar("Opened")
NAMED = {"weights": "weights", "places": "gazetteer"}  # by the folder that is shipped


@cache
def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder of a folder, or the one that the package ships.

    Raises:
        OnrecordError: the folder holds no weights that this program can open.
    """
    return opened(Encoder, folder, "weights")


@cache
def load_tables() -> Tables:
    """All tables that the package ships."""
    return Tables(
        load_people(),
        load_countries(),
        load_roles(),
        load_first_names(),
        load_gazetteer(),
        load_outlets(),
    )


@cache
def load_gazetteer(folder: Path | None = None) -> PackedGazetteer:
    """The gazetteer of a folder, or the one that the package ships.

    Raises:
        OnrecordError: the folder holds no gazetteer that this program can open.
    """
    return opened(PackedGazetteer, folder, "places")


def opened(kind: Callable[[Path], Opened], folder: Path | None, shipped: str) -> Opened:
    """What a folder holds, or the folder of that name in the package.

    Raises:
        OnrecordError: it cannot be opened.
    """
    if folder is None:
        with as_file(files("onrecord.models") / shipped) as own:
            folder = Path(own)
    try:
        return kind(folder)
    except (OSError, ValueError, KeyError) as error:
        what = NAMED[shipped]
        raise OnrecordError(
            str(folder),
            f"no {what} that can be opened ({error})",
            "reinstall onrecord, or name another folder",
        ) from error
