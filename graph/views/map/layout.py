"""Where each node stands: the large component in the middle, small ones in rows below it."""

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product

import igraph

__all__ = ["Position", "Pull", "positions"]

Position = tuple[float, float]
Pull = tuple[str, str, float]
"""Two nodes, and how hard they are drawn together: 1 for two who work with nobody else."""
_Places = dict[str, Position]

SEED = 20
ROOM = 50.0  # the side of the square that a node gets on average
FEW = 5  # components up to this size stand close
SMALL_ROOM = 18.0
MANY = 1500
GAP = 12.0  # kept free between two nodes
LANDSCAPE = 1.45  # screens are wider than high
LOOSE, TIGHT = 0.35, 1.6  # a pull is softened to these, or a large circle would fly apart and a small one be a dot
NEAR, FAR = 2.5, 0.6  # how much harder the same pull draws within a community, and across
APART = 0.15  # across, where groups shall be told apart


def positions(sizes: Mapping[str, float], pulls: Iterable[Pull], groups: Mapping[str, str] | None = None) -> _Places:
    """
    A place for every node; `sizes` maps each node to half its width, those of one group stand together.

    The same input gives the same places, and no two nodes cover each other.
    """
    hubs = _hubs(groups or {})
    sized = {**sizes, **dict.fromkeys(hubs.values(), 1.0)}
    network = _network(sorted(sized), [*pulls, *((name, hub, 1.0) for name, hub in hubs.items())])
    components = sorted(network.connected_components(), key=lambda members: (-len(members), members))
    with _seeded():
        drawn = [_draw(network.induced_subgraph(members), sized, hubs) for members in components]
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in _pack(drawn, sized).items() if name in sizes}


def _hubs(groups: Mapping[str, str]) -> dict[str, str]:
    """For each member of a group the middle of it: a node that nobody sees, to which all of the group are drawn."""
    return {name: f"group {group}" for name, group in groups.items()}


@contextmanager
def _seeded() -> Iterator[None]:
    """The generator of igraph is one of the process: ours for a while, then Python's again."""
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 (places, not secrets)
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _network(names: Sequence[str], pulls: Iterable[Pull]) -> igraph.Graph:
    """The ties as one weighted edge a pair, so that two who share much stand close."""
    number = {name: index for index, name in enumerate(names)}
    edges = sorted((*sorted((number[a], number[b])), _softened(pull)) for a, b, pull in pulls if a != b)
    network = igraph.Graph(n=len(names), edges=[edge[:2] for edge in edges], vertex_attrs={"name": list(names)})
    network.es["weight"] = [weight for _, _, weight in edges]
    return network.simplify(combine_edges="max")


def _softened(pull: float) -> float:
    return min(max(math.sqrt(pull), LOOSE), TIGHT)


def _draw(component: igraph.Graph, sizes: Mapping[str, float], hubs: Mapping[str, str]) -> _Places:
    """One component around the origin."""
    names: list[str] = component.vs["name"]
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    if len(names) <= FEW:
        places, radius = component.layout_kamada_kawai().coords, SMALL_ROOM * len(names)
    else:
        places, radius = _by_force(component, hubs), ROOM * math.sqrt(len(names))
    return _apart(dict(zip(names, _evened(places, radius), strict=True)), sizes)


def _by_force(component: igraph.Graph, hubs: Mapping[str, str]) -> list[list[float]]:
    """Exact forces from a good start; for many nodes, whose pairs would take minutes, those of the neighbourhood."""
    pull = _pull(component, hubs)
    if component.vcount() <= MANY:
        layout = component.layout_fruchterman_reingold(
            weights=pull, seed=component.layout_kamada_kawai(), start_temp=6, niter=1500, grid=False
        )
    else:
        layout = component.layout_fruchterman_reingold(weights=pull, niter=500, grid=True)
    coordinates: list[list[float]] = layout.coords
    return coordinates


def _pull(component: igraph.Graph, hubs: Mapping[str, str]) -> list[float]:
    """How hard each edge pulls: more within a community, less between hubs, which would all meet in the middle."""
    group = _groups(component, hubs)
    reach = [math.log2(1 + degree) for degree in component.degree()]
    across = APART if hubs else FAR
    return [
        edge["weight"]
        * (NEAR if group[edge.source] == group[edge.target] else across)
        / math.sqrt(reach[edge.source] * reach[edge.target])
        for edge in component.es
    ]


