"""The short way to `policy-graph build`: python build.py [PATHS…] [--out DIR]; without paths, of seeds/."""

import sys

from graph.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
