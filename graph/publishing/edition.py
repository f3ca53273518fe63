"""What a publisher says of a version."""

import re
from dataclasses import dataclass
from datetime import date as day
from urllib.parse import urljoin

from graph.errors import UserError

NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,60}")
TAKEN = ("latest", "id", "ontology")  # names of the site's own folders
SPDX = "https://spdx.org/licenses/"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version: its name, its date (YYYY-MM-DD, never the clock's), and how the data set is presented.

    `base` is where the data's IRIs begin; the site stands where that does: `…/id/` under `…/`.
    Raises UserError for a name or date that cannot be used.
    """

    version: str
    date: str
    base: str
    title: str = "政策图谱 Policy Graph"
    publisher: str = "Policy Graph"
    licence: str = ""  # an SPDX identifier or an IRI; unknown stays empty
    sources: bool = True  # whether the texts are published, or only their hashes
    parquet: bool = False

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.version) or self.version in TAKEN:
            raise UserError(
                f"{self.version!r} is no name for a version; use letters, digits, dots, like 2024.1"
            )
        try:
            day.fromisoformat(self.date)
        except ValueError as error:
            raise UserError(f"{self.date!r} is no date; write it as YYYY-MM-DD") from error
        if len(self.date) != 10:
            raise UserError(f"{self.date!r} is no date; write it as YYYY-MM-DD")

    @property
    def site(self) -> str:
        """The site's own address."""
        return urljoin(self.base, "../") if self.base.startswith(("http://", "https://")) else self.base

    @property
    def address(self) -> str:
        """The version's own address."""
        return f"{self.site}{self.version}/"

    @property
    def licence_iri(self) -> str:
        return self.licence if not self.licence or ":" in self.licence else SPDX + self.licence
