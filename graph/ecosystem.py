"""The one object that users hold: an ecosystem, to see, ask and explain."""

from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from triplehelix.graph.errors import NotThen
from triplehelix.graph.names import Match
from triplehelix.graph.reading import Reading
from triplehelix.graph.values import Entity
from triplehelix.graph.watching import UNWATCHED, Watcher

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset
    from rdflib.query import Result

    from triplehelix.graph.actors import ActorFilter
    from triplehelix.graph.analyses import Analyses
    from triplehelix.graph.asking import Reply
    from triplehelix.graph.checks.findings import Report as Findings
    from triplehelix.graph.describe import Description
    from triplehelix.graph.difference import Difference
    from triplehelix.graph.explain import ExplainedPath
    from triplehelix.graph.gathering import TieFilter
    from triplehelix.graph.history import Change
    from triplehelix.graph.introductions import Introductions, Wish
    from triplehelix.graph.loading import Loaded
    from triplehelix.graph.loads import DocumentRecord, LoadRecord
    from triplehelix.graph.query import Answer
    from triplehelix.graph.questions import Question
    from triplehelix.graph.reconciling import Pairing
    from triplehelix.graph.scope import Scope
    from triplehelix.graph.snapshot import Snapshot
    from triplehelix.graph.statistics import Statistics
    from triplehelix.graph.store.generations import Generation
    from triplehelix.graph.views.map.from_store import Map
    from triplehelix.graph.views.map.model import Opening
    from triplehelix.graph.views.report.model import Report
    from triplehelix.graph.views.tables.export import TablesWritten
    from triplehelix.graph.why import Why

__all__ = ["Ecosystem"]


