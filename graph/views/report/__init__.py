"""The report: the state of an ecosystem as one page that fetches nothing, or as Markdown."""
