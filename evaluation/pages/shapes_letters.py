"""Newsletters (Ghost, Substack, a day's digest) and a Medium-like site."""

# ruff: noqa: E501
from __future__ import annotations

import html

from .common import (
    Tags,
    byline,
    caption,
    dump,
    esc,
    figure,
    flow,
    foot,
    image,
    json_ld,
    links,
    meta,
    nav,
    pull,
    scripts,
    teasers,
    tweet,
    weave,
    when,
)
from .model import Ctx, Page, plain, text_of


def _threads(ctx: Ctx, count: int) -> str:
    """Comments as a newsletter site lists them."""
    rows = "".join(
        f'<div class="comment"><div class="comment-meta"><a href="/profile/{at}">{html.escape(ctx.one("users"))}</a> <span>{at + 1}d</span> <i>Liked by the author</i></div><div class="comment-body"><p>{html.escape(words)}</p></div><div class="comment-actions"><a>Reply</a> <a>Share</a> <span>{at * 3} likes</span></div></div>'
        for at, words in enumerate(ctx.pick("comments", count))
    )
    return f'<div class="comments-page"><h4>Discussion about this post</h4>{rows}<a class="more">{count + 5} more comments…</a></div>'


def _ghost(ctx: Ctx) -> Page:
    """Ghost: koenig cards within gh-content."""
    art = ctx.article
    parts = flow(ctx, art.body.blocks, Tags(h='<h2 id="x">{}</h2>', quote="<blockquote>{}</blockquote>"))
    card = (
        f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="#"><div class="kg-bookmark-content"><div class="kg-bookmark-title">{html.escape(ctx.one("teasers"))}</div><div class="kg-bookmark-description">{html.escape(ctx.one("comments"))}</div>'
        f'<div class="kg-bookmark-metadata"><span class="kg-bookmark-author">{html.escape(ctx.one("users"))}</span></div></div></a></figure>'
    )
    sign = f'<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Sign up for more like this.</h2><p class="kg-signup-card-subheading">{html.escape(ctx.one("newsletter"))}</p><form><input type="email" placeholder="Your email"><button><span>Subscribe</span></button></form></div>'
    text = weave(ctx, parts, [figure(ctx, "kg-card kg-image-card kg-card-hascaption"), card, sign])
    feed = "".join(
        f'<article class="gh-card post"><a class="gh-card-link"><h3 class="gh-card-title">{html.escape(t)}</h3><p class="gh-card-excerpt">{html.escape(c)}</p><footer class="gh-card-meta"><time>{when(ctx, "%d %b %Y")}</time></footer></a></article>'
        for t, c in zip(ctx.pick("teasers", 6), ctx.pick("comments", 6), strict=True)
    )
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8" />{meta(ctx)}<meta name="generator" content="Ghost 5.82" />{json_ld(ctx, "Article")}{scripts(ctx, 2)}</head><body class="post-template"><div class="viewport"><header id="gh-head" class="gh-head"><a class="gh-head-logo">{esc(art.outlet)}</a><nav><ul class="nav">{nav(ctx, 14)}</ul></nav><div class="gh-head-actions"><a data-portal="signin">Sign in</a><a data-portal="signup">Subscribe</a></div></header>'
        f'<main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><h1 class="gh-article-title">{esc(art.title)}</h1><p class="gh-article-excerpt">{esc(art.body.deck)}</p><h4 class="gh-article-author-name">{byline(ctx)}</h4><time datetime="{art.published}">{when(ctx)}</time><span>— 5 min read</span>{figure(ctx, "gh-article-image")}</header>'
        f'<section class="gh-content gh-canvas">{text}</section><div class="gh-article-comments">{_threads(ctx, 7)}</div></article><div class="gh-read-more"><h2>Read more</h2>{feed}</div></main><footer class="gh-foot"><ul>{foot(ctx)}</ul><div>Powered by Ghost</div></footer></div></body></html>',
        "newsletter",
    )


