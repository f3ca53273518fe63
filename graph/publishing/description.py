"""The data set described for catalogues: DCAT 3, VoID, PROV, with SPDX checksums."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from graph.publishing.edition import Edition
from graph.rdf.names import DCTERMS, FOAF, PG, PROV, RDF, RDFS, XSD
from graph.snapshot.quads import PREFIXES

DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SPDX = "http://spdx.org/rdf/terms#"
IANA = "https://www.iana.org/assignments/media-types/"
MORE = {"dcat": DCAT, "void": VOID, "spdx": SPDX}
TYPES = {
    ".nq.gz": "application/n-quads",
    ".ttl.gz": "text/turtle",
    ".jsonld.gz": "application/ld+json",
    ".ttl": "text/turtle",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its path in the version's folder, its bytes and SHA-256."""

    path: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        return next((kind for end, kind in TYPES.items() if self.path.endswith(end)), "")


def description(
    edition: Edition,
    manifest: Mapping[str, object],
    sources: Sequence[Mapping[str, object]],
    files: Sequence[File],
    canonical: str,
    previous: str,
) -> str:
    """dataset.ttl. `sources` are the files read, as report.json has them; `previous` the version before, if any."""
    triples = [*_dataset(edition, manifest, canonical, previous), *_provenance(edition, manifest, sources)]
    for file in files:
        if file.media_type:
            triples += _distribution(edition, file)
    data: bytes = serialize(triples, format=RdfFormat.TURTLE, prefixes={**PREFIXES, **MORE}) or b""
    return data.decode("utf-8")


def _dataset(
    edition: Edition, manifest: Mapping[str, object], canonical: str, previous: str
) -> Iterator[Triple]:
    dataset, whole = NamedNode(edition.address), NamedNode(f"{edition.site}#dataset")
    for cls in (DCAT + "Dataset", VOID + "Dataset", PROV + "Entity"):
        yield Triple(dataset, _a(), NamedNode(cls))
    yield Triple(dataset, NamedNode(DCTERMS + "title"), Literal(edition.title, language="zh"))
    yield Triple(
        dataset, NamedNode(DCTERMS + "issued"), Literal(edition.date, datatype=NamedNode(XSD + "date"))
    )
    yield Triple(dataset, NamedNode(DCAT + "version"), Literal(edition.version))
    yield Triple(dataset, NamedNode(DCTERMS + "isVersionOf"), whole)
    yield Triple(whole, NamedNode(DCAT + "hasVersion"), dataset)
    yield Triple(
        dataset, NamedNode(DCTERMS + "language"), NamedNode("http://id.loc.gov/vocabulary/iso639-1/zh")
    )
    publisher = NamedNode(f"{edition.site}#publisher")
    yield Triple(dataset, NamedNode(DCTERMS + "publisher"), publisher)
    yield Triple(publisher, _a(), NamedNode(FOAF + "Agent"))
    yield Triple(publisher, NamedNode(FOAF + "name"), Literal(edition.publisher))
    if edition.licence_iri:
        yield Triple(dataset, NamedNode(DCTERMS + "license"), NamedNode(edition.licence_iri))
    if previous:
        yield Triple(dataset, NamedNode(DCAT + "previousVersion"), NamedNode(f"{edition.site}{previous}/"))
    yield Triple(dataset, NamedNode(DCTERMS + "conformsTo"), NamedNode(PG.rstrip("#")))
    yield Triple(dataset, NamedNode(VOID + "vocabulary"), NamedNode(PG))
    yield Triple(dataset, NamedNode(VOID + "uriSpace"), Literal(edition.base))
    yield Triple(dataset, NamedNode(VOID + "triples"), _number(manifest["statements"]))
    yield from _checksum(dataset, f"{edition.address}dataset.ttl#canonical", canonical)
    for kind, of, counted, part in (
        ("classes", "class", "entities", "classPartition"),
        ("properties", "property", "triples", "propertyPartition"),
    ):
        counts = manifest[kind]
        assert isinstance(counts, dict)
        yield Triple(dataset, NamedNode(VOID + kind), _number(len(counts)))
        for number, (iri, count) in enumerate(counts.items()):
            node = NamedNode(f"{edition.address}dataset.ttl#{of}-{number}")
            yield Triple(dataset, NamedNode(VOID + part), node)
            yield Triple(node, NamedNode(VOID + of), NamedNode(iri))
            yield Triple(node, NamedNode(VOID + counted), _number(count))


