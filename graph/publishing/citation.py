"""How to cite a version, and what is in it, for programs that know no RDF."""

import json
from collections.abc import Sequence

from graph.publishing.description import File
from graph.publishing.edition import Edition
from graph.publishing.tables import TableFile, schema


def citation(edition: Edition) -> str:
    """CITATION.cff. Source: https://citation-file-format.github.io/; a JSON text is a YAML text."""
    said: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": edition.title,
        "authors": [{"name": edition.publisher}],
        "version": edition.version,
        "date-released": edition.date,
        "url": edition.address,
    }
    if edition.licence:
        said["license-url" if ":" in edition.licence else "license"] = edition.licence
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())


def data_package(edition: Edition, files: Sequence[File], tables: Sequence[TableFile]) -> str:
    """datapackage.json. Source: https://datapackage.org/standard/data-package/"""
    by_path = {f"facts/{table.view}.csv": table for table in tables}
    resources = [
        {
            "name": file.path.replace("/", "-").replace("_", "-").lower(),
            "path": file.path,
            "mediatype": file.media_type,
            "bytes": file.size,
            "hash": f"sha256:{file.sha256}",
            **(
                {"title": by_path[file.path].title, "encoding": "utf-8", "schema": schema(by_path[file.path])}
                if file.path in by_path
                else {}
            ),
        }
        for file in files
        if file.media_type
    ]
    licence = {"path": edition.licence_iri, **({} if ":" in edition.licence else {"name": edition.licence})}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "policy-graph",
        "id": edition.address,
        "title": edition.title,
        "version": edition.version,
        "created": f"{edition.date}T00:00:00Z",
        **({"licenses": [licence]} if edition.licence else {}),
        "contributors": [{"title": edition.publisher, "roles": ["publisher"]}],
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
