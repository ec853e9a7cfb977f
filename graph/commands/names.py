"""The commands, in the order in which one meets them."""

from typing import Final

__all__ = ["COMMANDS"]

# name -> what it does in a line; `--help` needs no more, so a command is imported only when it runs
COMMANDS: Final = {
    "stats": "Count what the ecosystem holds.",
    "find": "Find actors and initiatives by name.",
    "show": "Tell what is known of an actor or initiative.",
    "why": "Tell who says so, and who says otherwise.",
    "path": "Find the ways from one actor to another.",
    "rank": "Tell who is central in the network.",
    "communities": "Tell which actors belong together.",
    "brokers": "Tell who stands between others.",
    "helix": "Tell how university, industry, government and society meet.",
    "coverage": "Tell who works where: therapies by stages of the value chain.",
    "funding": "Add up the money, each sum once.",
    "whatif": "Tell what would change if actors left, or partnerships began.",
    "suggest": "Suggest partners that an actor does not have yet.",
    "consortium": "Propose a consortium for a therapy.",
    "diff": "Tell what changed between two days.",
    "ask": "List the questions, or answer one of them.",
    "query": "Ask in SPARQL.",
    "report": "Write the state of the ecosystem, one page.",
    "map": "Write the interactive map, one HTML file.",
    "check": "Check data against the rules.",
    "reconcile": "Say which actors are one and which are not.",
    "load": "Put data into a store on disk.",
    "loads": "List what was loaded.",
    "sources": "List the documents that state facts.",
    "unload": "Take a load out of a store.",
    "backup": "Write all of a store into one file.",
    "restore": "Make a store hold what a backup holds.",
    "export": "Write the data as RDF, or as tables.",
    "template": "Write an empty workbook to fill in.",
}
