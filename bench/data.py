"""The files and stores that rows work on."""

import shutil
from functools import cached_property
from itertools import islice
from pathlib import Path

from bench.cordis import write_cordis
from bench.generator import projects, write_meetings, write_n_triples, write_specialities
from bench.measure import operation
from networkx import gnm_random_graph

__all__ = ["Data", "write_pairs"]


class Data:
    """The files that rows work on, each made when a row first asks for it."""

    def __init__(self, folder: Path, size: int, *, dated: bool = False) -> None:
        self._folder = folder
        self._size = size
        self._dated = dated

    @cached_property
    def dated(self) -> "Data":
        """The same, of projects that have a start and an end."""
        return Data(self._folder, self._size, dated=True)

    @property
    def triples(self) -> Path:
        """Made-up projects as N-Triples."""
        return self._written[0]

    @property
    def size(self) -> str:
        """How many triples they really are: the last project is whole."""
        return f"{self._written[1]:,} triples"

    @property
    def quads(self) -> Path:
        """All that our store makes of those, the evidence and the merged knowledge, as one N-Quads file."""
        return self._dumped.with_suffix(".nq")

    @property
    def merged(self) -> Path:
        """The merged knowledge alone, as one N-Triples file."""
        return self._dumped.with_suffix(".merged.nt")

    @property
    def projects(self) -> int:
        """How many a CORDIS download has; at full size as many as Horizon 2020."""
        return max(10, self._size * 35 // 1000)

    @cached_property
    def cordis(self) -> Path:
        """Made-up projects as a CORDIS download."""
        path = self._folder / "cordis.zip"
        write_cordis(path, self.projects)
        return path

    @cached_property
    def eu(self) -> Path:
        """The same as a store on disk, loaded once."""
        path = self._folder / "eu" / "cordis.zip"
        path.parent.mkdir()
        path.symlink_to(self.cordis)
        operation("base-us", path)
        return path.with_name("base")

    @cached_property
    def specialised(self) -> Path:
        """That store with therapies and stages of a third of the organisations, of which CORDIS tells nothing."""
        path = self._folder / "specialised" / "specialities.nt"
        path.parent.mkdir()
        shutil.copytree(self.eu, path.with_name("base"))
        write_specialities(path, self.projects)
        operation("base-us", path)
        return path.with_name("base")

    @cached_property
    def strangers(self) -> list[tuple[str, str]]:
        """Pairs of organisations, by their short names: an early and a late one that came to those who were there."""
        known = (project.seats for project in islice(projects(), self.projects) if not project.seats[0].is_new)
        names = [seats[-1].organisation.id.replace("pic-", "O") for seats in known if seats[-1].is_new]
        return list(zip(names, reversed(names), strict=True))[: len(names) // 2]

    @cached_property
    def tenfold(self) -> Path:
        """What a network is made from, of ten times as many projects, as N-Triples."""
        path = self._folder / "tenfold.nt"
        write_meetings(path, 10 * self.projects)
        return path

    @cached_property
    def pairs(self) -> Path:
        """A network of nodes and edges drawn by lot, an edge a line; 4,000 nodes and 24,000 edges at full size."""
        path, nodes = self._folder / "pairs.txt", max(20, min(4_000, self._size * 4 // 1000))
        write_pairs(path, nodes, 6 * nodes)
        return path

    @cached_property
    def drawn(self) -> Path:
        """A network as large as one page can hold: 5,000 nodes and 15,000 edges at full size."""
        path, nodes = self._folder / "drawn.txt", max(20, min(5_000, self._size * 5 // 1000))
        write_pairs(path, nodes, 3 * nodes)
        return path

    @cached_property
    def mapped(self) -> Path:
        """A store on disk of which the network is nearly as large: 4,900 actors and projects at full size."""
        path = self._folder / "mapped" / "projects.nt"
        path.parent.mkdir()
        write_n_triples(path, self._size * 14 // 100, dated=True)
        operation("base-us", path)
        return path.with_name("base")

    @cached_property
    def more(self) -> Path:
        """The same triples of other projects and organisations; beside them is a store that holds 1.3 times as much."""
        path = self._folder / "more" / "more.nt"
        path.parent.mkdir()
        write_n_triples(path.with_name("first.nt"), self._size * 13 // 10)
        operation("base-us", path.with_name("first.nt"))
        others = self.triples.read_bytes().replace(b"/cordis-", b"/other-").replace(b"/pic-", b"/other-")
        path.write_bytes(others)
        return path

    def stored(self, path: Path) -> Path:
        """All quads of the store on disk that a file makes, as one N-Quads file."""
        operation("dump-store-us", path)
        return path.with_suffix(".stored.nq")

    @cached_property
    def _dumped(self) -> Path:
        operation("dump-us", self.triples)
        return self.triples

    @cached_property
    def _written(self) -> tuple[Path, int]:
        path = self._folder / ("dated.nt" if self._dated else "projects.nt")
        return path, write_n_triples(path, self._size, dated=self._dated)


def write_pairs(path: Path, nodes: int, edges: int) -> None:
    """Write a network of nodes and edges drawn by lot, an edge a line."""
    drawn = gnm_random_graph(nodes, edges, seed=1).edges
    path.write_text("".join(f"{one} {other}\n" for one, other in drawn), encoding="utf-8")
