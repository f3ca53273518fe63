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
