"""The errors that a user can act on."""


class UserError(ValueError):
    """What the user gave cannot be worked with. The message is one line for a person, and says what to do."""
