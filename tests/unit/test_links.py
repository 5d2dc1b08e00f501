"""Which web addresses are opened."""

import pytest

from worldcafe.domain.links import web_address, web_addresses


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("See http://example.org/report.pdf, page 3.", "http://example.org/report.pdf"),
        ("www.example.org", "https://www.example.org"),
        ("(https://example.org/x)", "https://example.org/x"),
        ("Annual report 2026", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ftp://example.org/x", ""),
        ("https://bank.org@evil.example/x", ""),
        ("https://localhost/x", ""),
        ("https://example.org/" + "x" * 2000, ""),
        ("https://[::1", ""),
    ],
)
def test_only_what_leads_where_it_says_is_opened(text, address):
    assert web_address(text) == address


def test_each_address_as_it_is_written():
    found = list(web_addresses("a www.example.org, b https://example.com/x."))
    assert found == [
        ("www.example.org", "https://www.example.org"),
        ("https://example.com/x", "https://example.com/x"),
    ]
