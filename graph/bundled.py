"""The ecosystem that ships: merged once from its tables, opened in milliseconds.

The build (`python -m triplehelix.graph.bundled`, run when the package is built or installed) writes the merged store as
an Oxigraph folder that nobody ever writes again, named by the digest of what it was made from, with all that is kept
beside a store: who installed it may not be allowed to write there. Where there is none of that name, or this machine
cannot open it, the tables are merged in memory.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from triplehelix.graph.sources.layout import TABLES
from triplehelix.graph.vocabulary import ONTOLOGY_FILES

__all__ = ["TABLES", "build", "open_bundled", "open_with_folder"]

_PACKAGE: Final = Path(__file__).parent.parent
BUILT: Final = _PACKAGE / "data" / "built"
# what decides what the store holds, and what is kept beside it, beside the tables and the ontology
_RULES: Final = (
    "affiliations.py", "arrays.py", "bundled.py", "canonical.py", "dates.py", "deriving.py", "entailment.py",
    "entities.py", "evidence.py", "exact_names.py", "gathering.py", "identifiers.py", "identity.py", "keeping.py",
    "kept_ids.py", "lookup.py", "merge.py", "moments.py", "money.py", "names.py", "preference.py", "terms.py",
    "timeline.py", "uncollected.py", "venues.py", "vocabulary.py",
    "sources/addresses.py", "sources/cells.py", "sources/dataset.py",
    "sources/delimited.py", "sources/inputs.py", "sources/journal.py", "sources/layout.py", "sources/mender.py",
    "sources/rows.py", "sources/sheets.py", "sources/statements.py", "sources/tables.py", "sources/text.py",
    "sources/triples.py", "sources/unpacking.py", "sources/workbook.py",
)  # fmt: skip


def open_bundled() -> Store:
    """The store of the ecosystem that ships, to be read only."""
    return open_with_folder()[0]


def open_with_folder() -> tuple[Store, Path | None]:
    """The same, and the folder where another process can open it too; none where it was merged in memory."""
    folder = BUILT / digest()
    try:
        return Store.read_only(str(folder)), folder
    except (OSError, RuntimeError):  # absent, or not what this machine's Oxigraph can open
        return _merged(), None


def build(folder: Path = BUILT) -> Path:
    """Write the merged store, in place of what an earlier build left; nothing is done where it stands already."""
    target = folder / digest()
    if not target.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        unfinished = folder / "unfinished"
        merged, store = _merged(), Store(str(unfinished))
        store.bulk_extend(merged)
        store.optimize()
        store.flush()
        del store  # closes its files
        _keep(merged, unfinished)
        unfinished.rename(target)
    return target


def _keep(store: Store, folder: Path) -> None:
    """Have a folder keep what answers read beside a store."""
    from triplehelix.graph.exact_names import exact_names  # the reading half, only if needed
    from triplehelix.graph.gathering import gathered
    from triplehelix.graph.kept_ids import canonical
    from triplehelix.graph.names import Names

    exact_names(lambda: Names.of(store), folder)
    canonical(store, folder)
    gathered(store, folder)


def _merged() -> Store:
    """What the tables say, merged in memory."""
    from triplehelix.graph.evidence import Load, evidence_quads  # the writing half, only if needed
    from triplehelix.graph.merge import merge
    from triplehelix.graph.sources.inputs import files_of
    from triplehelix.graph.sources.journal import Journal
    from triplehelix.graph.sources.tables import read
    from triplehelix.graph.vocabulary import vocabulary

    load = Load(TABLES.name, TABLES.name)
    contents, store = read(files_of(TABLES), load.name, Journal()), Store()
    store.bulk_extend(evidence_quads(load.told_by(contents), contents.stated))
    merge(store, vocabulary())
    return store


def digest() -> str:
    """16 hex digits of the SHA-256 of all that the merged store is made from."""
    rules = (_PACKAGE / "graph" / name for name in _RULES)
    total = hashlib.sha256()
    for path in (*sorted(TABLES.glob("*.csv")), *ONTOLOGY_FILES, *rules):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


if __name__ == "__main__":
    build()
