"""The one error of the exporter: what failed, where, what was expected and what was found."""

from enum import IntEnum

MAX_LINE = 400


class Kind(IntEnum):
    """Why an export failed; the value is the exit code of the process."""

    OPTION = 2
    SOURCE = 3
    OUTPUT = 4
    MEMORY = 5


class ExportError(Exception):
    """Printed as `error: WHAT (WHERE): expected …, got …` and, where given, a `hint:` line."""

    def __init__(
        self, kind: Kind, what: str, where: object, expected: str, got: str, hint: str = ""
    ) -> None:
        super().__init__(what)
        self.kind = kind
        self.what = what
        self.where = str(where)
        self.expected = expected
        self.got = got
        self.hint = hint

    def lines(self) -> list[str]:
        """The lines to print, each shorter than MAX_LINE characters."""
        error = (
            f"error: {self.what} ({_shorten(self.where, 120)}): "
            f"expected {self.expected}, got {_shorten(self.got, 130)}"
        )
        lines = [_shorten(error, MAX_LINE - 1)]
        if self.hint:
            lines.append(_shorten(f"hint: {self.hint}", MAX_LINE - 1))
        return lines


def source_error(what: str, where: object, expected: str, got: str, hint: str = "") -> ExportError:
    """An error of the model that is to be exported."""
    return ExportError(Kind.SOURCE, what, where, expected, got, hint)


def option_error(what: str, where: object, expected: str, got: str, hint: str = "") -> ExportError:
    """An error of the command line."""
    return ExportError(Kind.OPTION, what, where, expected, got, hint)


def output_error(where: object, error: BaseException, hint: str = "") -> ExportError:
    """An error of writing the bundle."""
    return ExportError(
        Kind.OUTPUT, "cannot write", where, "a place that can be written", reason(error), hint
    )


def reason(error: BaseException) -> str:
    """What a library's exception says, in one printable line."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = " ".join(str(error).split())
    return text or type(error).__name__


def _shorten(text: str, limit: int) -> str:
    """Cuts the middle out of a text, whose ends say the most; control characters become spaces."""
    text = "".join(char if char.isprintable() else " " for char in text)
    if len(text) <= limit:
        return text
    head = (limit - 1) // 2
    return text[:head] + "…" + text[len(text) - (limit - 1 - head) :]


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception is Python's or torch's way to say that no memory is left."""
    return isinstance(error, MemoryError) or "allocate memory" in str(error)
