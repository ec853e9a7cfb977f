"""The money: totals against the questions and a count from the tables, concentration, rates, and the command."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counted import funding as counted
from tests.test_cli import run
from tests.test_network import a_store
from tests.test_output import faults
from tests.test_questions import tables

from triplehelix.graph import Ecosystem
from triplehelix.graph.analysis.funding import Funding
from triplehelix.graph.analysis.inequality import gini, herfindahl, top_share
from triplehelix.graph.analysis.money_groups import BY
from triplehelix.graph.analysis.rates import Rate, read_rates
from triplehelix.graph.analysis.totals import Total
from triplehelix.graph.commands import funding as command
from triplehelix.graph.errors import InputError, NameNotFound
from triplehelix.graph.messages import messages
from triplehelix.graph.scope import Scope
from triplehelix.graph.terms import local_name

Rows = Iterable[Sequence[str]]

DOLLARS: Final = [Rate("USD", Decimal("0.5"), "2022-06-30", "a bank")]


def summed(rows: Iterable[Total]) -> set[tuple[str, ...]]:
    """Each total as the questions show it: group, standing, currency, fundings, sum."""
    words = messages("en").section("funding.standing")
    return {
        (row.group, words[row.standing], row.currency, str(row.fundings), "" if row.total is None else f"{row.total:f}")
        for row in rows
    }


def money(turtle: str, by: str = "funder", scope: Scope | None = None, **wanted: Any) -> Funding:
    return Ecosystem(a_store(turtle)).analyses(scope).funding(by, **wanted)


def a_funding(name: str, funder: str = "m", *, amount: str = "", currency: str = "EUR", **said: str) -> str:
    """A funding; what is `said` besides, by property."""
    more = [f"thx:{prop} {value}" for prop, value in said.items()]
    sums = f":{name}-sum a thx:Money ; thx:value {amount} ; thx:currency '{currency}' . " if amount else ""
    own = [f"thx:amount :{name}-sum"] if amount else []
    return f":{name} {' ; '.join(['a thx:Funding', f'thx:funder :{funder}', *own, *more])} . {sums}"


YEAR: Final = {"date": "'2020'^^<http://www.w3.org/2001/XMLSchema#gYear>"}


def told(found: Iterable[Total]) -> list[tuple[object, ...]]:
    return [(row.group, row.standing, row.currency, row.total) for row in found]


# the bundled money, against the questions and against a count from the tables


@pytest.mark.parametrize(
    ("by", "question", "until"),
    [
        ("funder", "funding-by-funder", 5),
        ("year", "funding-by-year", 5),
        ("therapy", "funding-by-therapy", 5),
        ("instrument", "funding-by-instrument", 5),
        ("kind", "funding-by-kind-of-recipient", 5),
    ],
)
def test_the_totals_are_the_questions(eco: Ecosystem, by: str, question: str, until: int) -> None:
    found = summed(eco.analyses().funding(by).rows)
    asked = {tuple("undated" if by == "year" and not cell and not at else cell for at, cell in enumerate(row[:until]))
             for row in eco.ask(question).texts}  # fmt: skip
    assert found == asked


def test_the_totals_by_programme_are_the_questions_and_what_names_none_stands_beside(eco: Ecosystem) -> None:
    found, asked = eco.analyses().funding("programme"), eco.ask("funding-by-initiative").texts
    named = (row for row in found.rows if row.id)
    assert summed(named) == {(name, *rest) for name, to, *rest, _ in asked if to == "the initiative"}
    assert summed(found.grants) == {(name, *rest) for name, to, *rest, _ in asked if to == "a participant"}
    assert {row.group for row in found.rows if not row.id} == {"no programme or project named"}


def test_the_totals_by_funder_are_those_that_are_counted_from_the_tables(eco: Ecosystem) -> None:
    rows = counted.funding_by_funder(tables())
    assert summed(eco.analyses().funding("funder").rows) == {tuple(row[:-1]) for row in rows}


def test_the_totals_by_kind_are_those_that_are_counted_from_the_tables(eco: Ecosystem) -> None:
    assert summed(eco.analyses().funding("kind").rows) == set(counted.funding_by_kind_of_recipient(tables()))


def test_the_total_of_all_has_each_funding_once(eco: Ecosystem) -> None:
    found = eco.analyses().funding("therapy")
    ties = [tie for row in found.all for tie in row.ties]
    assert len(ties) == len(set(ties)) == sum(row["type"] == "Funding" for row in tables()["ties"])
    assert {tie for row in found.rows for tie in row.ties} == set(ties)


def test_the_concentration_is_the_questions(eco: Ecosystem) -> None:
    asked = {row[0]: row for row in eco.ask("funding-concentration", top="3").rows}
    for one in eco.analyses().funding().concentration:
        currency, recipients, named, total, covered, top, hhi = asked.pop(one.money.currency)
        assert (one.recipients, one.money.value, one.counted.value) == (recipients, named, total)
        assert [round(100 * share, 1) for share in (one.covered, one.top3)] == [float(str(covered)), float(str(top))]
        assert (round(one.hhi), one.money.currency) == (hhi, currency)
    assert not asked


def test_the_largest_recipients_add_up_to_what_is_told_of_them(eco: Ecosystem) -> None:
    [euros, _] = eco.analyses().funding().concentration
    shares = [each.share for each in euros.largest]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares[:3]) == pytest.approx(euros.top3)
    assert sum(shares) == pytest.approx(euros.top10)


def test_public_and_private_money_is_the_questions(eco: Ecosystem) -> None:
    words = {"public": "public authorities", "private": "companies", "either": "public or private"}
    found = {(words[one.side], one.money.currency): str(one.money.value) for one in eco.analyses().funding().sides}
    asked = {
        (side, currency): total
        for side, _, standing, currency, _, total in eco.ask("funding-public-and-private").texts
        if standing == "counted"
    }
    assert {key: value for key, value in found.items() if value != "0"} == asked


# any money, against the question


@st.composite
def worlds(draw: st.DrawFn) -> str:
    """Fundings of two actors, some of them shares of others, in two currencies, of all standings."""
    marks = [{}, YEAR, {"status": "thx:proposed"} | YEAR, {"confidence": "thx:deduced"} | YEAR]
    parts = []
    for number in range(draw(st.integers(1, 7))):
        amount = str(draw(st.sampled_from(["", 1, 2, 5])))
        said = dict(draw(st.sampled_from(marks)))
        if number and draw(st.booleans()):
            said["shareOf"] = f":f{draw(st.integers(0, number - 1))}"
        said["recipient"] = f":{draw(st.sampled_from('cd'))}"
        currency, funder = draw(st.sampled_from(["EUR", "EUR", "USD"])), draw(st.sampled_from("ab"))
        parts.append(a_funding(f"f{number}", funder, amount=amount, currency=currency, **said))
    return "".join(parts)


@given(worlds())
def test_whatever_is_a_share_of_what_the_totals_are_the_questions(turtle: str) -> None:
    eco = Ecosystem(a_store(turtle))
    assert summed(eco.analyses().funding().rows) == {row[:5] for row in eco.ask("funding-by-funder").texts}


@given(worlds())
def test_with_a_rate_of_one_half_dollars_count_half(turtle: str) -> None:
    analyses = Ecosystem(a_store(turtle)).analyses()
    before, after = analyses.funding(), analyses.funding(rates=DOLLARS)

    def worth(found: Funding, rates: Mapping[str, Decimal]) -> Decimal:
        sums = (row.total * rates[row.currency] for row in found.all if row.total is not None)
        return sum(sums, Decimal(0))

    assert worth(after, {"EUR": Decimal(1)}) == worth(before, {"EUR": Decimal(1), "USD": Decimal("0.5")})


def test_a_whole_adds_what_its_shares_leave_and_a_share_goes_where_it_goes() -> None:
    whole = a_funding("w", amount="10", initiative=":p", **YEAR) + ":p a thx:Project . "
    shares = a_funding("s", amount="4", shareOf=":w", recipient=":a") + a_funding("t", shareOf=":w", recipient=":b")
    found = money(whole + shares, "programme")
    assert told(found.rows) == [("p", "counted", "EUR", 10), ("p", "inside", "", None)]
    assert told(money(whole + shares, "kind").rows)[:2] == [
        ("project", "counted", "EUR", 6),
        ("SME", "counted", "EUR", 4),
    ]


def test_what_an_initiative_gave_to_a_participant_stands_apart() -> None:
    turtle = ":p a thx:Project . :t a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:amount :x . "
    turtle += ":x a thx:Money ; thx:value 7 ; thx:currency 'EUR' ."
    found = money(turtle)
    assert (found.rows, found.all) == ((), ())
    assert told(found.grants) == [("p", "undated", "EUR", 7)]


def test_a_sum_that_is_for_two_kinds_counts_in_full_for_each_and_once_in_all() -> None:
    found = money(a_funding("f", amount="3", recipient=":a , :m", **YEAR), "kind")
    assert told(found.rows) == [("SME", "counted", "EUR", 3), ("cluster", "counted", "EUR", 3)]
    assert [row.total for row in found.all] == [3]
    assert found.concentration == ()  # nobody got it alone


def test_only_what_some_funders_gave_is_looked_at() -> None:
    turtle = a_funding("f", "a", amount="3", **YEAR) + a_funding("g", "b", amount="4", **YEAR)
    assert told(money(turtle, funders=["b"]).rows) == [("b", "counted", "EUR", 4)]


# when, and how sure


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), [10]),
        (Scope(at="2019-12-31"), []),
        (Scope(at="2020-06-30"), [10]),
        (Scope(since="2021-01-01"), []),
        (Scope(since="2020-06-30"), [10]),
    ],
)
def test_a_share_without_a_date_goes_where_its_whole_goes(scope: Scope, expected: list[int]) -> None:
    turtle = a_funding("w", amount="10", **YEAR) + a_funding("s", amount="4", shareOf=":w")
    assert [row.total for row in money(turtle, scope=scope).rows] == expected


def test_what_was_deduced_can_be_left_out() -> None:
    turtle = a_funding("w", amount="10", confidence="thx:deduced", **YEAR)
    turtle += a_funding("s", amount="4", shareOf=":w", confidence="thx:deduced", **YEAR)
    turtle += a_funding("x", amount="1", **YEAR)
    found = money(turtle).rows
    assert told(found) == [("m", "counted", "EUR", 1), ("m", "deduced", "EUR", 10)]
    assert [row.deduced for row in found] == [0, 2]
    assert told(money(turtle, scope=Scope(stated=True)).rows) == [("m", "counted", "EUR", 1)]


# concentration

sums = st.lists(st.integers(1, 1000).map(Decimal), min_size=1, max_size=12)


def test_four_firms_have_the_index_that_is_published() -> None:
    # U.S. Department of Justice, Antitrust Division, "Herfindahl-Hirschman Index": 30, 30, 20 and 20 percent give 2,600
    assert herfindahl([*map(Decimal, (30, 30, 20, 20))]) == 2600


@given(sums)
def test_gini_is_half_the_mean_difference_by_the_mean(values: list[Decimal]) -> None:
    n = len(values)
    difference = sum(float(abs(one - other)) for one, other in product(values, repeat=2)) / n**2
    mean = float(sum(values)) / n
    assert gini(values) == pytest.approx(difference / (2 * mean), abs=1e-12)


@given(sums, st.integers(2, 1000))
def test_in_another_unit_the_measures_are_the_same(values: list[Decimal], factor: int) -> None:
    for measure in (gini, herfindahl, lambda some: top_share(some, 3)):
        assert measure([factor * value for value in values]) == pytest.approx(measure(values), abs=1e-9)


@given(st.integers(1, 40), st.integers(1, 1000))
def test_equal_shares_are_not_unequal(n: int, each: int) -> None:
    values = [Decimal(each)] * n
    assert gini(values) == pytest.approx(0, abs=1e-12)
    assert herfindahl(values) == pytest.approx(10_000 / n)
    assert top_share(values, 1) == pytest.approx(1 / n)


@given(st.integers(1, 40))
def test_where_one_has_all_the_measures_are_at_their_most(n: int) -> None:
    values = [Decimal(7), *[Decimal(0)] * (n - 1)]
    assert (herfindahl(values), top_share(values, 1)) == (10_000, 1)
    assert gini(values) == pytest.approx((n - 1) / n)


def test_where_there_is_nothing_nothing_is_unequal() -> None:
    assert (gini([]), herfindahl([]), top_share([Decimal(0)], 1)) == (0, 0, 0)


# rates


def a_table(folder: Path, *lines: str, header: str = "currency,rate,date,source") -> Path:
    path = folder / "rates.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


def test_a_table_of_rates_is_read_with_who_says_so(tmp_path: Path) -> None:
    [rate] = read_rates(a_table(tmp_path, "USD,0.9,2022-06,European Central Bank"))
    assert (rate.currency, rate.rate, rate.date, rate.source) == (
        "USD",
        Decimal("0.9"),
        "2022-06",
        "European Central Bank",
    )


@pytest.mark.parametrize(
    ("line", "place", "fault"),
    [
        ("USD,nine,2022,x", "2:2", "is no rate"),
        ("USD,0,2022,x", "2:2", "is zero"),
        ("dollar,0.9,2022,x", "2:1", "is not a currency"),
        ("EUR,1,2022,x", "2:1", "is the euro"),
        ("USD,0.9,last year,x", "2:3", "last year"),
        ("USD,0.9,2022,", "2:4", "write who says so"),
        ("USD,0.9,2022,x\nUSD,0.8,2022,x", "3:1", "has a rate already"),
    ],
)
def test_a_rate_that_is_none_is_told_with_its_place(tmp_path: Path, line: str, place: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault) as error:
        read_rates(a_table(tmp_path, line))
    assert f"rates.csv:{place}: " in str(error.value)


def test_a_table_that_lacks_a_column_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lacks the column 'source'"):
        read_rates(a_table(tmp_path, "USD,0.9,2022", header="currency,rate,date"))


def test_a_currency_without_a_rate_stays_apart() -> None:
    turtle = a_funding("f", amount="3", currency="USD", **YEAR) + a_funding("g", amount="5", currency="GBP", **YEAR)
    assert told(money(turtle, rates=DOLLARS).rows) == [
        ("m", "counted", "EUR", Decimal("1.5")),
        ("m", "counted", "GBP", Decimal(5)),
    ]


# the fundings of a row


def test_the_fundings_of_a_row_are_told_with_their_documents(eco: Ecosystem) -> None:
    found = eco.analyses().funding("funder", tell="co-valent")
    assert found.asked == "Co-valent"
    assert [one.sentence for one in found.told] == ["Co-valent funds aptaskil (funder; EUR 4,900,000)"]
    assert [source.publisher for source in found.told[0].sources] == ["essenscia"]


def test_the_fundings_of_a_row_add_up_to_its_total(eco: Ecosystem) -> None:
    found = eco.analyses().funding("year", tell="2019")
    total = next(row.total for row in found.rows if (row.group, row.standing) == ("2019", "counted"))
    assert sum(one.adds.value for one in found.told if one.adds and one.standing == "counted") == total


def test_a_row_that_there_is_not_is_an_error(eco: Ecosystem) -> None:
    with pytest.raises(NameNotFound, match="no group is called 'Atlantis'"):
        eco.analyses().funding(tell="Atlantis")


# the command


@pytest.mark.parametrize("by", BY)
def test_each_way_to_group_keeps_the_schema_and_can_be_read(by: str) -> None:
    found = json.loads(run("funding", "--by", by, "--format", "json").stdout)
    assert faults("funding", found) == []
    assert "counted" in {row["standing"] for row in found["rows"]}
    text = run("--lang", "fr", "funding", "--by", by).stdout
    assert text.startswith("L’argent")
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 80


def test_the_command_knows_all_ways_to_group() -> None:
    assert command.BY == BY


def test_people_read_what_is_counted_and_what_is_not() -> None:
    text = run("funding").stdout
    [first] = [line for line in text.splitlines() if "Walloon Government" in line]
    assert first.split() == ["Walloon", "Government", "counted", "EUR", "68,700,000", "8"]
    assert "groups with 76 fundings have no known amount" in text
    assert "EUR: 11 named recipients got EUR 218,800,000, 87.9% of what is counted" in text
    assert "• public authorities: EUR 83,100,000 (33.4%)" in text
    assert "Of 101 of 143 fundings no document says how much" in " ".join(text.split())


def test_rates_and_the_fundings_of_a_row_are_told(tmp_path: Path) -> None:
    table = str(a_table(tmp_path, "USD,0.9,2022-06,a bank"))
    text = run("funding", "--by", "year", "--rates", table, "--tell", "2022").stdout
    assert "Converted: 1 USD = 0.9 EUR (2022-06; a bank)." in text
    assert "EUR 28,800,000" in text
    assert "The fundings of this row: 2022\n  • Fortress funds Celyad Oncology" in text
    found = json.loads(run("funding", "--rates", table, "--tell", "Fortress", "--format", "json").stdout)
    assert faults("funding", found) == []
    assert {row["currency"] for row in found["all"] if "currency" in row} == {"EUR"}


def test_a_long_table_is_cut_and_says_so() -> None:
    assert "13 more groups are not shown: --limit." in run("funding", "--limit", "1").stdout


def test_a_total_is_a_line_of_a_table() -> None:
    header, first, *_ = csv.reader(run("funding", "--format", "csv").stdout.splitlines())
    assert header == ["group", "id", "standing", "currency", "fundings", "total", "deduced", "ties"]
    assert (first[0], local_name(first[1]), *first[2:6]) == (
        "Walloon Government",
        "walloon-government",
        "counted",
        "EUR",
        "8",
        "68700000",
    )


def test_where_only_participants_were_given_money_they_alone_are_told_of(tmp_path: Path) -> None:
    grant = tmp_path / "grant.ttl"
    grant.write_text(
        "PREFIX : <http://e/> PREFIX thx: <https://w3id.org/triplehelix/ontology#> :p a thx:Project . :a a thx:SME . "
        ":t a thx:Participation ; thx:participant :a ; thx:initiative :p ; thx:amount :x . "
        ":x a thx:Money ; thx:value 7 ; thx:currency 'EUR' .",
        encoding="utf-8",
    )
    text = run("--store", str(grant), "funding").stdout
    assert "What initiatives gave to their participants" in text
    assert "all, each once" not in text


def test_where_no_funding_is_known_the_answer_is_no(tmp_path: Path) -> None:
    alone = tmp_path / "alone.ttl"
    alone.write_text("<http://e/a> a <https://w3id.org/triplehelix/ontology#SME> .", encoding="utf-8")
    result = run("--store", str(alone), "funding")
    assert (result.exit_code, result.stdout) == (1, "No funding is known.\n")
