"""Step 5e: what is kept of each document, and the comparison of all documents of one jurisdiction.

    reading → Kept (on disk) → groups of one prefecture → outcomes, alignments; identities, lineage

A document is kept without its text's structure: what it promises and reports, and the things it names. A group
is a prefecture with all that lies in it; groups are compared one by one, so that memory does not grow with
the corpus, and what is compared with what follows from place and year alone.
"""
