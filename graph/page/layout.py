"""Where everything stands: views in columns, computed once, at build time.

A view is what the page shows at one moment: the overview, a document opened, a section opened, an
agent with all of its tasks, the list of agents. No view shows everything, so none is a hairball.
Nothing here knows how things are drawn.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.page.classes import Class, Table
from graph.page.data import Graph, Node

GAP = 6  # between two cards of a column
GROUP_GAP = 16  # between officials, units and collective units
COLUMN_X = (0, 268, 536, 846)  # left edges; the last gap is wider, as edges cross there
OVERVIEW_AGENTS = 22  # the busiest; a card leads to the others
MANY_SECTIONS = 26  # above this many, deeper sections wait until their section is opened
GRID_COLUMNS = 5
GRID_STEP = 206
MORE = "more:agents"  # the card that leads to the list of agents


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An edge of a view: the facts of one relation between two things, or a sum of several."""

    source: str
    target: str
    relation: str
    facts: tuple[int, ...]  # places in Graph.facts


@dataclass(frozen=True, slots=True)
class Place:
    iri: str
    x: int  # middle of the card
    y: int


@dataclass(frozen=True, slots=True)
class Note:
    """Words in the picture: a column's heading, or what is missing."""

    x: int
    y: int
    width: int
    text: str
    count: int = -1


@dataclass(frozen=True, slots=True)
class View:
    kind: str  # overview | document | whole | section | agent | agents
    at: str  # the thing it is about, "" for overview and agents
    up: tuple[str, str]  # kind and thing of the view that Esc leads to
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    heads: tuple[Note, ...]
    notes: tuple[Note, ...]
    focus: int  # left edge of what a narrow screen should show
    opened: tuple[str, ...] = ()  # documents and sections shown as open


def make_views(graph: Graph, table: Table) -> tuple[View, ...]:
    return tuple(_Planner(graph, table).views())


