import pytest

from auditresp.pages.prose import prose

PLAIN_WORDS = [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("Se <b onclick=x>rutinen</b>", "<p>Se &lt;b onclick=x&gt;rutinen&lt;/b&gt;</p>"),
    ("[Läs](javascript:alert)", "<p>Läs</p>"),
    ("[Läs](data:text/html,x)", "<p>Läs</p>"),
    ("![Karta](https://example.se/x.png)", "<p>Karta</p>"),
    ('[Läs](https://example.se/"onclick="x)', '<p><a href="https://example.se/%22onclick=%22x">Läs</a></p>'),
]


@pytest.mark.parametrize(("text", "html"), PLAIN_WORDS)
def test_nothing_in_a_text_becomes_markup_or_runs(text: str, html: str) -> None:
    assert prose(text, under=3) == html


def test_a_text_is_paragraphs_lists_and_links() -> None:
    text = """
Nämnden **instämmer** & svarar,
se [rutinen](https://example.se/rutin) eller <kansli@example.se>.

3. Kartlägg
   - först
4. Bygg

> Som sagt
"""

    assert prose(text, under=3) == (
        "<p>Nämnden <strong>instämmer</strong> &amp; svarar,\n"
        'se <a href="https://example.se/rutin">rutinen</a> eller <a href="mailto:kansli@example.se">kansli@example.se</a>.</p>'
        '<ol start="3"><li>Kartlägg<ul><li>först</li></ul></li><li>Bygg</li></ol>'
        "<blockquote><p>Som sagt</p></blockquote>"
    )


def test_a_table_has_headers_and_can_be_scrolled_with_the_keyboard() -> None:
    assert prose("| Vad | När |\n| --- | --- |\n| Mät | Varje år |", under=3) == (
        '<div class="wide" role="group" tabindex="0" aria-label="Tabell"><table>'
        '<thead><tr><th scope="col">Vad</th><th scope="col">När</th></tr></thead>'
        "<tbody><tr><td>Mät</td><td>Varje år</td></tr></tbody></table></div>"
    )


def test_headings_stand_below_the_page_s_own_without_a_gap() -> None:
    assert prose("### Läget\n\n##### Nu\n\n# Sedan", under=3) == "<h4>Läget</h4><h5>Nu</h5><h4>Sedan</h4>"


def test_no_text_is_nothing() -> None:
    assert prose(None, under=3) == ""
