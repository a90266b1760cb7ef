"""Old pages: a table layout in windows-1252, an early Blogger page, and pages saved by a browser."""

# ruff: noqa: E501
from __future__ import annotations

import html

from .common import Tags, byline, cookie, esc, flow, foot, json_ld, links, meta, nav, pull, scripts, slug, teasers, weave, when
from .model import Ctx, Page, plain
from .pools import NAV

FONT = '<font face="Verdana, Arial, Helvetica" size="2">'


def _column(ctx: Ctx, title: str, count: int) -> str:
    """A column of links in a bordered table."""
    rows = teasers(ctx, count, '<tr><td bgcolor="#EEEEDD"><font face="Arial" size="1">&#149; {}</font></td></tr>')
    return f'<table border="0" cellpadding="3" cellspacing="1" width="140" bgcolor="#999966"><tr><td bgcolor="#336699"><font color="#FFFFFF" face="Arial" size="2"><b>{title}</b></font></td></tr>{rows}</table><br>'


def _breaks(ctx: Ctx, bullet: str) -> list[str]:
    """The body with line breaks for paragraphs."""
    tags = Tags(
        p="{}<br><br>",
        h='<b><font color="#336699">{}</font></b><br><br>',
        ul="{}<br>",
        ol="{}<br>",
        li=bullet + " {}<br>",
        quote="<dir><i>{}</i></dir>",
        link='<a href="{h}" target="_new">',
    )
    return flow(ctx, ctx.article.body.blocks, tags)


def _tables(ctx: Ctx) -> Page:
    """A newspaper's site of the time: tables in tables, font tags, a box floated into the text."""
    art = ctx.article
    box = f'<table align="right" width="200" border="1" cellpadding="4" bgcolor="#FFFFCC"><tr><td><font size="1" face="Arial"><b>SEE ALSO</b><br>{teasers(ctx, 3, "{}<br>")}</font></td></tr></table>'
    shot = f'<table align="left" width="220"><tr><td><img src="/images/{ctx.hashed()}.jpg" width="210" height="150"></td></tr><tr><td><font size="1">{esc(ctx.one("captions"))} <i>{esc(ctx.one("credits"))}</i></font></td></tr></table>'
    text = weave(ctx, _breaks(ctx, "&#149;" if ctx.half == "dev" else "-"), [box, shot])
    dated = f'<font size="1" face="Arial">{when(ctx, "%A, %B %d, %Y")}</font><br>' if ctx.index == 0 else ""
    left = "".join(
        f'<tr><td bgcolor="#003366"><a href="/{slug(n)}.html"><font color="#FFFFFF" face="Arial" size="2">{html.escape(n)}</font></a></td></tr>'
        for n in NAV[:26]
    )
    declared = {0: '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', 2: ""}[ctx.index]
    shut = "" if ctx.index == 2 else "</td></tr></table>"
    page = (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<HTML>\n<HEAD>\n{declared}<TITLE>{esc(art.outlet)} - {esc(art.title)}</TITLE>\n<META NAME="GENERATOR" CONTENT="Microsoft FrontPage 4.0">\n<script language="JavaScript">\n<!--\nfunction MM_swapImage(){{var i,j=0,x,a=MM_swapImage.arguments;document.MM_sr=new Array;}}\n//-->\n</script></HEAD>\n'
        f'<BODY BGCOLOR="#FFFFFF" TEXT="#000000" LINK="#003399" topmargin="0"><center><table width="760" border="0" cellspacing="0" cellpadding="0"><tr><td colspan="3"><img src="/images/banner.gif" width="468" height="60" alt="Click here! Low rate mortgages"></td></tr><tr><td colspan="3" bgcolor="#CCCCCC">{links(NAV[:10], "<font size=1>{} |</font>")}</td></tr>'
        f'<tr><td width="150" valign="top"><table width="100%" cellspacing="1">{left}</table><p><font size="1">Search our archive:<form><input size="10"><input type="submit" value="Go"></form></font></td>'
        f'<td width="460" valign="top"><table width="100%" cellpadding="8"><tr><td>{dated}<font face="Times New Roman" size="5"><b>{esc(art.title)}</b></font><br><font size="2" face="Arial">By {esc(" and ".join(art.authors))}</font><br><font size="1">{esc(art.outlet)} staff</font><hr noshade size="1"></td></tr><tr><td>{FONT}\n{text}\n</font><p align="right"><font size="1"><a href="print.asp?id=1">Printer-friendly version</a> | <a href="mailto:?subject=x">E-mail this story to a friend</a> | <a href="#top">Back to top</a></font>{shut}</td>'
        f'<td width="150" valign="top">{_column(ctx, "TOP STORIES", 9)}{_column(ctx, "MOST E-MAILED", 8)}</td></tr></table><hr width="760"><font size="1">{links(["Home", "Advertise", "Contact us", "Privacy"], "{} | ")}<br>Copyright 2004 {esc(art.outlet)}. This material may not be published, broadcast, rewritten or redistributed.<br>Best viewed at 800x600 with Internet Explorer 5 or later. You are visitor number 0{ctx.rng.randrange(10000, 99999)}.</font></center></BODY></HTML>'
    )
    return ctx.page(page, "old_tables", charset="cp1252", url=None, published=art.published if ctx.index == 0 else None)


