"""Weights and tables, opened once and handed to the stages. Alone imports the runtime."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.models.countries import load_countries
from onrecord.models.encoder import Encoder
from onrecord.models.first_names import load_first_names
from onrecord.models.gazetteer import PackedGazetteer
from onrecord.models.people import load_people
from onrecord.models.roles import load_roles
from onrecord.understand.tables import Tables


@cache
def load_encoder(folder: Path | None = None) -> Encoder:
    """The encoder of a folder, or the one that the package ships.

    Raises:
        OnrecordError: the folder holds no weights that this program can open.
    """
    if folder is None:
        with as_file(files("onrecord.models") / "weights") as shipped:
            folder = Path(shipped)
    try:
        return Encoder(folder)
    except (OSError, ValueError, KeyError) as error:
        raise OnrecordError(
            str(folder),
            f"no weights that can be opened ({error})",
            "reinstall onrecord, or name another folder",
        ) from error


@cache
def load_tables() -> Tables:
    """All tables that the package ships."""
    return Tables(
        load_people(), load_countries(), load_roles(), load_first_names(), load_gazetteer()
    )


@cache
def load_gazetteer(folder: Path | None = None) -> PackedGazetteer:
    """The gazetteer of a folder, or the one that the package ships.

    Raises:
        OnrecordError: the folder holds no gazetteer that this program can open.
    """
    if folder is None:
        with as_file(files("onrecord.models") / "places") as shipped:
            folder = Path(shipped)
    try:
        return PackedGazetteer(folder)
    except (OSError, ValueError, KeyError) as error:
        raise OnrecordError(
            str(folder),
            f"no gazetteer that can be opened ({error})",
            "reinstall onrecord, or name another folder",
        ) from error
