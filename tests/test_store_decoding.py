import pytest

from auditresp.store.loading import load
from auditresp.store.sources import InMemory
from registers import AUDIT, SETTINGS, lines, text

RESPONSE = "audit: a1\ndocuments: [svar]\nboards: [san]\nsubject: Åtgärder för äldre\nreplies: {R1: {stance: agree}}\n"


def problems(response: bytes) -> list[str]:
    files = {"auditresp.yaml": text(SETTINGS), "recommendations.yaml": text(AUDIT), "responses/r.yaml": response}
    return lines(load(InMemory(files)).problems)


SAVE = "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"


@pytest.mark.parametrize("data", [RESPONSE.encode(), RESPONSE.encode("utf-8-sig"), RESPONSE.replace("\n", "\r\n").encode()])
def test_utf8_with_or_without_mark_and_with_any_line_ends_is_read(data: bytes) -> None:
    assert problems(data) == []


@pytest.mark.parametrize(
    ("encoding", "place", "name"),
    [
        ("cp1252", "4:10", "Windows-1252"),
        ("mac_roman", "4:10", "Mac Roman"),
        ("utf-16", "1:1", "UTF-16"),
        ("utf-16-le", "1:1", "UTF-16"),
    ],
)
def test_another_encoding_is_named_where_it_shows(encoding: str, place: str, name: str) -> None:
    said = f"responses/r.yaml:{place}: error not-utf-8: the file is not UTF-8 but probably {name}; {SAVE}"

    assert problems(RESPONSE.encode(encoding)) == [said]


def test_a_byte_order_mark_does_not_move_the_columns() -> None:
    assert problems(RESPONSE.replace("a1", "a 1").encode("utf-8-sig"))[0].startswith("responses/r.yaml:1:8: error not-an-id:")


def test_windows_line_ends_do_not_move_the_lines() -> None:
    assert problems(RESPONSE.replace("agree", "x").replace("\n", "\r\n").encode())[0].startswith("responses/r.yaml:5:24:")


@pytest.mark.parametrize("nothing", [b"", b"\n \n", b"\xef\xbb\xbf", b"---\n", b"# bara en kommentar\n"])
def test_a_file_that_says_nothing_is_empty(nothing: bytes) -> None:
    assert problems(nothing) == ["responses/r.yaml: error empty-file: the file is empty; write its content, or remove the file"]


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x85", "\u2028", "\ufeff"])
def test_a_character_that_cannot_be_seen_is_found(character: str) -> None:
    said = f"responses/r.yaml:4:15: error invisible-character: an invisible character (U+{ord(character):04X})"

    assert [line.split(",")[0] for line in problems(RESPONSE.replace("Åtgärder", f"Åtgär{character}der").encode())] == [said]


def test_a_file_full_of_rubbish_gives_a_screenful() -> None:
    assert len(problems(b"a: " + b"x\x01" * 100_000)) == 20
