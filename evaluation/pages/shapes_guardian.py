"""A Guardian-like site: articles with islands of script, and a live blog."""

# ruff: noqa: E501
from __future__ import annotations

import html

from .common import Tags, byline, dump, esc, figure, flow, foot, json_ld, meta, nav, pull, scripts, stamp, teasers, tweet, weave, when
from .model import Article, Ctx, Page, plain, text_of


def _island(ctx: Ctx, name: str, inner: str = "") -> str:
    """A piece that script fills in later, with its props in an attribute."""
    props = html.escape(
        dump(
            {
                "ajaxUrl": "https://api.example",
                "pageId": ctx.article.slug,
                "ids": [ctx.hashed() for _ in range(6)],
                "headline": ctx.article.title,
            }
        )
    )
    return f'<gu-island name="{name}" deferuntil="visible" props="{props}" clientonly>{inner}</gu-island>'


def _frame(ctx: Ctx, main: str, ld: str) -> str:
    """Masthead, navigation and footer around a page."""
    art = ctx.article
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>{meta(ctx)}{ld}{scripts(ctx, 3)}<script>window.guardian={dump({"config": {"page": {"headline": art.title, "section": "Politics", "keywords": ctx.pick("tags", 4)}, "switches": {ctx.hashed(): True for _ in range(40)}}})};</script></head>'
        f'<body><a href="#maincontent" class="skip">Skip to main content</a><div id="bannerandheader"><div class="top-banner-ad-container"><div class="ad-slot" data-label="Advertisement"></div></div><div class="support"><span>Support independent journalism</span><p>Our journalism has no owner and no shareholders. Help us to keep it that way.</p><a href="#">Support us</a><a href="#">Print subscriptions</a></div>'
        f'<nav class="{ctx.hashed("dcr-")}"><ul>{nav(ctx, 45, "<li class=" + ctx.hashed("dcr-") + ">{}</li>")}</ul></nav></div>{main}'
        f'{_island(ctx, "OnwardsUpper", "")}<section class="{ctx.hashed("dcr-")}"><h2>Most viewed</h2><ol>{teasers(ctx, 10)}</ol></section>'
        f"<footer><p>Original reporting and incisive analysis, direct from {esc(art.outlet)} every morning</p><a>Sign up for our email</a><ul>{foot(ctx)}</ul><div>© {art.published[:4]} {esc(art.outlet)} News &amp; Media Limited or its affiliated companies. All rights reserved.</div></footer></body></html>"
    )


def _extras(ctx: Ctx) -> list[str]:
    """Rich links, sign-up boxes and pull quotes."""
    rich = f'<aside class="{ctx.hashed("dcr-")}" data-component="rich-link"><div>{teasers(ctx, 1, "<span>{}</span>")}</div><span>Read more</span></aside>'
    sign = (
        f'<figure class="{ctx.hashed("dcr-")}" data-spacefinder-role="inline"><a href="#EmailSignup-skip-link-9">skip past newsletter promotion</a><aside aria-label="newsletter promotion"><p>Sign up to <span>First Thing</span></p><p>{html.escape(ctx.one("newsletter"))}</p>'
        '<span>Privacy Notice: Newsletters may contain info about charities, online ads, and content funded by outside parties. For more information see our Privacy Policy.</span></aside><p id="EmailSignup-skip-link-9" tabindex="0">after newsletter promotion</p></figure>'
    )
    quote = f'<aside class="{ctx.hashed("dcr-")} element-pullquote"><svg></svg><blockquote>{pull(ctx)}</blockquote><footer><cite>{esc(ctx.one("users"))}</cite></footer></aside>'
    ad = '<div class="ad-slot ad-slot--inline" data-name="inline1" data-label="Advertisement"></div>'
    return [rich, sign, figure(ctx, ctx.hashed("dcr-")), ad] if ctx.index == 0 else [quote, rich, ad, sign]


