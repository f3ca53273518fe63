"""Where the files that ship beside the code are."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def ontology_folder() -> Path:
    """The ontology: inside an installed package, beside it in a checkout.

    >>> (ontology_folder() / "policy.ttl").is_file()
    True
    """
    inside = PACKAGE / "ontology"
    return inside if inside.is_dir() else PACKAGE.parent / "ontology"


def seeds_folder() -> Path | None:
    """The documents that a checkout holds; none in an installed package."""
    beside = PACKAGE.parent / "seeds"
    return beside if beside.is_dir() and (PACKAGE.parent / "build.py").is_file() else None