def _blogger(ctx: Ctx) -> Page:
    """An early Blogger page that says iso-8859-1 and means windows-1252."""
    art = ctx.article
    text = "".join(_breaks(ctx, "*")).replace("<br>", "<br />")
    notes = "".join(
        f'<dt class="comment-poster" id="c{at}"><a name="c{at}"></a>At 0{at % 9 + 1}:2{at % 10} PM, <span>{html.escape(ctx.one("users"))}</span> said...</dt><dd class="comment-body"><p>{html.escape(c)}</p></dd>'
        for at, c in enumerate(ctx.pick("comments", 8))
    )
    months = "".join(
        f'<li><a href="/{y}_{m:02d}_01_archive.html">{m:02d}/01/{y} - {m % 12 + 1:02d}/01/{y}</a></li>'
        for y in (2003, 2004)
        for m in range(1, 13)
    )
    older = (
        "".join(
            f'<h2 class="date-header">Older</h2><div class="post"><h3 class="post-title">{html.escape(t)}</h3></div>'
            for t in ctx.pick("teasers", 2)
        )
        if ctx.half == "test"
        else ""
    )
    page = (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>{esc(art.outlet)}: {esc(art.title)}</title><meta http-equiv="content-type" content="text/html; charset=iso-8859-1" /><meta name="MSSmartTagsPreventParsing" content="true" /><meta name="generator" content="Blogger" /><style type="text/css">body{{background:#fff;margin:0;font:x-small Georgia Serif}}#main{{float:left;width:410px}}</style></head>'
        f'<body><div id="header"><h1 id="blog-title"><a href="/">{esc(art.outlet)}</a></h1><p id="description">News, views and the occasional goat from the upper valley</p></div><div id="content"><div id="main"><div id="main2">'
        f'<h2 class="date-header">{when(ctx, "%A, %B %d, %Y")}</h2><div class="post"><a name="10{ctx.rng.randrange(10**9)}"></a><h3 class="post-title">{esc(art.title)}</h3><div class="post-body"><div>{text}<div style="clear:both; padding-bottom:0.25em"></div></div></div><p class="post-footer"><em>posted by {esc(art.authors[0])} @ <a href="#" title="permanent link">9:14 AM</a></em> &nbsp; <a class="comment-link">8 comments</a> <span class="item-action"><a>Email this post</a></span></p></div>'
        f'<a name="comments"></a><h4>8 Comments:</h4><dl id="comments-block">{notes}</dl><p class="comment-timestamp"><a>Post a Comment</a></p><p><a href="/">&lt;&lt; Home</a></p>{older}</div></div><div id="sidebar"><div id="profile-container"><h2 class="sidebar-title">About Me</h2><dl class="profile-datablock"><dd><strong>Name:</strong>{esc(art.authors[0])}</dd></dl><p><a>View my complete profile</a></p></div>'
        f'<h2 class="sidebar-title">Links</h2><ul>{links(NAV[:12], "<li>{}</li>")}</ul><h2 class="sidebar-title">Previous Posts</h2><ul id="recently">{teasers(ctx, 10)}</ul><h2 class="sidebar-title">Archives</h2><ul class="archive-list">{months}</ul><p id="powered-by"><a>Powered by Blogger</a></p></div></div><div id="footer"><hr /><p>This is a paragraph of text that could go in the footer.</p></div></body></html>'
    )
    return ctx.page(page, "old_tables", charset="cp1252", url=None)


def old_tables(ctx: Ctx) -> Page:
    """Tables for the first and last page of a half, Blogger for the middle one."""
    return _blogger(ctx) if ctx.index == 1 else _tables(ctx)


def _leftovers(ctx: Ctx) -> str:
    """What a reader's extensions left in the page."""
    return (
        '<grammarly-desktop-integration data-grammarly-shadow-root="true"></grammarly-desktop-integration><div id="pocket-button-container"><span>Save to list</span></div>'
        f'<div class="translate-tooltip-mtz" style="display:none"><div class="header"><span>Original text</span><span>Rate this translation</span></div></div><div id="honey-{ctx.hashed()}"><template></template></div>'
        '<iframe src="./page_files/saved_resource.html" style="display:none"></iframe><style class="darkreader darkreader--fallback">html{background-color:#181a1b!important}</style>'
    )


def saved_page(ctx: Ctx) -> Page:
    """A page as the browser saved it, after its scripts and the reader's extensions had run."""
    art = ctx.article
    folder = f"./{html.escape(art.title.replace(':', '_').replace('?', '_'))}_files"
    wrap = (
        ('<font style="vertical-align: inherit;"><font style="vertical-align: inherit;">', "</font></font>") if ctx.index == 2 else ("", "")
    )
    cls = ctx.hashed("StoryBody_")
    inner = wrap[0] + "{}" + wrap[1]
    tags = Tags(
        p=f'<p class="{cls}" data-lt-tmp-id="lt-{ctx.rng.randrange(10**6)}" spellcheck="false">{inner}</p>',
        h=f"<h2>{inner}</h2>",
        li=f"<li>{inner}</li>",
        quote=f"<blockquote><p>{inner}</p></blockquote>",
        link='<a href="{h}" style="--darkreader-inline-color: #3391ff;">',
    )
    data = "data:image/webp;base64," + "".join(ctx.rng.choices("ABCDEFGHabcdefgh0123456789+/", k=1600))
    shot = f'<figure><img src="{data if ctx.index == 1 else folder + "/photo.jpg"}" alt=""><figcaption>{esc(ctx.one("captions"))} <small>{esc(ctx.one("credits"))}</small></figcaption></figure>'
    ad = f'<div id="google_ads_iframe_{ctx.index}__container__" style="border:0"><iframe src="{folder}/container.html" title="3rd party ad content"></iframe></div><div class="adsbox uBlock-collapsed" hidden>{html.escape(ctx.one("ads"))}</div>'
    promo = f'<div class="inline-promo" role="complementary"><strong>Recommended for you</strong><ul>{teasers(ctx, 3)}</ul></div>'
    tweet = f'<div class="twitter-tweet twitter-tweet-rendered"><iframe id="twitter-widget-0" src="{folder}/Tweet.html" title="X Post"></iframe></div>'
    text = weave(ctx, flow(ctx, art.body.blocks, tags), [shot, ad, promo if ctx.index else tweet])
    top = {
        0: f"<!-- saved from url=({len(art.url):04d}){art.url} -->",
        1: f"<!--\n Page saved with SingleFile \n url: {art.url} \n saved date: {when(ctx, '%a %b %d %Y')} 21:14:07 GMT+0100\n-->",
        2: f"<!-- saved from url=({len(art.url):04d}){art.url} -->",
    }[ctx.index]
    files = "".join(
        f'<script async="" src="{folder}/{ctx.hashed()}.js.download"></script><link rel="stylesheet" href="{folder}/{ctx.hashed()}.css">'
        for _ in range(9)
    )
    modal = f'<div class="fc-consent-root" style="display:none"><div class="fc-dialog"><h1>{esc(art.outlet)} asks for your consent to use your personal data to:</h1><p>{html.escape(cookie(ctx))}</p><button>Consent</button><button>Do not consent</button></div></div>'
    outer = "article" if (ctx.half == "dev") == (ctx.index != 1) else "div"
    quote = f'<aside class="quote-card">{pull(ctx)}</aside>' if ctx.index == 1 else ""
    page = (
        f'<!DOCTYPE html>\n{top}\n<html lang="en" class="js-focus-visible" data-darkreader-mode="dynamic" data-lt-installed="true"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">{meta(ctx, " | ", canonical=ctx.index != 2)}{json_ld(ctx)}{files}{scripts(ctx, 2)}</head>'
        f'<body class="vsc-initialized" data-new-gr-c-s-check-loaded="14.1" data-gr-ext-installed=""><div id="app"><header><a href="https://{art.domain}/">{esc(art.outlet)}</a><nav><ul>{nav(ctx, 40)}</ul></nav></header><main><{outer} class="{ctx.hashed("Story_")}"><h1>{wrap[0]}{esc(art.title)}{wrap[1]}</h1><p class="{ctx.hashed("Deck_")}">{esc(art.body.deck)}</p><div class="{ctx.hashed("Byline_")}">{byline(ctx)}, <time datetime="{art.published}">{when(ctx, "%d %b %Y")}</time></div>'
        f'<div class="{ctx.hashed("Content_")}">{quote}{text}</div></{outer}><aside><h3>Most read</h3><ol>{teasers(ctx, 10)}</ol></aside></main><footer><ul>{foot(ctx)}</ul><small>© {plain(art.outlet)}</small></footer></div>{modal}{_leftovers(ctx)}</body></html>'
    )
    return ctx.page(page, "saved_page")