def _substack(ctx: Ctx) -> Page:
    """Substack: available-content, subscribe widgets, a wall of comments."""
    art = ctx.article
    parts = flow(
        ctx,
        art.body.blocks,
        Tags(
            p="<p><span>{}</span></p>" if ctx.half == "test" else "<p>{}</p>",
            h='<h3 class="header-anchor-post">{}<div class="header-anchor-parent"><div class="header-anchor"></div></div></h3>',
            li="<li><p>{}</p></li>",
            link='<a href="{h}" rel="">',
        ),
    )
    widget = f'<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">{esc(art.outlet)} is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form class="subscription-widget-subscribe"><input type="email" placeholder="Type your email..."><button>Subscribe</button></form></div></div>'
    quote = f'<div class="pullquote"><p>{pull(ctx)}</p></div>'
    shot = f'<div class="captioned-image-container"><figure><a class="image-link">{image(ctx)}</a><figcaption class="image-caption">{caption(ctx)}</figcaption></figure></div>'
    text = (
        weave(ctx, parts, [shot, widget, quote]) + '<p class="button-wrapper"><a class="button primary"><span>Share</span></a></p>' + widget
    )
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{meta(ctx, " - by ")}{json_ld(ctx)}{scripts(ctx, 2)}<script>window._preloads=JSON.parse("{{\\"isEU\\":true,\\"language\\":\\"en\\"}}")</script></head><body><div id="entry"><div id="main" class="main typography"><div class="main-menu"><h1 class="title"><a>{esc(art.outlet)}</a></h1>{links(["Subscribe", "Sign in", "Home", "Notes", "Archive", "About"], "<div>{}</div>")}</div>'
        f'<div class="single-post-container"><div class="container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{esc(art.title)}</h1><h3 class="subtitle">{esc(art.body.deck)}</h3><div class="profile-hover-card">{byline(ctx, "/@")}</div><div class="meta">{when(ctx, "%b %d, %Y")}</div><div class="like-button-container">112</div><a>27</a><a>Share</a></div>'
        f'<div class="available-content"><div dir="auto" class="body markup">{text}</div></div><div class="post-footer"><a>112 Likes</a><a>9 Restacks</a></div></article></div>{_threads(ctx, 16)}<div class="portable-archive"><span>Top</span><span>Latest</span>{teasers(ctx, 6, "<div class=post-preview>{}</div>")}</div><div class="footer"><p>© {art.published[:4]} {byline(ctx)}</p><a>Privacy</a> ∙ <a>Terms</a> ∙ <a>Collection notice</a><div>Substack is the home for great culture</div></div></div></div></div></body></html>'.replace(
            "Substack is the home", "This platform is the home"
        ),
        "newsletter",
    )


def _digest(ctx: Ctx) -> Page:
    """The web copy of a day's newsletter, with several short articles in e-mail tables."""
    art, items = ctx.article, ctx.extra
    cells = []
    for at, item in enumerate(items):
        tags = Tags(p='<p style="margin:0 0 16px;font-size:16px;line-height:24px">{}</p>')
        head = f'<h2 style="font-size:22px" id="item{at}">{esc(item.title)}</h2>'
        cells.append(
            f'<tr><td class="mcnTextContent" style="padding:0 18px">{head}{"".join(flow(ctx, item.body.blocks, tags))}<p style="font-size:13px"><a href="#">Read it on our site</a></p></td></tr>'
        )
    cells.insert(
        2, f'<tr><td class="mcnAd"><p style="font-size:11px">A MESSAGE FROM OUR SPONSOR</p><p>{html.escape(ctx.one("ads"))}</p></td></tr>'
    )
    menu = "".join(f'<li><a href="#item{at}">{esc(item.title)}</a></li>' for at, item in enumerate(items))
    text = "\n".join(f"{item.title}\n{text_of(item.body.blocks)}" for item in items)
    listed: list[dict[str, str | None]] = [
        {"title": item.title, "text": text_of(item.body.blocks), "published": art.published} for item in items
    ]
    title = f"{plain(art.outlet)}: {when(ctx, '%A, %d %B %Y')}"
    page = (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>{title}</title><link rel="canonical" href="{art.url}"/><style>p{{margin:10px 0}}table{{border-collapse:collapse}}</style></head>'
        f'<body><div id="awesomebar"><ul>{links(["Subscribe", "Past issues", "Translate", "RSS"], "<li>{}</li>")}</ul></div><span class="mcnPreviewText" style="display:none">Also today: {html.escape(ctx.one("teasers"))}</span><center><table width="100%" id="bodyTable"><tr><td align="center"><table width="600" class="templateContainer">'
        f'<tr><td><a href="#">View this email in your browser</a></td></tr><tr><td><h1>{title}</h1></td></tr><tr><td class="toc"><p>In this issue</p><ol>{menu}</ol></td></tr>{"".join(cells)}'
        f'<tr><td><h3>Elsewhere</h3><ul>{teasers(ctx, 6)}</ul></td></tr><tr><td class="mcnFooter"><em>Copyright © {art.published[:4]} {esc(art.outlet)}, all rights reserved.</em><br>You are receiving this email because you opted in on our website.<br>Want to change how you receive these emails? You can <a>update your preferences</a> or <a>unsubscribe from this list</a>.</td></tr></table></td></tr></table></center></body></html>'
    )
    return ctx.page(page, "newsletter", text=text, articles=listed, title=title, authors=())


def newsletter(ctx: Ctx) -> Page:
    """Ghost, Substack or a digest, by the page's number."""
    return (_ghost, _substack, _digest)[ctx.index](ctx)


