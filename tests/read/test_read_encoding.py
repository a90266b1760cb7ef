import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.encoding import declared_encoding, decode, unix_lines

QUOTED = "“We’re late – again,” she said… It cost £5 (€6)."


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_and_is_cut(mark: bytes, name: str) -> None:
    assert decode(mark + QUOTED.encode(name)) == QUOTED


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(name: str) -> None:
    assert decode(QUOTED.encode(name)) == QUOTED


@pytest.mark.parametrize("text", [QUOTED, "“Yes.”", "I don’t.", "‘So’", "Café owners in São Tomé were glad.", "A naïve plan — that’s all."])
def test_windows_1252_is_read_without_a_declaration(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_latin_1_is_windows_1252_as_on_the_web() -> None:
    assert decode(QUOTED.encode("cp1252"), declared="ISO-8859-1") == QUOTED


@pytest.mark.parametrize(
    ("declared", "name", "text"),
    [
        ("gb2312", "gb18030", "“他说”，部长表示。"),
        ("euc-kr", "cp949", "장관은 ‘아니오’라고 말했다."),
        ("Shift_JIS", "cp932", "大臣は「いいえ」と述べた。"),
        ("windows-1251", "cp1251", "Министр сказал «нет»."),
        ("iso-8859-2", "iso-8859-2", "Minister powiedział: żółć."),
    ],
)
def test_a_declared_encoding_is_used(declared: str, name: str, text: str) -> None:
    assert decode(text.encode(name), declared=declared) == text


def test_valid_utf_8_goes_before_what_is_declared() -> None:
    assert decode(QUOTED.encode(), declared="iso-8859-1") == QUOTED


@pytest.mark.parametrize("declared", ["hex", "unicode_escape", "rot13", "no-such", "utf-7", "", "undefined"])
def test_an_odd_declaration_is_passed_over(declared: str) -> None:
    assert decode(QUOTED.encode("cp1252"), declared=declared) == QUOTED


def test_undeclared_russian_is_guessed() -> None:
    text = "Министр заявил в понедельник, что правительство не подпишет этот закон до конца года."
    assert decode(text.encode("cp1251")) == text


def test_utf_8_cut_off_in_a_character_loses_that_one_alone() -> None:
    assert decode("“We are late,” she said. “Very”".encode()[:-1]) == "“We are late,” she said. “Very"


def test_a_stray_byte_does_not_spoil_utf_8() -> None:
    assert decode((QUOTED * 20).encode() + b"\xe9t\xe9") == QUOTED * 20 + "\ufffdt\ufffd"


def test_noise_is_refused() -> None:
    with pytest.raises(ValueError, match="no encoding"):
        decode(bytes(range(1, 256)) * 4)


def test_unicode_is_not_normalised() -> None:
    text = "Cafe\u0301 and caf\u00e9, \u212b, ﬁn\u00a0."
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (b'<meta charset="windows-1252">', "windows-1252"),
        (b"<META http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="euc-kr"?><html>', "euc-kr"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_a_page_declares_its_encoding(page: bytes, name: str | None) -> None:
    assert declared_encoding(page) == name


def test_line_ends_become_one() -> None:
    assert unix_lines("a\r\nb\rc\nd\r\r\ne") == "a\nb\nc\nd\n\ne"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text or "\ufffd" in text


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "windows-1252", "gb2312", "hex", "utf-16"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(decode(data, declared=declared), str)
