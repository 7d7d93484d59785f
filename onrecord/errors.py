"""What a user can put right, each in one line: where, what is wrong there, what to do about it."""


class OnrecordError(Exception):
    """Something that the user can put right; `cli` prints it as one line and exits.

    Args:
        where: the file, row, address or option, as the user gave it ("news.jsonl:14").
        problem: what is wrong there.
        remedy: what to do about it.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        self.where, self.problem, self.remedy = where, problem, remedy
        super().__init__(one_line(f"{where}: {problem}; {remedy}"))


class InputError(OnrecordError):
    """One input that could not be read. It stands in the article's place, and the run goes on."""


class LedgerError(OnrecordError):
    """A ledger that is locked, read-only, full, of another schema, or no ledger at all."""


def one_line(message: str) -> str:
    """The message with line ends and control characters as blanks.

    An input's own words stand in a message, so they must not be able to steer a terminal.
    """
    return "".join(char if char.isprintable() else " " for char in message)