def _apollo(ctx: Ctx) -> str:
    """The state that a Medium-like page carries, with the paragraphs once more."""
    state: dict[str, object] = {}
    for block in ctx.article.body.blocks:
        for item in block.items:
            key = ctx.hashed("", 12)
            state[f"Paragraph:{key}"] = {
                "__typename": "Paragraph",
                "id": key,
                "type": {"p": "P", "h": "H3", "quote": "BQ", "ul": "ULI", "ol": "OLI"}[block.kind],
                "text": plain(item),
                "markups": [],
            }
    return f"<script>window.__APOLLO_STATE__ = {dump(state)}</script>"


def medium_like(ctx: Ctx) -> Page:
    """A Medium-like story: two-letter classes, claps, pull quotes, cards."""
    art = ctx.article

    def cls() -> str:
        """A string of two-letter classes."""
        return " ".join(ctx.hashed("", 2) for _ in range(9))

    tags = Tags(
        p=f'<p id="{ctx.hashed("", 4)}" class="pw-post-body-paragraph {cls()}">{{}}</p>',
        h=f'<h1 id="{ctx.hashed("", 4)}" class="{cls()}">{{}}</h1>',
        ul='<ul class="">{}</ul>',
        ol='<ol class="">{}</ol>',
        li=f'<li id="{ctx.hashed("", 4)}" class="{cls()}">{{}}</li>',
        quote=f'<blockquote class="{cls()}"><p class="{cls()}">{{}}</p></blockquote>',
    )
    if ctx.half == "test":
        tags = Tags(**{**tags.__dict__, "p": f'<p class="graf graf--p {cls()}" data-selectable-paragraph="">{{}}</p>'})
    shot = f'<figure class="{cls()} paragraph-image"><div role="button" tabindex="0"><span>Press enter or click to view image in full size</span><picture>{image(ctx)}</picture></div><figcaption class="{cls()}">{caption(ctx)}</figcaption></figure>'
    quote = f'<blockquote class="graf--pullquote {cls()}"><p class="{cls()} pullquote">{pull(ctx)}</p></blockquote>'
    promo = f'<div class="{cls()}"><a href="#"><div><h2>{html.escape(ctx.one("teasers"))}</h2><div><h3>{html.escape(ctx.one("comments"))}</h3></div><p>publicsquare.example</p></div></a></div>'
    extras = [[shot], [shot, quote, promo], [promo, shot, tweet(ctx)]][ctx.index]
    text = weave(ctx, flow(ctx, art.body.blocks, tags), extras)
    bar = '<div class="pw-multi-vote"><button aria-label="clap"></button><p>1.2K</p></div><button>23</button><button>Listen</button><button>Share</button>'
    member = "<p>Member-only story</p>" if ctx.index == 1 else ""
    cards = "".join(
        f'<div class="{cls()}"><h2>{html.escape(t)}</h2><h3>{html.escape(c)}</h3><span>{at + 1}d ago</span><span>{at * 41}</span></div>'
        for at, (t, c) in enumerate(zip(ctx.pick("teasers", 8), ctx.pick("comments", 8), strict=True))
    )
    replies = "".join(
        f'<div class="{cls()}"><p>{html.escape(ctx.one("users"))}</p><pre class="{cls()}">{html.escape(c)}</pre><button>Reply</button></div>'
        for c in ctx.pick("comments", 6)
    )
    outer = "article" if ctx.half == "dev" or ctx.index else "div"
    return ctx.page(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{meta(ctx, " | by ")}{json_ld(ctx, "SocialMediaPosting" if ctx.index == 2 else "NewsArticle")}{scripts(ctx, 4)}</head><body><div id="root"><div class="{cls()}"><div>{links(["Open in app", "Sign up", "Sign in", "Write", "Search"], "<span>{}</span>")}</div></div>'
        f'<{outer}><div class="{cls()}"><section><div class="{cls()}">{member}<h1 class="pw-post-title {cls()}" data-testid="storyTitle">{esc(art.title)}</h1><h2 class="pw-subtitle-paragraph {cls()}">{esc(art.body.deck)}</h2><div class="speechify-ignore {cls()}">{byline(ctx, "/@")}<button>Follow</button><span>6 min read</span>·<span data-testid="storyPublishDate">{when(ctx, "%b %d, %Y")}</span>{bar}</div>{text}</div></section></div></{outer}>'
        f'<div>{teasers(ctx, 5, "<div class=" + ctx.hashed("", 2) + ">{}</div>")}</div>{bar}<div class="{cls()}"><h2>Written by {byline(ctx, "/@")}</h2><span>4.1K followers</span><p>{html.escape(art.authors[0])} {html.escape(ctx.one("bios"))}</p></div><div class="{cls()}"><h2>Responses (6)</h2>{replies}</div>'
        f"<div><h2>More from {esc(art.authors[0])} and {esc(art.outlet)}</h2>{cards}</div><div><h2>Recommended</h2>{teasers(ctx, 8, '<div>{}</div>')}</div><div>{foot(ctx, '<p>{}</p>')}</div></div>{_apollo(ctx)}</body></html>",
        "medium_like",
    )
