"""Every command once against the built wheel, in an environment without the development group.

    python tests/smoke.py FOLDER

The wheel and the environment stay in FOLDER. The same wheel that passed before is not installed again, so that a
second run takes seconds.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
REQUIREMENTS: Final = ROOT / "requirements" / "run.txt"
VERSION: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
FORMATS: Final = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "jsonld": "jsonld"}
# where the package stands, whether it opens the store that the build merged, and whether pytest stayed outside
WHERE: Final = """
import importlib.util, triplehelix.graph
from triplehelix.graph import bundled
assert "site-packages" in triplehelix.graph.__file__, triplehelix.graph.__file__
assert (bundled.BUILT / bundled.digest()).is_dir(), "the merged store is not in the wheel"
assert importlib.util.find_spec("pytest") is None, "the development group is here"
print("fine")
"""
LIBRARY: Final = """
from triplehelix.graph import Ecosystem
eco = Ecosystem.open()
assert len(eco.query("SELECT ?a { ?a a thx:Actor }")) >= 360
assert eco.network().number_of_edges() > 0
print("fine")
"""


@dataclass(frozen=True)
class Check:
    """Something to run, and whether what it printed (or wrote to a file) is right."""

    arguments: Sequence[str]
    is_right: Callable[[str], bool]
    file: str = ""
    program: str = "triplehelix"

    @property
    def name(self) -> str:
        shown = [part if "\n" not in part else "..." for part in self.arguments]
        return " ".join([self.program, *shown])


def begins(text: str) -> Callable[[str], bool]:
    return lambda printed: printed.lower().startswith(text)


def holds(*texts: str) -> Callable[[str], bool]:
    return lambda printed: all(text in printed for text in texts)


CHECKS: Final = [
    Check(["-c", WHERE], begins("fine"), program="python"),
    Check(["-W", "error", "-c", LIBRARY], begins("fine"), program="python"),
    Check(["--version"], lambda printed: printed == f"triplehelix {VERSION}\n"),
    Check(["--help"], holds("Commands:", "Example: triplehelix path")),
    Check(["stats"], holds("actors", "ties")),
    Check(["stats", "--format", "json"], lambda printed: json.loads(printed)["actors"] >= 360),
    Check(["why", "BioWin", "founded"], holds("2005", "2006", "contested", "preferred")),
    Check(["find", "uclouvain", "--format", "json"], lambda printed: json.loads(printed)[0]["name"] == "UCLouvain"),
    Check(["find", "uclouvain", "--format", "table"], holds("UCLouvain")),
    Check(["reconcile", "Orgenesis Belgium"], holds("Orgenesis Services Belgium", "like name")),
    Check(["show", "BioWin"], begins("biowin · cluster")),
    Check(["--lang", "fr", "path", "pdc line", "ulb"], begins("chemins entre pdc*line pharma et ")),
    Check(["path", "pdc line", "ulb", "--format", "json"], lambda printed: bool(json.loads(printed)["paths"][0]["hops"])),
    Check(["stats", "--at", "2022-01-01", "--format", "json"], lambda printed: json.loads(printed)["may_hold_ties"] > 0),
    Check(["diff", "2020-01-01", "2025-01-01"], holds("Catalent acquired MaSTherCell")),
    Check(["rank", "--limit", "5"], holds("rank,actor,", ",BioWin,Cluster,")),
    Check(["helix"], holds("university – industry", "BioWin")),
    Check(["brokers", "--between", "hospital", "--between", "industry"], holds("1. Université de Liège", "hospital – industry")),
    Check(["communities"], holds("1. ", "BioWin", "exosome therapy")),
    Check(["coverage", "--therapy", "phage-therapy", "--format", "csv"], holds("quality control,,1,Sciensano")),
    Check(["funding", "--format", "csv"], holds("group,id,standing,", "Walloon Government,", ",counted,EUR,8,68700000,")),
    Check(["consortium", "--therapy", "cell-therapy", "--stages", "manufacturing"], holds("Horizon Europe", "DE", "BE")),
    Check(["export", "--format", "dcat"], holds("a dcat:Catalog", "void:triples")),
    Check(["ask", "funding-of-a-funder", "funder=eib"], holds("counted,EUR,3,68000000")),
    Check(["query", "ASK { ?t a thx:Participation ; thx:participant ?a . ?a a thx:Actor }"], begins("true")),
    Check(["query", "ASK { thx:Actor rdfs:label ?label ; rdfs:comment ?comment }"], begins("true")),
    Check(["check", "--today", "2026-11-21"], begins("0 errors, ")),
    Check(["check", "--profile", "eccp"], begins("0 errors, ")),
    Check(["map", "-o", "map.html"], begins("<!doctype html>"), file="map.html"),
    Check(["report", "-o", "report.html"], begins("<!doctype html>"), file="report.html"),
    Check(["sources", "--format", "json"], lambda printed: len(json.loads(printed)) > 300),
    # a store on disk, from an empty workbook to its backup
    Check(["template", "-o", "members.xlsx"], begins("")),
    Check(["--store", "kept", "load", "wallonia", "members.xlsx"], holds("wallonia: wallonia", "members: members.xlsx")),
    Check(["--store", "kept", "load", "wallonia"], holds("nothing has changed")),
    Check(["--store", "kept", "loads"], holds("members,members.xlsx,", "wallonia,wallonia,")),
    Check(["--store", "kept", "export", "--load", "members", "-o", "members.zip"], begins("")),
    Check(["--store", "kept", "load", "members.zip"], holds("0 new")),
    Check(["--store", "kept", "reconcile", "--accept", "BioWin", "example-cells"], begins("")),
    Check(["--store", "kept", "reconcile", "--list", "decided"], holds("BioWin", "accept")),
    Check(["--store", "kept", "backup", "kept.nq.gz"], begins("")),
    Check(["--store", "kept", "unload", "members"], begins("unloaded members")),
    Check(["--store", "kept", "restore", "kept.nq.gz"], begins("restored ")),
    Check(["--store", "kept", "show", "Example Cells"], begins("biowin")),  # what was decided is in the backup
    *(Check(["export", "--format", form, "-o", f"x.{suffix}"], holds("PDC*line Pharma", "evidence" if form != "turtle" else "thx:SME"), file=f"x.{suffix}") for form, suffix in FORMATS.items()),
]  # fmt: skip


def main() -> int:
    """Build, install, run; 0 if all is right."""
    if len(sys.argv) != 2:
        say("usage: python tests/smoke.py FOLDER")
        return 2
    folder = Path(sys.argv[1]).resolve()
    try:
        wheel = built(folder / "dist")
        seal, mark = folder / "passed", digest(wheel, REQUIREMENTS, Path(sys.executable).resolve())
        if not (seal.is_file() and seal.read_text(encoding="utf-8") == mark):
            seal.unlink(missing_ok=True)
            install(wheel, folder / "venv")
    except subprocess.CalledProcessError as error:
        say(f"FAILED  {' '.join(map(str, error.cmd))}\n{error.stdout}{error.stderr}")
        return 1
    failed = run_all(folder / "venv" / "bin")
    if not failed:
        seal.write_text(mark, encoding="utf-8")
    say(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


def built(folder: Path) -> Path:
    """The wheel, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    command([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, venv: Path) -> None:
    """A fresh environment with the pinned requirements and the wheel, and nothing else."""
    command([sys.executable, "-m", "venv", "--clear", str(venv)])
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command([*pip, "--require-hashes", "-r", str(REQUIREMENTS)])
    command([*pip, "--no-deps", str(wheel)])


def command(arguments: Sequence[str]) -> None:
    subprocess.run(arguments, check=True, capture_output=True, text=True)


def digest(*files: Path) -> str:
    return " ".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


def run_all(programs: Path) -> int:
    """How many checks failed, run in an empty folder far from the repository."""
    with tempfile.TemporaryDirectory(prefix="triplehelix-smoke-") as empty:
        return sum(not passed(check, programs, Path(empty)) for check in CHECKS)


def passed(check: Check, programs: Path, folder: Path) -> bool:
    began = time.perf_counter()
    result = subprocess.run(
        [str(programs / check.program), *check.arguments],
        cwd=folder, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    trouble = complaint(check, result, folder)
    say(f"{'FAILED' if trouble else 'ok':<6}  {time.perf_counter() - began:5.2f} s  {check.name}{trouble}")
    return not trouble


def complaint(check: Check, result: "subprocess.CompletedProcess[str]", folder: Path) -> str:
    """What is wrong with a result; empty if nothing is."""
    if result.returncode:
        return f"\n        exit code {result.returncode}: {result.stderr.strip()}"
    file = folder / check.file
    if check.file and not file.is_file():
        return f"\n        wrote no {check.file}"
    printed = file.read_text(encoding="utf-8") if check.file else result.stdout
    try:
        right = check.is_right(printed)
    except (ValueError, LookupError, TypeError) as error:
        return f"\n        {error!r} in what it wrote: {printed[:300]!r}"
    return "" if right else f"\n        did not write what it should: {printed[:300]!r}"


def environment() -> dict[str, str]:
    """That of this process, without what would lead Python or the command elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TRIPLEHELIX_", "LC_"))}
    return {**kept, "LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"}


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
