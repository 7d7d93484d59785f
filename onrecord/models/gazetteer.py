"""The gazetteer that is shipped, read in place: places/, made by train/gazetteer.py.

gazetteer.bin: the length of the header (4 bytes, little endian), the header (JSON: the words that
columns number, and the length of each section), the sections. Columns are arrays with one value an
entry. Names and keys are lines in blocks of 64; a block is found by its offset, a key by the first
key of its block. A key's line gives its entries, the most populous first; "~" stands behind an
entry that has the key as another name.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np

from onrecord.understand.gazetteer import Candidate, place_key

LAYOUT = 1
MOST = 64  # entries of one name that are looked at, the most populous
OF_ENTRIES = ("id", "latitude", "longitude", "population", "country", "division", "feature")
TYPES = {
    "id": "<u4",
    "latitude": "<i4",
    "longitude": "<i4",
    "population": "<u4",
    "country": "<u2",
    "division": "<u2",
    "feature": "u1",
    "names_at": "<u4",
    "keys_at": "<u4",
}


class PackedGazetteer:
    """The packed gazetteer of a folder, gazetteer.bin and card.json, read as it is looked up.

    Raises:
        OSError: there is no such file.
        ValueError: it is no gazetteer of this layout.
    """

    def __init__(self, folder: Path) -> None:
        self.card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        self.tuned: Mapping[str, float] = self.card["tuned"]
        with (folder / "gazetteer.bin").open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._bytes[:4], "little")
        header = json.loads(self._bytes[4 : 4 + size])
        if header["layout"] != LAYOUT:
            raise ValueError(f"layout {header['layout']}, not {LAYOUT}")
        self._lists: dict[str, list[str]] = header["lists"]
        self._block: int = header["block"]
        lengths: dict[str, int] = header["sections"]
        ends = list(accumulate(lengths.values(), initial=4 + size))
        self._start = dict(zip(lengths, ends, strict=False))
        self._columns = {
            name: np.frombuffer(
                self._bytes, kind, lengths[name] // np.dtype(kind).itemsize, self._start[name]
            )
            for name, kind in TYPES.items()
        }
        self._of_entries = [(name, self._columns[name]) for name in OF_ENTRIES]
        self._blocks = {
            name: (self._columns[f"{name}_at"].astype(np.int64) + self._start[name]).tolist()
            for name in ("names", "keys")
        }
        begin = self._start["first_keys"]
        first = self._bytes[begin : begin + lengths["first_keys"]]
        self._first_keys = first.split(b"\n")
        self.find = lru_cache(maxsize=1 << 16)(self._find)  # most names of an archive come often

    def __len__(self) -> int:
        return len(self._columns["id"])

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """Every place of that name, compared as `place_key` writes it; the most populous first."""
        key = place_key(name).encode()
        number = bisect_right(self._first_keys, key) - 1
        if not key or number < 0:
            return ()
        begin, end = self._blocks["keys"][number : number + 2]
        if self._first_keys[number] != key:
            begin = self._bytes.find(b"\n" + key + b"\t", begin, end) + 1
            if not begin:
                return ()
        line = self._bytes[begin + len(key) + 1 : self._bytes.find(b"\n", begin)]
        references = line.decode().split(" ")[:MOST]
        return tuple(
            self._candidate(int(reference.rstrip("~")), not reference.endswith("~"))
            for reference in references
        )

    def _lines(self, section: str, number: int) -> bytes:
        """One block of a section of lines."""
        begin, end = self._blocks[section][number : number + 2]
        return self._bytes[begin:end]

    def _candidate(self, entry: int, is_main: bool) -> Candidate:
        value = {name: column.item(entry) for name, column in self._of_entries}
        number, line = divmod(entry, self._block)
        division = self._lists["divisions"][value["division"]]
        return Candidate(
            geonames_id=value["id"] or None,
            name=self._lines("names", number).split(b"\n")[line].decode(),
            latitude=value["latitude"] / 1e4,
            longitude=value["longitude"] / 1e4,
            country=self._lists["countries"][value["country"]] or None,
            division=division or None,
            admin1=self._lists["admin1"][value["division"]] or None,
            feature=self._lists["features"][value["feature"]],
            population=value["population"],
            is_main=is_main,
        )
