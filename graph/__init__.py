"""The library's face: `from triplehelix.graph import Ecosystem`.

`Ecosystem` is imported at its first use, because the command needs parts of this package long before it needs a store.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triplehelix.graph.ecosystem import Ecosystem

__all__ = ["Ecosystem"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name == "Ecosystem":
        from triplehelix.graph.ecosystem import Ecosystem

        return Ecosystem
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
