"""How much of a file step 1 is willing to take in. Anything above is refused with one line."""

MAX_BYTES = 64 * 1024 * 1024  # of a file as given
MAX_UNPACKED = 256 * 1024 * 1024  # bytes, all parts of a docx together
MAX_PART = 64 * 1024 * 1024  # bytes, one XML part of a docx
MAX_PARTS = 10_000  # entries of a docx package
MAX_PAGES = 5_000  # of a PDF
MAX_CELLS = 200_000  # of all tables of an HTML page or a plain text, with those that merged cells cover
MAX_COLUMNS = 1_000  # of a table; wider spans are cut to this


def in_mib(size: int) -> str:
    """
    >>> in_mib(64 * 1024 * 1024)
    '64 MiB'
    """
    return f"{size / 1024 / 1024:.0f} MiB"
