"""A file of records that is whole or not there, and that a killed run can go on with."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

from onrecord.errors import InputError
from onrecord.keep.lines import article_digest, decode_record, encode_record, file_errors
from onrecord.record import Article, Reader, Record

Key = tuple[bytes, str, str]


class Line(NamedTuple):
    """Where a line stands in the unfinished file, in bytes."""

    start: int
    length: int


class RecordFile:
    """Writes records to `<path>.part`, which becomes `path` when the run has ended well.

    A run that was killed leaves its `.part`; the next run with the same path takes over the lines
    that it asks for with `holds`, and drops the others: the finished file holds what this run's
    inputs gave, in their order, and nothing else. A path that is no plain file, such as /dev/null,
    is written to as it is.

    Raises:
        OnrecordError: the file cannot be made, written or renamed; the records so far are kept.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._target = self.path.resolve()
        self._part = self._target.with_name(self._target.name + ".part")
        self._found: defaultdict[Key, deque[Line]] = defaultdict(deque)
        self._lines: list[Line] = []
        self._end = 0
        self._stream: BinaryIO | None = None
        self._plain = True

    def __enter__(self) -> RecordFile:
        with file_errors(str(self.path)):
            self._plain = self._target.is_file() or not self._target.exists()
            if self._plain:
                self._stream = open(self._part, "a+b")
                self._take_over(self._stream)
            else:
                self._stream = open(self._target, "wb")
        return self

    def holds(self, article: Article, reader: Reader) -> bool:
        """Whether a killed run left this article's record, by the same reader; if so, it is kept.

        Ask once for every article, in the order of the inputs: each line is taken over once.
        """
        lines = self._found.get((article_digest(article), reader.version, reader.weights))
        if not lines:
            return False
        self._lines.append(lines.popleft())
        return True

    def write(self, record: Record) -> None:
        """Add a record; when this returns, a kill does not lose it."""
        assert self._stream is not None, "write inside the with block"
        line = encode_record(record) + b"\n"
        with file_errors(str(self.path)):
            self._stream.write(line)
            self._stream.flush()
        self._lines.append(Line(self._end, len(line)))
        self._end += len(line)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._stream is not None, "opened by the with block"
        if kind is not None:
            with suppress(OSError):  # what could not be flushed has been told already
                self._stream.close()
            return
        with file_errors(str(self.path)):
            if self._plain:
                os.fsync(self._stream.fileno())
            self._stream.close()
            if self._plain:
                self._finish()

    def _take_over(self, stream: BinaryIO) -> None:
        """Find the whole lines of a killed run; a torn last line is cut off."""
        stream.seek(0)
        for line in stream:
            if not line.endswith(b"\n"):
                break
            with suppress(InputError):
                record = decode_record(line)
                reader = record.reader
                key = article_digest(record.article), reader.version, reader.weights
                self._found[key].append(Line(self._end, len(line)))
            self._end += len(line)
        stream.truncate(self._end)

    def _finish(self) -> None:
        """Rename the unfinished file, or the lines of it that this run asked for or wrote."""
        whole = self._part
        follows = [0, *(line.start + line.length for line in self._lines)]
        if [line.start for line in self._lines] + [self._end] != follows:
            whole = self._target.with_name(self._target.name + ".part2")
            with open(self._part, "rb") as lines, open(whole, "wb") as chosen:
                for line in self._lines:
                    lines.seek(line.start)
                    chosen.write(lines.read(line.length))
                chosen.flush()
                os.fsync(chosen.fileno())
        os.replace(whole, self._target)
        self._part.unlink(missing_ok=True)
