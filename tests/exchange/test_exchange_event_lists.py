"""DNA's lists have DNA's columns in DNA's form, and ours beside them lose nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings

from onrecord.debate.design import Design, Qualifier
from onrecord.debate.networks import network
from onrecord.exchange.dna.codings import codings
from onrecord.exchange.dna.event_lists import HEADER, event_list, matrix_csv, ucinet_dl
from onrecord.exchange.dna.writing import write_dna
from tests.debate.debates_made import THREE, row
from tests.exchange.contents_made import FERRY
from tests.exchange.dna_made import STATEMENT_TABLE, asked, debates

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.exchange.contents import Contents

FIRST = (
    '1;2026-02-10 00:00:00;"Ana Ruiz";"Port Town";"The town should buy a second ferry.";1;86;118;'
    '"The ferry � must sail by spring.";3;1;"The second ferry";"Mira Olden, Jo Vik";"The Harbour Post";"";""'
)
QUOTED = (
    row("1", "2020-01-06", 'Jo "Kit" O\'Neil', "x; y", 1, ident="s1"),
    row("1", "2020-01-06", "Jo Kit ONeil", "z", 0, ident="s2"),
    row("2", "2020-01-07", "Lee", "x; y", 1, ident="s3"),
)


def read(listed: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(listed), delimiter=";"))


def read_dl(written: str) -> tuple[list[str], list[str], list[list[float]]]:
    """A reader of full matrices as UCINET's guide describes them."""
    lines = written.split("\n")
    head = lines[0].removeprefix("dl ").removesuffix(", format = fullmatrix")
    sizes = {key: int(value) for key, value in (part.split(" = ") for part in head.split(", "))}
    rows = sizes.get("n", sizes.get("nr", 0))
    assert lines[1] == ("labels:" if "n" in sizes else "row labels:")
    names = [line.strip('"') for line in lines[2 : 2 + rows]]
    at = 2 + rows
    columns = names
    if "nc" in sizes:
        assert lines[at] == "col labels:"
        columns = [line.strip('"') for line in lines[at + 1 : at + 1 + sizes["nc"]]]
        at += 1 + sizes["nc"]
    assert lines[at] == "data:"
    return names, columns, [[float(figure) for figure in line.split()] for line in lines[at + 1 :]]


def test_the_header_is_dna_s() -> None:
    assert event_list(FERRY, dna_compat=True).split("\n")[0] == (
        '"statement_id";"time";"person";"organization";"concept";"agreement";"start_position";"stop_position";"text";"coder";'
        '"document_id";"document_title";"document_author";"document_source";"document_section";"document_type"'
    )


def test_a_row_is_as_dna_writes_it() -> None:
    assert event_list(FERRY, dna_compat=True).split("\n")[1] == FIRST


def test_rows_stand_in_dna_s_order_with_the_numbers_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ferry.dna"
    write_dna(FERRY, path)
    listed = read(event_list(FERRY, dna_compat=True))
    table = asked(path, STATEMENT_TABLE)
    assert [(int(one["statement_id"]), int(one["start_position"]), int(one["stop_position"]), one["text"]) for one in listed] == [
        (number, start, stop, words) for number, _, start, stop, _, _, words in table
    ]
    coders = dict(asked(path, "SELECT ID, Name FROM CODERS"))
    assert [coders[int(one["coder"])] for one in listed] == [coder for _, _, _, _, coder, _, _ in table]


def test_values_are_whole_where_dna_would_change_them() -> None:
    (actor, *others) = FERRY.actors
    made = replace(FERRY, actors=(replace(actor, name='Ana "A." Ruiz; mayor'), *others))
    assert read(event_list(made))[0]["person"] == 'Ana "A." Ruiz; mayor'
    assert "\"Ana 'A.' Ruiz, mayor\"" in event_list(made, dna_compat=True)


def test_our_ids_and_the_actor_s_attributes_stand_behind() -> None:
    first = read(event_list(FERRY))[0]
    assert list(first)[: len(HEADER)] == list(HEADER)
    assert (first["onrecord_statement"], first["onrecord_claim"], first["kind"]) == ("s-bridge", "c-sail", "prescription")
    assert (first["party_attribute"], first["checked"], first["coder_name"]) == ("H & L", "1", "Jo Vik")


def test_a_document_without_a_date_has_no_time_but_in_dna_s_form() -> None:
    made = replace(FERRY, documents=(replace(FERRY.documents[0], published=None),))
    assert {one["time"] for one in read(event_list(made))} == {""}
    assert {one["time"] for one in read(event_list(made, dna_compat=True))} == {"1970-01-01 00:00:00"}


def test_the_statements_behind_a_network_can_be_listed_alone() -> None:
    assert [one["onrecord_statement"] for one in read(event_list(FERRY, {"s-union"}))] == ["s-union"]


@settings(max_examples=60, deadline=None)
@given(debates())
def test_each_coding_is_a_row(made: Contents) -> None:
    assert len(read(event_list(made))) == len(list(codings(made)))


def test_a_matrix_is_as_dna_writes_it() -> None:
    assert matrix_csv(network(THREE, Design(aggregation="subtract"))) == '"";"x";"y";"z"\n"A";1;-1;0\n"B";1;1;0\n"C";-1;0;1'


def test_shares_have_six_decimals() -> None:
    shares = matrix_csv(network(THREE, Design(normalisation="activity")))
    assert shares.split("\n")[1] == '"A";0.500000;0.500000;0.000000'


def test_a_figure_that_is_not_whole_has_its_decimals_too() -> None:
    scale = tuple(replace(one, qualifier=side) for one, side in zip(THREE, (2, -1, 1, 2, -2, 1), strict=True))
    design = Design(network="onemode", aggregation="congruence", qualifier=Qualifier(kind="number"))
    assert matrix_csv(network(scale, design)).split("\n")[2] == '"B";1.000000;0.000000;0.250000'


def test_quotation_marks_in_names_end_no_field() -> None:
    assert matrix_csv(network(QUOTED)).split("\n")[0] == '"";"x; y";"z"'
    assert matrix_csv(network(QUOTED)).split("\n")[1].startswith("\"Jo 'Kit' O'Neil\";")


def test_a_two_mode_network_in_dl_is_read_back() -> None:
    drawn = network(THREE, Design(aggregation="subtract"))
    names, columns, figures = read_dl(ucinet_dl(drawn))
    assert (names, columns) == (list(drawn.rows), list(drawn.columns))
    assert figures == drawn.dense().tolist()


def test_a_one_mode_network_in_dl_is_read_back() -> None:
    drawn = network(THREE, Design(network="onemode", aggregation="conflict"))
    names, columns, figures = read_dl(ucinet_dl(drawn))
    assert names == columns == list(drawn.rows)
    assert figures == drawn.dense().tolist()


def test_dl_is_as_dna_writes_it() -> None:
    assert ucinet_dl(network(THREE, Design(network="onemode", aggregation="congruence"))) == (
        'dl n = 3, format = fullmatrix\nlabels:\n"A"\n"B"\n"C"\ndata:\n 0 1 0\n 1 0 0\n 0 0 0'
    )


def test_names_in_dl_have_no_quotation_marks_and_stay_apart() -> None:
    assert read_dl(ucinet_dl(network(QUOTED)))[0] == ["Jo Kit ONeil", "Jo Kit ONeil 2", "Lee"]


def test_an_empty_network_is_a_header() -> None:
    assert matrix_csv(network(())) == '""'
    assert ucinet_dl(network(())) == "dl nr = 0, nc = 0, format = fullmatrix\nrow labels:\ncol labels:\ndata:"
