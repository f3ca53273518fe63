"""A snapshot sent to a larger store: any server that speaks SPARQL 1.1 Graph Store Protocol.

parts.py   the snapshot's graphs, in parts
client.py  a server, as it is spoken to
push.py    what is there already is left, the rest is sent, all of it is counted
"""

from graph.pushing.client import PushError, Remote
from graph.pushing.push import Pushed, push

__all__ = ["PushError", "Pushed", "Remote", "push"]