class Ecosystem:
    """An innovation ecosystem: its actors and initiatives, their ties, and the documents that state them.

    >>> eco = Ecosystem.open()
    >>> eco.find("uclouvain")[0].entity.name
    'UCLouvain'
    """

    def __init__(
        self, store: "Store", language: str = "en", folder: Path | None = None, snapshot: "Snapshot | None" = None
    ) -> None:
        self.store = store
        self.folder = folder
        """Where the store lives on disk, for other processes to open; None where it is in memory."""
        self.snapshot = snapshot
        """What this is a view of, and at which day; None where it is the whole."""
        self._generation: Generation | None = None
        self.reading = Reading(store, language, folder)
        """The store's names, labels, documents and ties, in the ecosystem's language."""

    @classmethod
    def open(cls, location: str | Path | None = None, language: str = "en") -> Self:
        """The bundled ecosystem, or that of a store on disk; of any other source that `load` takes, in memory.

        What a store on disk holds is read as it is now, whatever is loaded into it later.

        Raises
        ------
        InputError
            If the location is none of them, with the file, line and column of the first mistake.
        Impossible
            If a store was written in a newer format, or cannot be opened.
        """
        if location is None:
            from triplehelix.graph.bundled import open_with_folder  # the sources' half, only if needed

            store, folder = open_with_folder()
            return cls(store, language, folder)
        from triplehelix.graph.store.generations import is_store, read

        if is_store(Path(location)):
            generation = read(Path(location))
            eco = cls(generation.store, language, generation.path)
            eco._generation = generation  # stays on disk for as long as it is read
            return eco
        from triplehelix.graph.opening import open_source  # the sources' half, only if needed

        return cls(open_source(Path(location)), language)

    @staticmethod
    def load(  # noqa: PLR0913 - each is one decision of whoever loads
        folder: str | Path,
        sources: "Sequence[str | Path]",
        *,
        name: str = "",
        kind: str = "",
        columns: str | Path | None = None,
        skip: bool = False,
        ended: str = "",
        watch: Watcher = UNWATCHED,
    ) -> "list[Loaded]":
        """Write what sources hold into a store on disk, all of it or nothing; the folder is made if it is missing.

        A source is a file, folder or archive, `-` for standard input, or `wallonia`. Its content tells its `kind`, its
        name that of the load; a load of the same name is replaced. A bad row stops it all, unless such are skipped.
        `columns` is a TOML file that describes other tables; `ended` is the time to note, as xsd:dateTime; `watch`
        is told of each step.

        Raises
        ------
        InputError
            At the first mistake in a source, with its place.
        Impossible
            If another writer holds the store, or the disk is full; nothing is changed.

        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     [loaded] = Ecosystem.load(f"{folder}/store", ["wallonia"])
        ...     loaded.changed, Ecosystem.open(f"{folder}/store").loads()[0].name
        (True, 'wallonia')
        """
        from triplehelix.graph.arrivals import arrivals
        from triplehelix.graph.loading import load

        paths, described = [Path(source) for source in sources], Path(columns) if columns else None
        incoming = arrivals(paths, name=name, kind=kind, columns=described, ended=ended, watch=watch)
        return load(Path(folder), incoming, skip=skip, watch=watch)

    @staticmethod
    def unload(folder: str | Path, names: "Sequence[str]", watch: Watcher = UNWATCHED) -> list[str]:
        """Take loads out of a store on disk; what only they stated is not in it any more.

        Raises
        ------
        NameNotFound
            If no load is called so; nothing is changed.
        Impossible
            If another writer holds the store, or the disk is full; nothing is changed.
        """
        from triplehelix.graph.loading import unload

        return unload(Path(folder), names, watch=watch)

    def loads(self) -> "list[LoadRecord]":
        """What was loaded: when, from where, how much.

        >>> [load.name for load in Ecosystem.open().loads()]
        ['wallonia']
        """
        from triplehelix.graph.loads import loads

        return loads(self.store)

    def documents(self) -> "list[DocumentRecord]":
        """The documents that state facts, newest first, each with how many and in which loads.

        >>> Ecosystem.open().documents()[0].facts > 0
        True
        """
        from triplehelix.graph.loads import documents

        return documents(self.store)

    def backup(self, file: IO[bytes]) -> None:
        """Write the evidence to a binary file, as N-Quads packed by gzip: all that a store needs to be made again."""
        from triplehelix.graph.views.export import write_backup

        write_backup(self.store, file)

    @staticmethod
    def restore(folder: str | Path, backup: str | Path, watch: Watcher = UNWATCHED) -> "Loaded":
        """Make a store on disk hold what a backup holds, and nothing else.

        Raises
        ------
        InputError
            If the file is no backup; nothing is changed.
        Impossible
            If another writer holds the store, or the disk is full; nothing is changed.
        """
        from triplehelix.graph.arrivals import arrivals
        from triplehelix.graph.loading import restore

        [incoming] = arrivals([Path(backup)], kind="rdf")
        return restore(Path(folder), incoming, watch=watch)

    def at(self, day: "str | date") -> Self:
        """The ecosystem as it stood at a day (`YYYY-MM-DD`), a view in memory.

        Ties, initiatives and changes of organisations that certainly do not hold then, or have not happened, are left
        out; those that remain are marked `thx:holds "yes"` or `"maybe"`. The evidence stays whole.

        Raises
        ------
        DateError
            If the text is no day.
        Impossible
            If the ecosystem is too large for a view in memory: more than 2 million merged triples.

        >>> counted = Ecosystem.open().at("2022-01-01").statistics().counts
        >>> counted["ties"] > counted["may_hold_ties"] > 0
        True
        """
        from triplehelix.graph.dates import as_day
        from triplehelix.graph.snapshot import snapshot

        taken = snapshot(self.snapshot.whole if self.snapshot else self.store, as_day(day))
        return type(self)(taken.store, self.reading.language, snapshot=taken)

    def difference(self, start: "str | date", end: "str | date", kinds: "Collection[str]" = ()) -> "Difference":
        """What began or ended after one day and by another, surely or perhaps, and the figures that moved.

        `kinds` are classes of ties such as `Funding`: only these are told then, without initiatives and figures.

        Raises
        ------
        DateError
            If a text is no day (`YYYY-MM-DD`), or the second day is not after the first.

        >>> changes = Ecosystem.open().difference("2020-01-01", "2021-01-01", ["Acquisition"]).changes
        >>> changes[0].happening, changes[0].date
        ('began', '2020-02-03')
        """
        from triplehelix.graph.dates import as_day
        from triplehelix.graph.difference import difference

        return difference(self.reading, as_day(start), as_day(end), kinds)

    @cached_property
    def dataset(self) -> "Dataset":
        """The store as rdflib sees it: the default graph is the merged knowledge, the named graphs are the evidence."""
        from oxrdflib import OxigraphStore  # rdflib is only for those who ask for it
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.store))

    def query(self, sparql: str, timeout: float | None = None, limit: int | None = None) -> "Result":
        """Ask in SPARQL, read-only; the known prefixes need no declaration.

        With a `timeout`, in seconds, the query runs in a process of its own, which is killed when the time is over: the
        engine cannot be stopped otherwise. That process opens the store's folder; it is given a copy of a store in
        memory, which takes about 3 s for 500,000 quads. With a `limit` there are at most so many rows, or triples.

        Raises
        ------
        QueryError
            If the query cannot be parsed, would change something, or reaches beyond the store.
        TimeLimit
            If the time runs out.

        >>> bool(Ecosystem.open().query("ASK { ?t a thx:Participation }").askAnswer)
        True
        """
        from triplehelix.graph.answers import as_result

        return as_result(self.answer(sparql, timeout, limit))

    def answer(self, sparql: str, timeout: float | None = None, limit: int | None = None) -> "Answer":
        """Ask in SPARQL, and get the engine's own answer, which writes itself in the W3C formats.

        `timeout` and `limit` are as in `query`. Without them the engine works while the answer is read.

        Raises
        ------
        QueryError, TimeLimit
            As `query`.
        """
        from triplehelix.graph.answers import first
        from triplehelix.graph.query import run

        if timeout:
            from triplehelix.graph.apart import run_apart  # another process, only if needed

            return run_apart(self.store, self.folder, sparql, timeout, limit)
        return first(run(self.store, sparql), limit)[0]

    @property
    def questions(self) -> "tuple[Question, ...]":
        """The catalogue: the questions that `ask` answers.

        >>> Ecosystem.open().questions[0].asked_by in ("cluster manager", "ministry analyst", "SME")
        True
        """
        from triplehelix.graph.questions import catalogue

        return catalogue()

    def ask(self, question: "str | Question", /, **values: object) -> "Reply":
        """Answer a question of the catalogue, or one of `read_questions`; values as people type them.

        Raises
        ------
        QuestionError
            If there is no such question or parameter, or a value is not of the parameter's type.
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.

        >>> reply = Ecosystem.open().ask("funding-of-a-funder", funder="FNRS")
        >>> len(reply.rows) > 0
        True
        """
        from triplehelix.graph.asking import ask
        from triplehelix.graph.questions import chosen

        asked = chosen(self.questions, question) if isinstance(question, str) else question
        return ask(self.reading, asked, {name: str(value) for name, value in values.items()})

    def find(self, text: str, limit: int = 20) -> list[Match]:
        """The actors, office holders and initiatives whose names come near a text, best first, with scores 0 to 1."""
        return self.reading.names.find(text, limit)

    def resolve(self, name: str) -> Entity:
        """The one entity that a name means.

        Raises
        ------
        NameNotFound, AmbiguousName
            If it means none, or several.
        NotThen
            If this is a view of a day on which what it means did not exist.
        """
        meant = self._whole.resolve(name)
        if self.snapshot and not self.reading.entities.find(meant.id):
            raise NotThen(f"{meant.name} certainly did not exist on {self.snapshot.day}; choose another day, or none")
        return meant

    @cached_property
    def _whole(self) -> Reading:
        """What a view is of: who asks for what had ended does not mean another thing."""
        return Reading(self.snapshot.whole, self.reading.language) if self.snapshot else self.reading

    def show(self, name: str) -> "Description":
        """What is known of an actor, office holder or initiative.

        Raises
        ------
        NameNotFound, AmbiguousName
            If the name means none, or several.

        >>> Ecosystem.open().show("ATMP-PIT").entity.type
        'Programme'
        """
        from triplehelix.graph.describe import Describer

        return Describer(self.reading).describe(self.resolve(name), name)

    def why(self, name: str, property: str | None = None) -> "Why":  # noqa: A002 - the word that people use
        """Who says what is known of an entity: each statement with its documents, and what contradicts it.

        Raises
        ------
        NameNotFound, AmbiguousName
            If the name means none, or several.
        UnknownProperty
            If no property, kind of tie or figure is called so.

        >>> [statement.value for statement in Ecosystem.open().why("BioWin", "founded").statements]
        ['2006', '2005']
        """
        from triplehelix.graph.why import WhyReader

        return WhyReader(self.reading).about(self.resolve(name), property)

    def became(self, entity: Entity, asked: str = "") -> "Change | None":
        """The latest change by which an organisation became another, or another's; None if it did not.

        A mere change of name counts if it was `asked` for by the name of before.

        >>> eco = Ecosystem.open()
        >>> change = eco.became(eco.resolve("Henogen"))
        >>> change.after[0].name if change else ""
        'Thermo Fisher Scientific'
        """
        from triplehelix.graph.history import History

        return History(self.reading).became(entity, asked)

    def network(self, *, ties: "TieFilter | None" = None, actors: "ActorFilter | None" = None) -> "nx.Graph":
        """The affiliation network: actors and the venues where they meet, by all ties or some, of all actors or some.

        >>> from triplehelix.graph.actors import actor_filter
        >>> from triplehelix.graph.gathering import TieFilter
        >>> eco = Ecosystem.open()
        >>> firms = actor_filter(eco.reading, types=["SME"], therapies=["exosome-therapy"])
        >>> network = eco.network(actors=firms, ties=TieFilter(kinds=["Participation"]))
        >>> sorted({kind for _, kind in network.nodes(data="type")})
        ['Participation', 'SME']
        """
        from triplehelix.graph.actors import chosen
        from triplehelix.graph.gathering import narrowed
        from triplehelix.graph.network import affiliation_network

        affiliations = self.reading.paths.affiliations
        counting = narrowed(affiliations, self.store, ties) if ties else affiliations
        return affiliation_network(counting, chosen(self.store, actors) if actors else None)

    def paths(self, start: str, end: str, k: int = 3) -> "list[ExplainedPath]":
        """The k nearest ways from one actor to another that differ, explained; none if none.

        They are near by Newman's collaboration distance. For conditions, and for why there is none: `introductions`.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means none, or several.
        NotAPath
            If an end is an initiative, or both ends are the same.

        >>> eco = Ecosystem.open()
        >>> len(eco.paths("PDC*line Pharma", "Université de Liège", k=2))
        2
        """
        from triplehelix.graph.introductions import Wish

        return [*self.introductions(Wish(starts=[start], ends=[end], k=k)).paths]

    def introductions(self, wish: "Wish", today: "str | date | None" = None) -> "Introductions":
        """The ways that somebody wishes for, explained; where there is none, why, and who is nearest.

        `today` is the day from which ties are over and documents old; without it nothing is told of that.

        Raises
        ------
        NameNotFound, AmbiguousName
            If a name means nothing, or several things.
        NotAPath
            If an end is an initiative, or somebody is at both ends, or is both avoided and wanted.
        DateError
            If a text is no day.

        >>> from triplehelix.graph.introductions import Wish
        >>> wish = Wish(starts=["Exo Biologics"], to_types=["Hospital"], k=1)
        >>> Ecosystem.open().introductions(wish).paths[0].actors[-1].type
        'Hospital'
        """
        from triplehelix.graph.dates import as_day
        from triplehelix.graph.introductions import introductions

        return introductions(self.reading, wish, as_day(today) if today else None)

    def analyses(self, scope: "Scope | None" = None) -> "Analyses":
        """What can be found out about the network, of all ties and actors or within a scope.

        >>> ranking = Ecosystem.open().analyses().rank(by="degree", limit=1)
        >>> ranking.rows[0].degree >= 50
        True
        """
        from triplehelix.graph.analyses import Analyses

        return Analyses(self.reading, scope)

    def statistics(self) -> "Statistics":
        """How much there is of everything.

        >>> Ecosystem.open().statistics().counts["actors"] >= 360
        True
        """
        from triplehelix.graph.statistics import statistics

        return statistics(self.store, marked=self.snapshot is not None)

    @property
    def pairing(self) -> "Pairing":
        """Pairs of actors: which may be one, which are one and why, and what was decided.

        >>> [(each.one.name, each.other.name) for each in Ecosystem.open().pairing.suggested()]
        []
        """
        from triplehelix.graph.reconciling import Pairing

        return Pairing(self.reading)

    def check(self, today: "date | None" = None) -> "Findings":
        """What is wrong or worth a look: findings by the shapes and the audit, the gravest first.

        Without a day, what depends on it (how old documents are) is left out.

        >>> from pyoxigraph import Store
        >>> Ecosystem(Store()).check().findings[0].rule.id  # not even the ontology was merged into it
        'merge-drift'
        """
        from triplehelix.graph.checks.check import check
        from triplehelix.graph.checks.inputs import Checked

        return check(Checked(self.store), today, language=self.reading.language)

    def map(  # noqa: PLR0913 - each is one wish of whoever looks
        self,
        *,
        top: int = 0,
        around: str = "",
        depth: int = 1,
        therapies: "Sequence[str]" = (),
        query: str = "",
        opening: "Opening | None" = None,
    ) -> "Map":
        """The ecosystem, or a part of it, as one interactive page; `.save("x.html")` writes it, or another format.

        The `top` most central actors; what is `around` an actor or initiative, so many ties away; who and what works
        on some therapies; what stands in the answer of a `query`, a SELECT or CONSTRUCT. Where several are given, a
        part of a part. What is more than a page can hold is left out, and told on the page.

        Raises
        ------
        NameNotFound, AmbiguousName, NotThen
            If a name means nothing, or several things, or what did not exist on the day of the view.
        QueryError
            If the query may not be run, cannot be answered, or is an ASK.

        >>> near = Ecosystem.open().map(around="ATMP-PIT", therapies=["phage-therapy"])
        >>> 0 < len(near.page.nodes) < 50
        True
        """
        from triplehelix.graph.views.map.from_store import Map
        from triplehelix.graph.views.map.selection import Wanted

        middle = self.resolve(around).id if around else ""
        wanted = Wanted(top=top, around=middle, depth=depth, therapies=therapies, query=query)
        return Map.of(self.reading, self.snapshot.day.isoformat() if self.snapshot else "", wanted, opening)

    def report(self, since: "str | date | None" = None, today: "str | date | None" = None) -> "Report":
        """The state of the ecosystem: `.html()` is one page that fetches nothing, `.markdown()` goes into a memo.

        With `since` and `today` it tells what changed between the two days.

        Raises
        ------
        DateError
            If a text is no day, or today is not after the other.

        >>> Ecosystem.open().report().sections[0].title
        'How large it is'
        """
        from triplehelix.graph.dates import as_day
        from triplehelix.graph.views.report.contents import report

        return report(self.reading, as_day(since) if since else None, as_day(today) if today else None)

    def export(self, form: str) -> bytes:
        """The store as `turtle`, `turtle12`, `ntriples`, `trig`, `nquads` or `jsonld`.

        >>> Ecosystem.open().export("turtle").startswith(b"@prefix")
        True
        """
        from triplehelix.graph.views.export import export

        return export(self.store, form)

    def write(self, form: str, file: IO[bytes]) -> None:
        """Write to a binary file what `export` gives, in bounded memory."""
        from triplehelix.graph.views.export import write_export

        write_export(self.store, form, file)

    def write_tables(self, path: Path, load: str = "", *, excel: bool = False) -> "TablesWritten":
        """Write the evidence as tables for a spreadsheet, to be loaded back: a folder, a `.zip` or a `.xlsx`.

        A store of several loads gets a folder for each, unless one is named. With `excel` the files are such as a
        European Excel opens by a double click.

        Raises
        ------
        InputError
            If there is no such load, or none that tables can hold; if a workbook would have to hold several; if there
            is something else at the path.
        Impossible
            If it cannot be written; what was there is untouched.
        """
        from triplehelix.graph.views.tables.export import write_tables

        return write_tables(self.store, path, load, excel=excel)

    def description(self, file: Path | None = None, form: str = "", url: str = "") -> bytes:
        """DCAT-AP and VoID in Turtle: of the ecosystem, and of its export if that is a file in a `form` at a `url`."""
        from triplehelix.graph.views.dcat import PublishedFile, describe

        return describe(self.store, PublishedFile.of(file, form, url) if file else None)
