"""Base scores against published ones."""

from __future__ import annotations

import pytest

from hypernav.apis.insightvm.sandbox.data.cvss import score_v2, score_v3, v2_from_v3
from hypernav.apis.insightvm.sandbox.data.vulnerability import v2_vector, v3_vector


@pytest.mark.parametrize(
    ("metrics", "score"),
    [
        ("NLNCCC", 10.0),
        ("NMNCCC", 9.3),
        ("NLNPPP", 7.5),
        ("NMNPPP", 6.8),
        ("NLNPNN", 5.0),
        ("NMNPNN", 4.3),
        ("LLNCCC", 7.2),
        ("LLSCCC", 6.8),
        ("NHNPNN", 2.6),
        ("LLNPNN", 2.1),
        ("ALNPPP", 5.8),
        ("NLNNNN", 0.0),
    ],
)
def test_version_2_gives_the_score_that_the_national_database_publishes(metrics, score):
    assert score_v2(v2_vector(metrics)).base == score


@pytest.mark.parametrize(
    ("metrics", "score"),
    [
        ("NLNNUHHH", 9.8),
        ("NLNNCHHH", 10.0),
        ("NHNNUHHH", 8.1),
        ("NLNRUHHH", 8.8),
        ("NLLNUHHH", 8.8),
        ("LLLNUHHH", 7.8),
        ("NLNNUHNN", 7.5),
        ("NLNNULNN", 5.3),
        ("NHNNUNHN", 5.9),
        ("LLNRCHHH", 8.6),
        ("NLNRCLLN", 6.1),
        ("NLLNCHHH", 9.9),
        ("ALNNUHHH", 8.8),
        ("NLNNUNNN", 0.0),
    ],
)
def test_version_3_gives_the_score_that_the_national_database_publishes(metrics, score):
    assert score_v3(v3_vector(metrics)).base == score


def test_a_high_impact_on_one_program_is_partial_for_the_system():
    vector = v3_vector("NLNNUHHH")
    assert v2_from_v3(vector, complete=True).endswith("C:C/I:C/A:C")
    assert v2_from_v3(vector, complete=False).endswith("C:P/I:P/A:P")
