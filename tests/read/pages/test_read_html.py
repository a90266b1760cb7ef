import json
import logging

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.pages.html import read_html
from onrecord.records import Article

PARAGRAPHS = (
    "<p>The harbour council voted on Monday to buy a second ferry, a year after the first one broke down in the channel.</p>"
    "<p>“We cannot wait for the bridge,” said Mira Olden, who chairs the council. She called the decision overdue.</p>"
    "<p>The ferry would cost nine million crowns, according to the town’s treasurer, who expects it in May if the yard delivers.</p>"
)
LINES = [
    "The harbour council voted on Monday to buy a second ferry, a year after the first one broke down in the channel.",
    "“We cannot wait for the bridge,” said Mira Olden, who chairs the council. She called the decision overdue.",
    "The ferry would cost nine million crowns, according to the town’s treasurer, who expects it in May if the yard delivers.",
]
MENU = "<nav><ul>" + "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(20)) + "</ul></nav>"
WORDPRESS = f"""<!DOCTYPE html>
<html lang="en-US"><head><meta charset="UTF-8"><title>Council votes for second ferry &#8211; Harbour News</title>
<meta property="og:title" content="Council votes for second ferry"><meta property="og:site_name" content="Harbour News">
<meta property="article:published_time" content="2026-02-10T08:15:00+00:00"><link rel="canonical" href="https://harbour.example/2026/02/ferry/">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"Article","@id":"https://harbour.example/#a","headline":"Council votes for second ferry","author":{{"@id":"https://harbour.example/#p"}},
"publisher":{{"@id":"https://harbour.example/#o"}},"datePublished":"2026-02-10T08:15:00+00:00"}},
{{"@type":"Person","@id":"https://harbour.example/#p","name":"Lotte Bergan"}},
{{"@type":"Organization","@id":"https://harbour.example/#o","name":"Harbour News"}}]}}</script></head>
<body class="post-template-default single single-post"><div id="page">{MENU}
<article class="post"><header class="entry-header"><h1 class="entry-title">Council votes for second ferry</h1>
<div class="entry-meta">Posted on <time datetime="2026-02-10T08:15:00+00:00">10 February 2026</time></div></header>
<div class="entry-content">{PARAGRAPHS}
<figure class="wp-block-pullquote"><blockquote><p>“We cannot wait for the bridge”</p></blockquote></figure>
<ul><li>One more thing is that the old ferry will be sold in autumn.</li></ul>
<p>– It was the third vote in a year&nbsp;&#8211; and the last.</p></div></article>
<div id="comments"><ol><li><p>As a reader I think that this comment should not be in the text of the article at all.</p></li></ol></div>
<aside class="widget"><h2>Recent posts</h2><ul><li><a href="/x">A bridge too late</a></li></ul></aside></div></body></html>"""


