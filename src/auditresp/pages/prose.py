"""A text field's Markdown as HTML that is safe: raw HTML is words, and a link leads only where a text may link to."""

from markupsafe import Markup, escape
from pyromark.event import Event

from auditresp.markdown.addresses import address
from auditresp.markdown.events import events, words

FIRST_HEADING, LOWEST_HEADING = 3, 6
"""`###` is the first heading of a text; HTML has no heading below `h6`."""
BLOCKS = {"Paragraph": "p", "HtmlBlock": "p", "Item": "li", "Strong": "strong", "Emphasis": "em", "TableRow": "tr", "TableCell": "td"}
WIDE = Markup('<div class="wide" role="group" tabindex="0" aria-label="Tabell">')
"""A wide table scrolls in a box of its own, which the keyboard reaches too, so that the page does not."""


def prose(text: str | None, under: int) -> Markup:
    """The text as paragraphs, lists and tables. Its headings stand below one of the level `under`."""
    writer = Writer(under)
    for event in events(text or ""):
        writer.take(event)
    return Markup("").join(writer.written)


class Writer:
    """Gathers the elements of one text."""

    def __init__(self, under: int) -> None:
        self.written: list[Markup] = []
        self.under = under
        self.outline: list[int] = []
        self.ends: list[Markup] = []
        self.in_head = False

    def take(self, event: Event) -> None:
        """Write what comes next in the text."""
        match event:
            case {"Start": "TableHead"}:
                self.in_head = True
                self.begin(Markup("<thead><tr>"), Markup("</tr></thead><tbody>"))
            case {"Start": "TableCell"} if self.in_head:
                self.begin(Markup('<th scope="col">'), Markup("</th>"))
            case {"Start": str(kind)}:
                self.element(BLOCKS[kind])
            case {"Start": {"Heading": heading}}:
                self.element(f"h{self.heading_level(int(heading['level'].removeprefix('H')))}")
            case {"Start": {"List": None}}:
                self.element("ul")
            case {"Start": {"List": int(first)}}:
                self.begin(Markup('<ol start="{}">').format(first), Markup("</ol>"))
            case {"Start": {"BlockQuote": _}}:
                self.element("blockquote")
            case {"Start": {"CodeBlock": _}}:
                self.begin(Markup("<pre><code>"), Markup("</code></pre>"))
            case {"Start": {"Table": _}}:
                self.begin(WIDE + Markup("<table>"), Markup("</tbody></table></div>"))
            case {"Start": {"Link": link}}:
                self.begin_link(f"mailto:{link['dest_url']}" if link["link_type"] == "Email" else link["dest_url"])
            case {"Start": _}:
                self.begin(Markup(), Markup())
            case {"End": kind}:
                self.in_head = self.in_head and kind != "TableHead"
                self.written.append(self.ends.pop())
            case {"Code": str(said)}:
                self.written.append(Markup("<code>{}</code>").format(said))
            case "SoftBreak":
                self.written.append(Markup("\n"))
            case "HardBreak":
                self.written.append(Markup("<br>"))
            case "Rule":
                self.written.append(Markup("<hr>"))
            case _:
                self.written.append(escape(words(event)))

    def element(self, name: str) -> None:
        """An element of that name."""
        self.begin(Markup("<{}>").format(name), Markup("</{}>").format(name))

    def begin(self, start: Markup, end: Markup) -> None:
        """Something that ends in its time."""
        self.written.append(start)
        self.ends.append(end)

    def begin_link(self, url: str) -> None:
        """A link; its words alone where it leads to what a text may not link to."""
        if target := address(url):
            self.begin(Markup('<a href="{}">').format(target), Markup("</a>"))
        else:
            self.begin(Markup(), Markup())

    def heading_level(self, rank: int) -> int:
        """The level of a heading. Levels that the text leaves out are closed up, so that the outline has no gap."""
        rank = max(rank, FIRST_HEADING)
        self.outline = [*(each for each in self.outline if each < rank), rank]
        return min(self.under + len(self.outline), LOWEST_HEADING)