class _Planner:
    def __init__(self, graph: Graph, table: Table) -> None:
        self.graph = graph
        self.table = table
        self.node = {node.iri: node for node in graph.nodes}
        part = {name: cls.part for name, cls in table.classes.items()}
        self.part = {node.iri: part[node.cls] for node in graph.nodes}
        self.documents = [n for n in graph.nodes if part[n.cls] == "document"]
        self.agents = [n for n in graph.nodes if part[n.cls] == "agent"]
        self.sections: dict[str, list[str]] = defaultdict(list)  # document → its sections, parents first
        self.tasks: dict[str, list[str]] = defaultdict(list)  # document → its tasks
        for node in graph.nodes:
            if part[node.cls] == "section":
                self.sections[node.document].append(node.iri)
            elif part[node.cls] == "task":
                self.tasks[node.document].append(node.iri)
        self.answers: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
        self.contains: dict[str, int] = {}  # section or task → the fact that says where it stands
        for index, fact in enumerate(graph.facts):
            if self.part.get(fact.object) == "agent" and self.part.get(fact.subject) == "task":
                self.answers[fact.subject][fact.object, fact.relation].append(index)
            elif fact.relation.startswith("has_"):
                self.contains[fact.object] = index
        self.tasks_of_agent: dict[str, list[str]] = defaultdict(list)
        for tasks in self.tasks.values():
            for task in tasks:
                for agent in dict.fromkeys(agent for agent, _ in self.answers.get(task, {})):
                    self.tasks_of_agent[agent].append(task)

    def views(self) -> Iterable[View]:
        yield self._overview()
        yield self._directory()
        for document in self.documents:
            yield self._document(document)
            if self.tasks[document.iri]:
                yield self._opened(document, None)
            for section in self.sections[document.iri]:
                if self._opens(document, section):
                    yield self._opened(document, section)
        for agent in self.agents:
            yield self._agent(agent)

    # -- the tree

    def _above(self, iri: str) -> list[str]:
        chain = []
        while (iri := self.node[iri].parent) in self.node and iri not in chain:
            chain.append(iri)
        return chain

    def _depth(self, section: str) -> int:
        return len(self._above(section))

    def _level_shown(self, document: str) -> int:
        """How deep the outline is shown before anything is opened."""
        depths = Counter(self._depth(section) for section in self.sections[document])
        level, shown = 1, depths[1]
        while depths[level + 1] and shown + depths[level + 1] <= MANY_SECTIONS:
            level += 1
            shown += depths[level]
        return level

    def _shown_sections(self, document: str, section: str | None = None) -> list[str]:
        level = self._level_shown(document)
        opened = {section, *self._above(section)} if section else set()
        return [
            iri
            for iri in self.sections[document]
            if self._depth(iri) <= level
            or self.node[iri].parent in opened
            or (section and section in self._above(iri))
        ]

    def _tasks_under(self, section: str) -> list[str]:
        return [t for t in self.tasks[self.node[section].document] if section in self._above(t)]

    def _opens(self, document: Node, section: str) -> bool:
        hidden = len(self._shown_sections(document.iri, section)) > len(self._shown_sections(document.iri))
        return bool(self._tasks_under(section)) or hidden

    # -- views

    def _overview(self) -> View:
        shown = self._busiest(self._agents_of([task for tasks in self.tasks.values() for task in tasks]))
        places = self._document_places()
        more = [MORE] if len(self.agents) > len(shown) else []
        places += self._agent_places(shown, middle=None, more=more)
        links = [link for d in self.documents for link in self._sums(d.iri, self.tasks[d.iri], set(shown))]
        heads = self._heads({0: len(self.documents), 3: len(self.agents)})
        return View("overview", "", ("", ""), tuple(places), tuple(links), heads, (), COLUMN_X[0])

    def _directory(self) -> View:
        groups: dict[str, list[Node]] = defaultdict(list)
        for agent in self.agents:
            label = self.table.classes[agent.cls].label
            groups["集合单位" if agent.collective else agent.group or label].append(agent)
        kinds = [self.table.classes[c].label for c in self.table.classes] + list(self.table.values.values())
        places, notes, y = [], [], 0
        for name in sorted(groups, key=lambda g: (g == "集合单位", kinds.index(g) if g in kinds else 99, g)):
            members = sorted(groups[name], key=lambda a: (-len(self.tasks_of_agent[a.iri]), a.label, a.iri))
            notes.append(Note(0, y, GRID_STEP, name, len(members)))
            y += 30
            for index, agent in enumerate(members):
                row, column = divmod(index, GRID_COLUMNS)
                width, height = self._size(agent.iri)
                places.append(
                    Place(agent.iri, column * GRID_STEP + width // 2, y + row * (height + GAP) + height // 2)
                )
            y += -(-len(members) // GRID_COLUMNS) * (24 + GAP) + GROUP_GAP
        return View("agents", "", ("overview", ""), tuple(places), (), (), tuple(notes), 0)

    def _document(self, document: Node) -> View:
        sections, tasks = self._shown_sections(document.iri), self.tasks[document.iri]
        places = self._document_places() + self._section_places(sections)
        links = self._section_links(document.iri, sections)
        direct = [task for task in tasks if self.node[task].parent == document.iri]
        places += self._column(direct, 2, middle=None)
        links += [self._link_down(task) for task in direct]
        links += [link for task in direct for link in self._answer_links(task)]
        agents = self._agents_of(tasks)
        shown = self._busiest(agents)
        for section in sections:
            inside = [t for t in tasks if next((s for s in self._above(t) if s in sections), "") == section]
            links += self._sums(section, inside, set(shown))
        links = [link for link in links if self.part[link.target] != "agent" or link.target in shown]
        places += self._agent_places(shown, middle=None, more=[MORE] if len(shown) < len(agents) else [])
        notes = () if agents else (Note(COLUMN_X[3], 0, 178, "本文件没有写明责任单位"),)
        if not tasks:
            notes = (Note(COLUMN_X[2], 0, 240, "本文件没有分列任务，只显示章节"), *notes)
        elif not direct:
            notes = (Note(COLUMN_X[2], 0, 240, "点一个章节，看它的任务"), *notes)
        heads = self._heads(
            {0: len(self.documents), 1: len(sections), 2: len(direct) or -1, 3: len(agents)},
        )
        return View(
            "document",
            document.iri,
            ("overview", ""),
            tuple(places),
            tuple(links),
            heads,
            notes,
            COLUMN_X[1],
            (document.iri,),
        )

    def _opened(self, document: Node, section: str | None) -> View:
        """A section's tasks with their agents; without a section, all tasks of the document."""
        if section:
            sections = self._shown_sections(document.iri, section)
            tasks = self._tasks_under(section)
        else:
            sections, tasks = self.sections[document.iri], self.tasks[document.iri]
        places = self._document_places()
        if section:
            places += self._section_places(sections)
            middle = next((p.y for p in places if p.iri == section), None) if len(tasks) < 20 else None
            places += self._column(tasks, 2, middle=middle)
        else:
            places += self._column(tasks, 2, middle=None)
            places += self._beside_tasks(sections, {place.iri: place.y for place in places})
        y_of = {place.iri: place.y for place in places}
        links = self._section_links(document.iri, sections)
        links += [self._link_down(task) for task in tasks]
        links += [link for task in tasks for link in self._answer_links(task)]
        agents = self._agents_of(tasks)
        spread = [y_of[task] for task in tasks]
        places += self._agent_places(
            self._near(agents, tasks, y_of), middle=(min(spread) + max(spread)) // 2 if spread else None
        )
        silent = tasks and not agents
        notes = (Note(COLUMN_X[3], 0, 178, "这些任务没有写明责任单位"),) if silent else ()
        heads = self._heads(
            {0: len(self.documents), 1: len(sections), 2: len(tasks), 3: len(agents)},
        )
        opened = [document.iri, *([section, *self._above(section)] if section else sections)]
        return View(
            "section" if section else "whole",
            section or document.iri,
            ("document", document.iri),
            tuple(places),
            tuple(links),
            heads,
            notes,
            COLUMN_X[2] if tasks else COLUMN_X[1],
            tuple(dict.fromkeys(opened)),
        )

    def _agent(self, agent: Node) -> View:
        tasks = self.tasks_of_agent[agent.iri]
        sections = list(dict.fromkeys(s for t in tasks if self.part[s := self.node[t].parent] == "section"))
        documents = list(dict.fromkeys(self.node[t].document for t in tasks))
        places = self._column(tasks, 2, middle=None)
        y_of = {place.iri: place.y for place in places}
        links = []
        for task in tasks:
            links.append(self._link_down(task))
            links += [link for link in self._answer_links(task) if link.target == agent.iri]
        for section in sections:
            inside = [y_of[t] for t in tasks if self.node[t].parent == section]
            y_of[section] = sum(inside) // len(inside)
            fact = self.contains[section]
            links.append(Link(self.node[section].document, section, "has_section", (fact,)))
        places += self._near_column(sections, 1, y_of)
        y_of |= {place.iri: place.y for place in places}
        for document in documents:
            inside = [y_of[t] for t in tasks if self.node[t].document == document]
            y_of[document] = sum(inside) // len(inside)
        places += self._near_column(documents, 0, y_of)
        height = min(max((place.y for place in places), default=0), 560)
        width, card = self._size(agent.iri)
        places.append(Place(agent.iri, COLUMN_X[3] + width // 2, max(height // 2, card // 2)))
        heads = self._heads({0: len(documents), 1: len(sections), 2: len(tasks), 3: 1} if tasks else {3: 1})
        notes = () if tasks else (Note(COLUMN_X[2], 0, 250, "没有任务写明由其承担"),)
        opened = (*documents, *sections)
        return View(
            "agent",
            agent.iri,
            ("overview", ""),
            tuple(places),
            tuple(links),
            heads,
            notes,
            COLUMN_X[2],
            opened,
        )

    # -- links

    def _link_down(self, iri: str) -> Link:
        fact = self.graph.facts[index := self.contains[iri]]
        return Link(fact.subject, iri, fact.relation, (index,))

    def _section_links(self, document: str, sections: Sequence[str]) -> list[Link]:
        """Edges from the document to its top sections; indents show the deeper ones."""
        return [self._link_down(s) for s in sections if self.node[s].parent == document]

    def _answer_links(self, task: str) -> list[Link]:
        return [
            Link(task, agent, role, tuple(facts))
            for (agent, role), facts in sorted(self.answers.get(task, {}).items())
        ]

    def _sums(self, source: str, tasks: Sequence[str], among: set[str]) -> list[Link]:
        """One edge to each agent for all of its tasks there."""
        facts: dict[str, list[int]] = defaultdict(list)
        for task in tasks:
            for (agent, _), indexes in self.answers.get(task, {}).items():
                if agent in among:
                    facts[agent] += indexes
        return [Link(source, agent, "sum", tuple(sorted(found))) for agent, found in sorted(facts.items())]

    def _agents_of(self, tasks: Sequence[str]) -> list[str]:
        counts = Counter(agent for task in tasks for agent in {a for a, _ in self.answers.get(task, {})})
        return sorted(counts, key=lambda a: (-counts[a], self.node[a].label, a))

    def _busiest(self, agents: Sequence[str]) -> list[str]:
        """The first of a ranked list, and the collective units, which are folded away anyway."""
        single = [agent for agent in agents if not self.node[agent].collective]
        return [*single[:OVERVIEW_AGENTS], *(a for a in agents if self.node[a].collective)]

    def _near(self, agents: Sequence[str], tasks: Sequence[str], y_of: dict[str, int]) -> list[str]:
        """Agents ordered by where their tasks stand, so that few edges cross."""
        at: dict[str, list[int]] = defaultdict(list)
        for task in tasks:
            for agent, _ in self.answers.get(task, {}):
                at[agent].append(y_of[task])
        return sorted(agents, key=lambda a: (sum(at[a]) / len(at[a]), self.node[a].label, a))

    # -- places

    def _size(self, iri: str) -> tuple[int, int]:
        cls = self.table.classes[self.node[iri].cls] if iri in self.node else self._agent_class()
        return cls.width, cls.height

    def _agent_class(self) -> Class:
        return next(cls for cls in self.table.classes.values() if cls.part == "agent")

    def _stack(self, items: Sequence[str], x: int, middle: int | None, gaps: set[str]) -> list[Place]:
        """One below the other; `middle` is where the column's middle should be, if there is room above."""
        places: list[Place] = []
        y = 0
        for iri in items:
            width, height = self._size(iri)
            y += GROUP_GAP if iri in gaps and places else 0
            places.append(Place(iri, x + width // 2, y + height // 2))
            y += height + GAP
        shift = max(0, middle - (y - GAP) // 2) if middle is not None else 0
        return [Place(place.iri, place.x, place.y + shift) for place in places]

    def _column(self, items: Sequence[str], column: int, middle: int | None) -> list[Place]:
        return self._stack(items, COLUMN_X[column], middle, set())

    def _near_column(self, items: Sequence[str], column: int, wish: dict[str, int]) -> list[Place]:
        """Each as near to its wish as the one above allows."""
        places, bottom = [], 0
        for iri in items:
            width, height = self._size(iri)
            y = max(bottom + height // 2, wish[iri])
            places.append(Place(iri, COLUMN_X[column] + width // 2, y))
            bottom = y + height // 2 + GAP
        return places

    def _beside_tasks(self, sections: Sequence[str], y_of: dict[str, int]) -> list[Place]:
        """Each section beside the middle of its own tasks, or just above its first sub-section."""
        wish: dict[str, int] = {}
        for section in reversed(sections):
            own = [y_of[t] for t in self._tasks_under(section) if self.node[t].parent == section]
            below = [wish[s] - 30 for s in sections if self.node[s].parent == section and s in wish]
            wish[section] = sum(own) // len(own) if own else min(below, default=0)
        return self._near_column(sections, 1, wish)

    def _document_places(self) -> list[Place]:
        return self._column([d.iri for d in self.documents], 0, None)

    def _section_places(self, sections: Sequence[str]) -> list[Place]:
        return self._column(sections, 1, None)

    def _agent_places(
        self, agents: Sequence[str], middle: int | None, more: Sequence[str] = ()
    ) -> list[Place]:
        """Officials, then units, then the card for more, then collective units, which are folded away."""
        persons = [a for a in agents if self.node[a].cls == "official"]
        folded = [a for a in agents if self.node[a].collective]
        units = [a for a in agents if a not in persons and a not in folded]
        gaps = {group[0] for group in (units, folded, more) if group}
        shown = len(persons) + len(units) + len(more)
        top = self._stack([*persons, *units, *more, *folded], COLUMN_X[3], None, gaps)
        if middle is None or not shown:
            return top
        shift = max(0, middle - top[shown - 1].y // 2)
        return [Place(place.iri, place.x, place.y + shift) for place in top]

    def _heads(self, counts: dict[int, int]) -> tuple[Note, ...]:
        labels: dict[int, list[str]] = defaultdict(list)
        widths: dict[int, int] = {}
        for cls in self.table.classes.values():
            labels[cls.column].append(cls.label)
            widths[cls.column] = cls.width
        return tuple(
            Note(COLUMN_X[column], 0, widths[column], "与".join(reversed(names)), counts.get(column, -1))
            for column, names in sorted(labels.items())
            if column in counts
        )