def read(page: str | bytes, **options: str) -> Article:
    return read_html(page.encode() if isinstance(page, str) else page, "a.html", ReadOptions(**options))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{MENU}<article>{body}</article><footer>© Harbour News</footer></body></html>"


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def refused(source: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(source)
    return caught.value


def test_a_wordpress_page_gives_its_text_alone() -> None:
    lines = read(WORDPRESS).text.split("\n")
    assert lines[:3] == LINES
    assert not any("Section" in line or "comment" in line or "Recent" in line for line in lines)


def test_a_wordpress_page_gives_what_it_states_by_reference() -> None:
    article = read(WORDPRESS)
    assert (article.title, article.outlet, article.authors) == ("Council votes for second ferry", "Harbour News", ("Lotte Bergan",))
    assert (article.published, article.url) == ("2026-02-10", "https://harbour.example/2026/02/ferry/")


def test_the_heading_is_the_title_and_not_the_text() -> None:
    assert not read(WORDPRESS).text.startswith("Council votes")


def test_a_pull_quote_is_kept() -> None:
    assert "“We cannot wait for the bridge”" in read(WORDPRESS).text.split("\n")


def test_a_pull_quote_set_aside_in_the_article_is_kept() -> None:
    body = (
        PARAGRAPHS + "<aside><blockquote><p>“We cannot wait for the bridge”</p></blockquote></aside>" + PARAGRAPHS.replace("ferry", "boat")
    )
    assert "“We cannot wait for the bridge”" in read(page(body)).text.split("\n")


def test_the_marks_that_browsers_put_around_a_quotation_are_written_out() -> None:
    body = PARAGRAPHS + "<p>The treasurer called it <q>a matter of <em>months</em></q>, not of years, in a letter to the council.</p>"
    assert "The treasurer called it “a matter of months”, not of years, in a letter to the council." in read(page(body)).text.split("\n")


def test_a_heading_worded_unlike_the_title_is_not_text_either() -> None:
    article = read(page(f"<h1>A second ferry, at last</h1>{PARAGRAPHS}", '<meta property="og:title" content="Council votes for ferry">'))
    assert (article.title, article.text.split("\n")) == ("Council votes for ferry", LINES)


def test_a_list_has_no_hyphens_put_before_its_items() -> None:
    assert "One more thing is that the old ferry will be sold in autumn." in read(WORDPRESS).text.split("\n")


def test_a_dash_that_is_the_authors_stays() -> None:
    assert any(line.startswith("– It was the third vote") for line in read(WORDPRESS).text.split("\n"))


def test_json_ld_alone_tells_everything() -> None:
    head = json_ld(
        headline="Council votes for second ferry",
        author=[{"@type": "Person", "name": "Lotte Bergan"}, {"@type": "Person", "name": "Emil Stace"}],
        publisher={"name": "Harbour &amp; Coast"},
        datePublished="2026-02-10T23:00:00Z",
        url="https://harbour.example/ferry",
    )
    article = read(page(PARAGRAPHS, head))
    assert (article.title, article.outlet) == ("Council votes for second ferry", "Harbour & Coast")
    assert article.authors == ("Lotte Bergan", "Emil Stace")
    assert (article.published, article.url) == ("2026-02-10", "https://harbour.example/ferry")


def test_broken_json_ld_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script><meta property="og:title" content="A second ferry">'
    assert read(page(PARAGRAPHS, head)).title == "A second ferry"


def test_open_graph_alone_tells_title_outlet_date_and_address() -> None:
    head = (
        '<meta property="og:title" content="Council votes for second ferry"><meta property="og:site_name" content="Harbour News">'
        '<meta property="og:url" content="https://harbour.example/ferry">'
        '<meta property="article:published_time" content="2026-02-10T08:00:00Z">'
        '<meta property="article:author" content="https://social.example/lotte"><meta name="author" content="Lotte Bergan">'
    )
    article = read(page(PARAGRAPHS, head))
    assert (article.title, article.outlet, article.authors) == ("Council votes for second ferry", "Harbour News", ("Lotte Bergan",))
    assert (article.published, article.url) == ("2026-02-10", "https://harbour.example/ferry")


def test_a_time_and_a_byline_in_the_article_tell_where_no_head_does() -> None:
    body = (
        f'<p class="byline">By <a rel="author" href="/l">Lotte Bergan</a>, <time datetime="2026-02-10T08:00">Tuesday</time></p>{PARAGRAPHS}'
    )
    article = read(page(body))
    assert (article.authors, article.published) == (("Lotte Bergan",), "2026-02-10")


def test_a_time_of_another_article_on_the_page_is_not_this_ones() -> None:
    aside = '<aside><a href="/old">Old news</a> <time datetime="2019-01-01">1 January 2019</time></aside>'
    assert read(page(PARAGRAPHS).replace("<article>", f"{aside}<article>")).published is None


def test_the_options_fill_in_what_the_page_leaves_out() -> None:
    article = read(page(PARAGRAPHS), published="2026-02-10", outlet="Harbour News")
    assert (article.published, article.outlet) == ("2026-02-10", "Harbour News")


def test_a_page_of_windows_1252_keeps_its_quotation_marks() -> None:
    source = page(PARAGRAPHS, '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')
    assert read(source.replace("©", "&copy;").encode("cp1252")).text.split("\n") == LINES


def test_old_references_to_quotation_marks_are_read_as_browsers_do() -> None:
    source = page(PARAGRAPHS.replace("“", "&#147;").replace("”", "&#148;").replace("’", "&#x92;"))
    assert read(source).text.split("\n") == LINES


def test_straight_and_angled_quotation_marks_stay_as_they_are() -> None:
    body = PARAGRAPHS.replace("“", '"').replace("”", '"') + "<p>«It is time», the treasurer said of Cafe\u0301 Luna, and ‘no later’.</p>"
    text = read(page(body)).text
    assert '"We cannot wait for the bridge,"' in text
    assert "«It is time», the treasurer said of Cafe\u0301 Luna, and ‘no later’." in text


def test_a_text_that_only_the_json_ld_has_is_read() -> None:
    head = json_ld(headline="A second ferry", articleBody="\r\n\r\n".join(LINES * 2))
    source = f"<html><head>{head}</head><body><div id='root'></div></body></html>"
    assert read(source).text.split("\n\n") == LINES * 2


def test_a_short_article_is_read() -> None:
    assert read("<article><p>The minister resigned on Monday.</p><p>“I am done,” he said.</p></article>").text.split("\n") == [
        "The minister resigned on Monday.",
        "“I am done,” he said.",
    ]


def test_a_page_cut_off_is_read_as_far_as_it_goes() -> None:
    assert read(WORDPRESS[: WORDPRESS.index("according to the town")]).text.split("\n")[:2] == LINES[:2]


TEASERS = "".join(f'<div><h3><a href="/a{n}">Bridge {n} will open</a></h3><p>Short teaser {n} here.</p></div>' for n in range(12))


@pytest.mark.parametrize(
    "source",
    [
        f"<html><head><title>Harbour News</title></head><body>{MENU}<footer>© Harbour News</footer></body></html>",
        f"<html><head><title>Harbour News</title></head><body>{MENU}{TEASERS}</body></html>",
        "<html></html>",
        "<html><!--",
        "<!doctype html>",
        "<html><body><script>let text = 'The minister resigned on Monday.';</script></body></html>",
    ],
    ids=["menu", "teasers", "nothing", "comment", "doctype", "script"],
)
def test_a_page_without_an_article_is_an_error(source: str) -> None:
    error = refused(source)
    assert (error.origin, error.reason) == ("a.html", "no-article")
    assert error.advice


def test_a_page_in_another_language_is_an_error() -> None:
    body = "<p>Der Rat hat am Montag beschlossen, eine zweite Fähre zu kaufen, ein Jahr nachdem die erste ausgefallen war.</p>" * 3
    assert refused(page(body)).reason == "not-english"


def test_deep_nesting_is_an_article_or_an_error() -> None:
    assert refused("<html><body>" + "<div>" * 20_000 + "Text.").reason == "no-article"


def test_control_characters_do_no_harm() -> None:
    assert read(page(PARAGRAPHS.replace("a year", "a\x01 year&#1;"))).text.split("\n")[1:] == LINES[1:]


def test_foreign_loggers_keep_quiet_and_their_levels(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogger("trafilatura").level
    refused("<html><body></body></html>")
    assert not caplog.records
    assert logging.getLogger("trafilatura").level == before
