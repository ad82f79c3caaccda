import re
from base64 import b64encode
from hashlib import sha256

from auditresp.pages.page import page


def test_a_page_is_whole_escaped_and_allows_only_its_own_styles() -> None:
    html = page("page.html", title="Läget <nu>", whose='Provby & "byn"', lead="Den 1 maj 2018.").decode()

    styles = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert styles is not None
    fingerprint = b64encode(sha256(styles[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{fingerprint}&#39;; img-src data:; base-uri" in html
    assert "<title>Läget &lt;nu&gt; – Provby &amp; &#34;byn&#34;</title>" in html
    assert "<script" not in html
    assert re.findall(r"https?://|@import|url\(", html) == []


def test_half_a_character_does_not_stop_a_page() -> None:
    assert b"Provby ?" in page("page.html", title="Läget", whose="Provby \ud800", lead="")
