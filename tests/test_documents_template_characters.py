"""Words as Word writes them."""

import pytest

from auditresp.documents.word.characters import attribute, runs

BOLD = '<w:rPr><w:b/><w:lang w:val="sv-SE"/></w:rPr>'


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("Drift & <b>", '<w:t xml:space="preserve">Drift &amp; &lt;b&gt;</w:t>'),
        ("a\nb", '<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t>'),
        ("a\r\n\x0bb", '<w:t xml:space="preserve">a</w:t><w:br/><w:br/><w:t xml:space="preserve">b</w:t>'),
        ("a\tb", '<w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t>'),
        ("a\x00\x0c\ud800\ufffeb", '<w:t xml:space="preserve">ab</w:t>'),
        ("10\xa0kr, 1\u201112", '<w:t xml:space="preserve">10\xa0kr, 1\u201112</w:t>'),
        ("1\x1e12, av\x1fstav", '<w:t xml:space="preserve">1\u201112, av\xadstav</w:t>'),
    ],
)
def test_any_text_is_a_run(words: str, content: str) -> None:
    assert runs(words, BOLD) == f"<w:r>{BOLD}{content}</w:r>"


def test_no_text_is_no_run() -> None:
    assert runs("", BOLD) == ""


@pytest.mark.parametrize(
    ("properties", "highlighted"),
    [
        ("", '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'),
        (BOLD, '<w:rPr><w:b/><w:highlight w:val="yellow"/><w:lang w:val="sv-SE"/></w:rPr>'),
        ('<w:rPr><w:highlight w:val="red"/></w:rPr>', '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'),
    ],
)
def test_a_placeholder_is_highlighted(properties: str, highlighted: str) -> None:
    assert runs("Dnr ⟦saknas⟧", properties) == (
        f'<w:r>{properties}<w:t xml:space="preserve">Dnr </w:t></w:r><w:r>{highlighted}<w:t xml:space="preserve">⟦saknas⟧</w:t></w:r>'
    )


def test_a_text_between_an_attributes_quotes() -> None:
    assert attribute('"A" & <b>\nc\x00') == "&quot;A&quot; &amp; &lt;b&gt; c"