def _groups(component: igraph.Graph, hubs: Mapping[str, str]) -> Sequence[object]:
    """With whom each node stands together: in its group where there are groups, else in the community of its ties."""
    if hubs:
        return [hubs.get(name, name) for name in component.vs["name"]]
    communities: list[int] = component.community_leiden("modularity", weights="weight", n_iterations=10).membership
    return communities


def _evened(places: Sequence[Sequence[float]], radius: float) -> list[Position]:
    """
    The same picture, as dense at its rim as in its middle.

    A force layout crowds the middle and flings chains far out. Directions stay; the distance from the middle becomes
    a mean of the old one and of the one that would fill a disc evenly.
    """
    mid_x, mid_y = (sorted(axis)[len(places) // 2] for axis in zip(*places, strict=True))
    distances = [math.hypot(x - mid_x, y - mid_y) for x, y in places]
    order = sorted(range(len(places)), key=lambda index: (distances[index], index))
    rank = {index: place for place, index in enumerate(order)}
    typical = distances[order[int(len(order) * 0.9)]] or 1.0
    evened = []
    for index, (x, y) in enumerate(places):
        even = math.sqrt((rank[index] + 0.5) / len(places))
        distance = radius * (0.7 * even + 0.3 * min(distances[index] / typical, 1.4))
        angle = math.atan2(y - mid_y, x - mid_x)
        evened.append((LANDSCAPE * distance * math.cos(angle), distance * math.sin(angle)))
    return evened


def _apart(places: _Places, sizes: Mapping[str, float]) -> _Places:
    """The same places with covering nodes pushed off each other."""
    moved, rounds = dict(places), 60 if len(places) <= MANY else 15
    cell = 2 * max(sizes[name] for name in places) + GAP
    for _ in range(rounds):
        if not _push(moved, sizes, cell):
            break
    return moved


def _push(places: _Places, sizes: Mapping[str, float], cell: float) -> bool:
    touched = False
    for a, b in _neighbours(places, cell):
        (ax, ay), (bx, by) = places[a], places[b]
        dx, dy = bx - ax, by - ay
        distance = math.hypot(dx, dy)
        lack = sizes[a] + sizes[b] + GAP - distance
        if lack <= 0:
            continue
        touched = True
        ux, uy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
        share = sizes[b] / (sizes[a] + sizes[b])  # the small one gives way
        places[a] = (ax - ux * lack * share, ay - uy * lack * share)
        places[b] = (bx + ux * lack * (1 - share), by + uy * lack * (1 - share))
    return touched


def _neighbours(places: _Places, cell: float) -> list[tuple[str, str]]:
    """The pairs near enough to touch, found by a grid so that 5,000 nodes are no more work each than 50."""
    grid: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, (x, y) in places.items():
        grid[int(x // cell), int(y // cell)].append(name)
    return [
        (a, b)
        for (column, row), members in grid.items()
        for across, down in product((-1, 0, 1), repeat=2)
        for b in grid.get((column + across, row + down), ())
        for a in members
        if a < b
    ]


def _pack(drawn: Sequence[_Places], sizes: Mapping[str, float]) -> _Places:
    """The first component in the middle, the others in rows as wide as it below it."""
    if not drawn:
        return {}
    packed = dict(drawn[0])
    left, right, _, bottom = _box(packed, sizes)
    x, y, row_height = left, bottom + 2 * GAP, 0.0
    for component in drawn[1:]:
        box = _box(component, sizes)
        width, height = box[1] - box[0] + 3 * GAP, box[3] - box[2] + 3 * GAP
        if x > left and x + width > right:
            x, y, row_height = left, y + row_height, 0.0
        packed |= {name: (px + x - box[0], py + y - box[2]) for name, (px, py) in component.items()}
        x, row_height = x + width, max(row_height, height)
    return packed


def _box(places: _Places, sizes: Mapping[str, float]) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of what the nodes cover."""
    return (
        min(x - sizes[name] for name, (x, _) in places.items()),
        max(x + sizes[name] for name, (x, _) in places.items()),
        min(y - sizes[name] for name, (_, y) in places.items()),
        max(y + sizes[name] for name, (_, y) in places.items()),
    )
