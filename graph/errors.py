"""The errors that a user can act on."""

from collections.abc import Sequence


class UserError(ValueError):
    """What the user gave cannot be worked with. The message is one line for a person, and says what to do.

    `detail` holds further lines that show the place.
    """

    def __init__(self, message: str, detail: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.detail = tuple(detail)
