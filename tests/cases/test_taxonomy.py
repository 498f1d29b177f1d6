"""The file of codes: words are the operator's, codes are ours."""

from __future__ import annotations

import json

import pytest

from cases.taxonomy import Taxonomy, TaxonomyError
from config.settings import Settings

DATA = json.loads(Settings().taxonomy_file.read_text("utf-8"))


def test_should_leave_out_what_only_moves_a_case() -> None:
    taxonomy = Taxonomy.from_json(json.dumps(DATA))

    assert len(taxonomy.outcomes) == 19
    assert "TRANSFER_PROVINCE" not in taxonomy.outcomes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="a list"),
        pytest.param('{"outcomes": []}', id="nothing in it"),
        pytest.param(json.dumps(DATA | {"outcomes": [{"code": "X"}]}), id="half an outcome"),
        pytest.param(json.dumps(DATA | {"outcomes": DATA["outcomes"][1:]}), id="no NOT_FOUND"),
        *(
            pytest.param(json.dumps(DATA | {part: [*DATA[part], DATA[part][0] | wrong]}), id=name)
            for part in ("outcomes", "citizen_categories", "urgent_flags")
            for name, wrong in {
                f"{part}: no name": {"code": "X", "th": ""},
                f"{part}: a name that shows nothing": {"code": "X", "th": " \u200b\u200d "},
                f"{part}: a name that is a number": {"code": "X", "th": 5},
                f"{part}: a code too long for a button's data": {"code": "X" * 41},
                f"{part}: a code in Thai": {"code": "พระ"},
                f"{part}: no code": {"code": ""},
            }.items()
        ),
    ],
)
def test_should_refuse_a_file_that_cannot_be_used(text: str) -> None:
    with pytest.raises(TaxonomyError, match="The taxonomy"):
        Taxonomy.from_json(text)
