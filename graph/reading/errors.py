"""The one error of step 1."""


class UnreadableError(ValueError):
    """A file as a whole cannot be read. `name` is the file's name, `reason` says why and what helps.

    >>> str(UnreadableError("报告.doc", "an old Word file;\\nconvert it first"))
    '报告.doc: an old Word file; convert it first'
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = " ".join(name.split())
        self.reason = " ".join(reason.split())
        super().__init__(f"{self.name}: {self.reason}")

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str]]:
        return UnreadableError, (self.name, self.reason)  # worker processes hand errors back pickled