def _provenance(
    edition: Edition, manifest: Mapping[str, object], sources: Sequence[Mapping[str, object]]
) -> Iterator[Triple]:
    dataset, build = NamedNode(edition.address), NamedNode(f"{edition.address}dataset.ttl#build")
    software = NamedNode(f"{edition.address}dataset.ttl#software")
    yield Triple(dataset, NamedNode(PROV + "wasGeneratedBy"), build)
    yield Triple(build, _a(), NamedNode(PROV + "Activity"))
    yield Triple(build, NamedNode(PROV + "wasAssociatedWith"), software)
    yield Triple(software, _a(), NamedNode(PROV + "SoftwareAgent"))
    made = manifest["software"]
    assert isinstance(made, dict)
    versions = [*made.items(), ("rules", manifest["rules"]), ("ontology", manifest["ontology"])]
    yield Triple(
        software, NamedNode(RDFS + "label"), Literal(", ".join(f"{name} {held}" for name, held in versions))
    )
    for source in sources:
        sha256 = str(source["sha256"])
        node = NamedNode(f"{edition.base}source/{sha256[:16]}")
        yield Triple(build, NamedNode(PROV + "used"), node)
        yield Triple(dataset, NamedNode(PROV + "wasDerivedFrom"), node)
        yield Triple(node, NamedNode(RDFS + "label"), Literal(str(source["name"])))
        yield from _checksum(node, f"{edition.address}dataset.ttl#source-{sha256[:16]}", sha256)


def _distribution(edition: Edition, file: File) -> Iterator[Triple]:
    node = NamedNode(f"{edition.address}dataset.ttl#{file.path}")
    yield Triple(NamedNode(edition.address), NamedNode(DCAT + "distribution"), node)
    yield Triple(node, _a(), NamedNode(DCAT + "Distribution"))
    if file.path.startswith("dumps/graph."):
        dump = NamedNode(edition.address + file.path)
        yield Triple(NamedNode(edition.address), NamedNode(VOID + "dataDump"), dump)
    yield Triple(node, NamedNode(DCAT + "downloadURL"), NamedNode(edition.address + file.path))
    yield Triple(node, NamedNode(DCAT + "mediaType"), NamedNode(IANA + file.media_type))
    if file.path.endswith(".gz"):
        yield Triple(node, NamedNode(DCAT + "compressFormat"), NamedNode(IANA + "application/gzip"))
    size = Literal(str(file.size), datatype=NamedNode(XSD + "nonNegativeInteger"))
    yield Triple(node, NamedNode(DCAT + "byteSize"), size)
    yield from _checksum(node, f"{edition.address}dataset.ttl#sum-{file.path}", file.sha256)


def _checksum(of: NamedNode, iri: str, sha256: str) -> Iterator[Triple]:
    node = NamedNode(iri)
    yield Triple(of, NamedNode(SPDX + "checksum"), node)
    yield Triple(node, _a(), NamedNode(SPDX + "Checksum"))
    yield Triple(node, NamedNode(SPDX + "algorithm"), NamedNode(SPDX + "checksumAlgorithm_sha256"))
    yield Triple(
        node, NamedNode(SPDX + "checksumValue"), Literal(sha256, datatype=NamedNode(XSD + "hexBinary"))
    )


def _a() -> NamedNode:
    return NamedNode(RDF + "type")


def _number(value: object) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
