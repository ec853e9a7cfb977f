"""What the README and the pages of docs/ show is so: their commands, queries, examples and links.

A page is held to what it shows:

- a ```console block: each line `$ triplehelix ...` is run and prints what stands below it (`...` is anything), with exit
  code 0 unless `$ echo $?` follows, lines that begin with `> ` continue it; a line of a ```sh block that begins with `triplehelix` is run as well;
- a block with a file name behind its language (```csv mine/actors.csv) is that file where the page's commands run;
- a ```sparql block gives rows, or true; a ```turtle or ```trig block parses and has no term that its vocabulary does not
  define, and on the page on the model it is true of the bundled ecosystem; a ```python block is a doctest;
- a link leads to a file, and to a heading of it.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import DCAT, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, XSD, URIRef

from triplehelix.cli import cli
from triplehelix.graph import Ecosystem
from triplehelix.graph.terms import PREFIXES
from triplehelix.graph.vocabulary import vocabulary

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
PAGES: Final = (README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
LIKE: Final = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

VOCABULARIES: Final = (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SKOS, XSD)

_OF_THE_SHELL: Final = re.compile(r"[|<>;&()]+")
_BLOCK: Final = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    file: str | None
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """A command with what it prints; `...` and nothing at all are anything."""

    line: str
    output: str
    exit_code: int


def _blocks(page: Path, *languages: str) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = (
        Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])
        for match in _BLOCK.finditer(text)
    )
    return [block for block in found if block.language in languages or not languages]


def _commands(page: Path) -> list[Command]:
    return [command for block in _blocks(page, "console", "sh") for command in _of_block(block)]


def _of_block(block: Block) -> Iterator[Command]:
    if block.language == "sh":
        yield from (Command(line, "", 0) for line in block.text.splitlines() if line)
        return
    shown = re.findall(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE)
    for (line, output), (then, code) in zip_longest(shown, shown[1:], fillvalue=("", "")):
        yield Command(line.replace("\n> ", "\n"), output, int(code) if then == "echo $?" else 0)


def _runnable(page: Path) -> list[Command]:
    return [command for command in _commands(page) if command.line.startswith("triplehelix")]


def _run(line: str, folder: Path) -> tuple[int, str]:
    """The exit code of a line and what it prints, by a shell as a reader would run it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIPLEHELIX", "LC_", "LANG"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env=kept | {"PATH": path, "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout


def _needs_a_shell(line: str) -> bool:
    """Whether a line is more than a command, changes a store (so that it runs once), or ends the process after a time."""
    parts = shlex.shlex(line, posix=True, punctuation_chars=True)
    signs = ("\n", "$(", "--store", " load ", "--timeout")
    return any(sign in line for sign in signs) or any(map(_OF_THE_SHELL.fullmatch, parts))


def _run_here(line: str, folder: Path) -> tuple[int, str]:
    """The same in this process, where what a command needs is there from the one before."""
    env = {name: None for name in os.environ if name.startswith(("TRIPLEHELIX", "LC_", "LANG"))}
    with chdir(folder):
        done = CliRunner(catch_exceptions=False).invoke(cli, shlex.split(line)[1:], env=env, prog_name="triplehelix")
    return done.exit_code, done.output


def _pages_with(*languages: str) -> list[object]:
    return [
        pytest.param(page, id=str(page.relative_to(ROOT)), marks=[pytest.mark.smoke] if page == README else [])
        for page in PAGES
        if _blocks(page, *languages)
    ]


def _each(*languages: str, page: str = "") -> list[object]:
    pages = [known for known in PAGES if page in ("", known.name)]
    return [pytest.param(block, id=str(block)) for known in pages for block in _blocks(known, *languages)]


def test_the_first_two_commands_of_the_readme_are_the_two_that_need_nothing() -> None:
    assert [command.line for command in _commands(README)][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", _pages_with("console", "sh"))
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    for block in _blocks(page):
        if block.file:
            file = tmp_path / block.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
    for command in _runnable(page):
        in_a_shell = page == README or _needs_a_shell(command.line)
        done = _run(command.line, tmp_path) if in_a_shell else _run_here(command.line, tmp_path)
        if not in_a_shell and not _as_shown(command, done):
            done = _run(command.line, tmp_path)  # the order of two streams is that of a shell
        assert _as_shown(command, done), f"$ {command.line}\n(exit code {done[0]})\n{done[1]}"


def _as_shown(command: Command, done: tuple[int, str]) -> bool:
    exit_code, printed = done
    shown = not command.output or doctest.OutputChecker().check_output(command.output, printed, LIKE)
    return shown and exit_code == command.exit_code


@pytest.mark.parametrize("page", _pages_with("python"))
def test_python_examples_give_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=LIKE)
    for block in _blocks(page, "python"):
        test = doctest.DocTestParser().get_doctest(block.text, names, str(block), str(page), block.line)
        assert test.examples, f"{block} shows nothing that can be checked; begin its lines with >>>"
        runner.run(test, clear_globs=False)
        names = test.globs
    assert runner.failures == 0, capsys.readouterr().out


@pytest.mark.parametrize("block", _each("sparql"))
def test_queries_have_an_answer(block: Block, eco: Ecosystem) -> None:
    assert bool(eco.query(block.text)), "no row, or false"


def _quads(block: Block) -> list[Quad]:
    known = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return list(parse(known + block.text, format=RdfFormat.TURTLE if block.language == "turtle" else RdfFormat.TRIG))


def _terms(quads: list[Quad]) -> set[URIRef]:
    """The properties, classes and datatypes, and whatever else of known vocabularies stands there."""
    nodes = {node for quad in quads for node in (quad.predicate, quad.object) if isinstance(node, NamedNode)}
    kinds = {quad.object.datatype for quad in quads if isinstance(quad.object, Literal)}
    return {URIRef(node.value) for node in nodes | kinds if node.value.startswith(tuple(PREFIXES.values()))}


@pytest.mark.parametrize("block", _each("turtle", "trig"))
def test_turtle_can_be_parsed_and_uses_terms_that_there_are(block: Block) -> None:
    quads = _quads(block)
    assert quads
    defined = {URIRef(triple.subject.value) for triple in vocabulary().triples if isinstance(triple.subject, NamedNode)}
    unknown = {term for term in _terms(quads) - defined if not any(term in published for published in VOCABULARIES)}
    assert {term for term in unknown if not str(term).startswith(PREFIXES["eurio"])} == set()


@pytest.mark.parametrize("block", _each("turtle", "trig", page="the-model.md"))
def test_what_the_page_on_the_model_shows_is_true(block: Block, eco: Ecosystem) -> None:
    held = Store()
    held.extend(_quads(block))  # numbers are written as the store writes them
    assert [str(quad) for quad in held if quad not in eco.store] == []


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    links = [link for link in _LINK.findall(text) if "://" not in link]
    assert [link for link in links if not _leads_somewhere(page, link)] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = (page.parent / path) if path else page
    return target.exists() and (not heading or heading in _headings(target))


def _headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as the hosting sites make them."""
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(page.read_text(encoding="utf-8")))
    return {title.replace(" ", "-") for title in plain}