def _article(ctx: Ctx) -> Page:
    """An ordinary article of the site."""
    art = ctx.article
    cls = ctx.hashed("dcr-")
    tags = Tags(
        p=f'<p class="{cls}">{{}}</p>',
        h=f'<h2 id="h" class="{ctx.hashed("dcr-")}">{{}}</h2>',
        li=f'<li><p class="{cls}">{{}}</p></li>' if ctx.half == "test" else "<li>{}</li>",
        quote=f'<blockquote class="{ctx.hashed("dcr-")}"><p class="{cls}">{{}}</p></blockquote>',
        link='<a href="{h}" data-link-name="in body link">',
    )
    body = weave(ctx, flow(ctx, art.body.blocks, tags), _extras(ctx))
    topics = f'<div class="submeta"><span>Explore more on these topics</span><ul>{teasers(ctx, 4)}</ul><button>Share</button><a>Reuse this content</a></div>'
    main = (
        f'<main id="maincontent" data-layout="StandardLayout"><article class="{ctx.hashed("dcr-")}"><div data-gu-name="media">{figure(ctx)}</div><div data-gu-name="title"><a href="/politics">Politics</a></div><div data-gu-name="headline"><h1>{esc(art.title)}</h1></div>'
        f'<div data-gu-name="standfirst"><p>{esc(art.body.deck)}</p></div><aside data-gu-name="meta"><address aria-label="Contributor info">{byline(ctx)}</address><details><summary>{when(ctx, "%a %d %b %Y 06.00 GMT")}</summary>Last modified on {when(ctx, "%a %d %b %Y 09.41 GMT")}</details><ul><li>Share</li></ul></aside>'
        f'<div data-gu-name="body" id="maincontent-body"><div class="article-body-commercial-selector article-body-viewer-selector {ctx.hashed("dcr-")}">{body}</div>{topics}</div></article></main>'
    )
    return ctx.page(_frame(ctx, main, json_ld(ctx)), "guardian_like")


def _post(ctx: Ctx, post: Article, at: int) -> str:
    """One block of a live blog."""
    cls = ctx.hashed("dcr-")
    parts = flow(ctx, post.body.blocks, Tags(p=f'<p class="{cls}">{{}}</p>'))
    extras = [tweet(ctx)] if at == 1 else [figure(ctx)] if at == 3 else []
    clock = f"{17 - at:02d}.{(at * 13) % 60:02d}"
    return (
        f'<article id="block-{ctx.hashed("", 24)}" data-block-id="{ctx.hashed()}" class="{ctx.hashed("dcr-")}"><header><a href="?page=with#block" data-link-name="liveblog timestamp"><time datetime="{ctx.article.published}T{17 - at:02d}:00:00.000Z">{at + 1}h ago</time><span>{clock} CET</span></a>'
        f'<h2 class="{ctx.hashed("dcr-")}">{esc(post.title)}</h2><div class="contributor">{byline(ctx) if at % 3 == 0 else ""}</div></header>{weave(ctx, parts, extras)}<footer><span>Share</span><a>Updated at {clock} CET</a></footer></article>'
    )


def _live(ctx: Ctx) -> Page:
    """A live blog, the newest post first."""
    art, posts = ctx.article, ctx.extra
    blocks = [_post(ctx, post, at) for at, post in enumerate(posts)]
    blocks.insert(3, '<div class="ad-slot ad-slot--liveblog-inline" data-label="Advertisement"></div>')
    events = "".join(
        f'<li><a href="#block"><time>{17 - at}.00</time> <span>{esc(post.title)}</span></a></li>'
        for at, post in enumerate(posts)
        if at % 2 == 0
    )
    updates = [
        {"@type": "BlogPosting", "headline": post.title, "datePublished": stamp(ctx), "articleBody": text_of(post.body.blocks)}
        for post in posts
    ]
    ld = json_ld(ctx, "LiveBlogPosting", liveBlogUpdate=updates, coverageStartTime=stamp(ctx))
    main = (
        f'<main id="maincontent" data-layout="LiveLayout"><div data-gu-name="headline"><h1>{esc(art.title)}</h1></div><div data-gu-name="standfirst"><p>{esc(art.body.deck)}</p><ul>{teasers(ctx, 3)}</ul></div>'
        f'<aside data-gu-name="meta"><address>{byline(ctx)}</address><div>{when(ctx, "%a %d %b %Y 17.50 CET")}</div></aside><section aria-label="Key events"><h2>Key events</h2><ul>{events}</ul><button>Show key events only</button><p>Please turn on JavaScript to use this feature</p></section>'
        f'<div id="liveblog-body" class="{ctx.hashed("dcr-")}">{"".join(blocks)}</div><div class="pagination"><a href="?page=1">Newest</a><span>1 of 1</span><a>Oldest</a></div></main>'
    )
    text = "\n".join(f"{post.title}\n{text_of(post.body.blocks)}" for post in posts)
    listed: list[dict[str, str | None]] = [
        {"title": post.title, "text": text_of(post.body.blocks), "published": art.published} for post in posts
    ]
    return ctx.page(_frame(ctx, main, ld), "guardian_like", text=text, articles=listed, title=plain(art.body.title))


def guardian_like(ctx: Ctx) -> Page:
    """An article, or for the second page of a half a live blog."""
    return _live(ctx) if ctx.index == 1 else _article(ctx)
