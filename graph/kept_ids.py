"""The ids that are not canonical, each with the one that is: found in the evidence once, and kept beside the store."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from triplehelix.graph.arrays import DamagedError, Texts, as_texts, read_arrays, write_arrays
from triplehelix.graph.canonical import Canonical
from triplehelix.graph.keeping import Tell, kept, to_nobody

__all__ = ["canonical"]

_FILE: Final = "ids.arrays"
_FORM: Final = "ids 1"

Ids = Mapping[NamedNode, NamedNode]


def canonical(store: Store, folder: Path | None = None, tell: Tell = to_nobody) -> Canonical:
    """The ids that mean one thing in a store; if its folder keeps them, the evidence is not looked through for them."""
    if folder is None:
        return Canonical(store)
    return Canonical(store, kept(folder / _FILE, _read, lambda: Canonical(store).kept, _save, tell))


def _read(path: Path) -> Ids:
    members = read_arrays(path, _FORM)
    ids, canonical_ids = as_texts(members, "ids"), as_texts(members, "canonical")
    try:
        return dict(zip(map(NamedNode, ids), map(NamedNode, canonical_ids), strict=True))
    except ValueError as error:
        raise DamagedError(f"{path}: {error}") from None


def _save(ids: Ids, path: Path) -> None:
    packed = {
        "ids": Texts.of(node.value for node in ids),
        "canonical": Texts.of(node.value for node in ids.values()),
    }
    write_arrays(path, _FORM, packed)
