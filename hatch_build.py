"""Builds the bundled ecosystem when the package is built or installed: its tables, merged, as one file."""

import sys
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MergedEcosystem(BuildHookInterface):  # type: ignore[type-arg] # any builder's configuration will do
    """Merges data/wallonia into data/built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        package = ModuleType("triplehelix")
        package.__path__ = [self.root]
        sys.modules["triplehelix"] = package
        from triplehelix.graph.bundled import build  # only now can it be found

        build()
