"""A snapshot published: a version that is never changed again, in a site of versions.

site.py         the whole of it: a version's folder, then what the site says of its versions
edition.py      what a publisher says of a version: its name, date, title, licence
dumps.py        the graph as compressed files, and what follows from it
tables.py       what the tables' columns are: CSVW, data package, Parquet
description.py  the data set described: DCAT, VoID, PROV, SPDX
citation.py     CITATION.cff, datapackage.json
versions.py     the list of versions, the latest, the feed
redirects.py    an entity's own address on a host of plain files
verify.py       whether all of it is as it was published
"""

from graph.publishing.edition import Edition
from graph.publishing.site import PublishError, publish
from graph.publishing.verify import Damage, verify

__all__ = ["Damage", "Edition", "PublishError", "publish", "verify"]
