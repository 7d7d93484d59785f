"""A file that is whole or not there."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import OnrecordError
from onrecord.keep.lines import file_errors


@contextmanager
def whole_file(path: str | Path) -> Iterator[BinaryIO]:
    """A stream to `<path>.part`, which becomes `path` when the block ends well, else goes away.

    A path that is no plain file, such as /dev/stdout, is written to as it is.

    Raises:
        OnrecordError: the file cannot be made, written or renamed.
    """
    target = Path(path).resolve()
    with file_errors(str(path)):
        if target.exists() and not target.is_file():
            with open(target, "wb") as stream:
                yield stream
            return
        part = target.with_name(target.name + ".part")
        try:
            with open(part, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def whole_files(folder: str | Path, names: Iterable[str]) -> Iterator[dict[str, BinaryIO]]:
    """A stream for each name of a folder, which is made; all become files when the block ends well.

    Raises:
        OnrecordError: the folder or a file cannot be made, written or renamed.
    """
    if Path(folder).exists() and not Path(folder).is_dir():
        raise OnrecordError(
            str(folder), "this is a file", "name a folder, for a file for each list"
        )
    with file_errors(str(folder)):
        Path(folder).mkdir(exist_ok=True)
    with ExitStack() as stack:
        yield {name: stack.enter_context(whole_file(Path(folder) / name)) for name in names}
