"""Introductions as people read them: the ways, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triplehelix.graph.paths_text import paths_text
from triplehelix.graph.texts import no_path_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from triplehelix.graph.introductions import Introductions
    from triplehelix.graph.messages import Messages
    from triplehelix.graph.values import Entity

__all__ = ["introductions_text", "none_text", "title"]


def introductions_text(found: Introductions, texts: Messages, *, parts: bool = False) -> str:
    """The ways, each with its hops; with `parts` also what their distances are made of. Where there is none, why."""
    return none_text(found, texts) if found.none else paths_text(title(found, texts), found.paths, texts, parts=parts)


def none_text(found: Introductions, texts: Messages) -> str:
    """Why there is no way, and who is nearest; nothing where there is one."""
    start, end = _ends(found, texts)
    return no_path_text(start, end, found.none, texts) if found.none else ""


def title(found: Introductions, texts: Messages) -> str:
    """From whom to whom the ways lead."""
    start, end = _ends(found, texts)
    return texts("path.title", start=start, end=end)


def _ends(found: Introductions, texts: Messages) -> tuple[str, str]:
    kinds = texts("list.and").join(found.looked_for)
    return _any(found.starts, texts), _any(found.ends, texts) or texts("path.looked_for", kinds=kinds)


def _any(ends: Iterable[Entity], texts: Messages) -> str:
    return texts("list.or").join(end.name for end in ends)
