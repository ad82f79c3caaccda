"""The words of a Word file, so that nobody wins by leaving some out."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from answers import Letter
from templates import COLUMNS, MUNICIPALITY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOLD = (f"{W}t", f"{W}drawing")
READ = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def words(file: bytes) -> dict[str, list[str]]:
    """The paragraphs that have words, and how many pictures there are: of the body, of headers, of footers."""
    said: dict[str, list[str]] = {"document": [], "header": [], "footer": []}
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            if part := READ.fullmatch(name):
                root = ElementTree.fromstring(package.read(name))  # noqa: S314 - we made the file
                said[part[1].rstrip("0123456789")] += paragraphs(root)
    return said


def paragraphs(root: ElementTree.Element) -> list[str]:
    """The words of each paragraph; a picture is told as one."""
    told = []
    for paragraph in root.iter(f"{W}p"):
        said = ("[picture] " if each.tag == f"{W}drawing" else each.text or "" for each in paragraph.iter() if each.tag in TOLD)
        if line := " ".join("".join(said).split()):
            told.append(line)
    return told


def expected(letter: Letter) -> dict[str, list[str]]:
    """What every peer's document must say of a letter."""
    body = [letter["subject"], f"Diarienummer: {letter['case_number']}", f"Datum: {letter['date']}", letter["board"], "Sammanfattning"]
    body += [each["text"] for each in letter["summary"]]
    body.append("Svar på rekommendationerna")
    for each in letter["recommendations"]:
        body += [f"Rekommendation {each['number']}", each["text"]]
        body += [told["text"] for told in (*each["paragraphs"], *each["points"])]
    body += ["Åtgärder", *COLUMNS]
    for each in letter["measures"]:
        body += [str(each["recommendation"]), each["text"], each["owner"], each["due"]]
    return {"document": [*body, letter["signer"]], "header": [f"[picture] {MUNICIPALITY}"], "footer": ["Sida 1"]}
