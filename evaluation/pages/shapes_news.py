"""A big newspaper on an Arc-like system, and a public broadcaster on Next.js."""

# ruff: noqa: E501
from __future__ import annotations

import html

from .common import (
    Tags,
    byline,
    cookie,
    dump,
    esc,
    figure,
    flow,
    foot,
    json_ld,
    meta,
    nav,
    pull,
    scripts,
    stamp,
    teasers,
    tweet,
    weave,
    when,
)
from .model import Ctx, Page, inline, plain


def _arc_extras(ctx: Ctx, count: int) -> list[str]:
    """Ads between paragraphs, with a related link and a newsletter box."""
    out = [
        f'<div class="ad-wrap" id="ad-slot-{at}"><div class="ad-label">{html.escape(ctx.one("ads"))}</div><div data-gpt="/21/{ctx.hashed()}"></div></div>'
        for at in range(count)
    ]
    out[0] = f'<div class="interstitial-link block-margin-bottom"><b>Read more:</b> {teasers(ctx, 1, "{}")}</div>'
    out.append(
        f'<section class="newsletter-inline"><h4>In your inbox</h4><p>{html.escape(ctx.one("newsletter"))}</p><form><input type="email"><button>Sign up</button></form><p class="legal">By signing up you agree to our terms of use and privacy policy.</p></section>'
    )
    out.append(figure(ctx, "image-inline"))
    ctx.rng.shuffle(out)
    return out


def _arc_content(ctx: Ctx) -> str:
    """The content of the page once more as the system's own JSON."""
    elements: list[dict[str, object]] = []
    for block in ctx.article.body.blocks:
        kind = {"p": "text", "h": "header", "quote": "quote"}.get(block.kind, "list")
        if kind == "list":
            elements.append({"type": "list", "items": [{"type": "text", "content": inline(ctx, i)} for i in block.items]})
        else:
            elements.append({"_id": ctx.hashed("", 20).upper(), "type": kind, "content": inline(ctx, block.items[0])})
    data = {
        "_id": ctx.hashed("", 20).upper(),
        "canonical_url": ctx.article.url,
        "content_elements": elements,
        "headlines": {"basic": ctx.article.title},
        "subheadlines": {"basic": plain(ctx.article.body.deck)},
        "credits": {"by": [{"name": a, "type": "author"} for a in ctx.article.authors]},
        "display_date": stamp(ctx),
    }
    return f'<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.arcSite="site";Fusion.globalContent={dump(data)};Fusion.tree={{}};</script>'


def arc_newspaper(ctx: Ctx) -> Page:
    """A newspaper with ads in the text; page 1 keeps only a teaser, page 2 hides the rest by style."""
    if ctx.index == 1:
        ctx.article = ctx.article.cut(3)
    art = ctx.article
    tags = Tags(
        p='<p class="c-paragraph article-text">{}</p>'
        if ctx.half == "dev"
        else '<p data-el="text" class="wpds-c-{}">{}</p>'.replace("{}", ctx.hashed(), 1),
        h='<h3 class="c-heading">{}</h3>',
        quote='<blockquote class="c-quote"><p>{}</p></blockquote>',
        link='<a href="{h}" target="_blank" rel="noreferrer">',
    )
    parts = flow(ctx, art.body.blocks, tags)
    wall = ""
    if ctx.index == 2:
        body = (
            weave(ctx, parts[:3], [])
            + f'<div class="subscriber-only" style="display:none">{weave(ctx, parts[3:], _arc_extras(ctx, 4))}</div>'
        )
    else:
        body = weave(ctx, parts, _arc_extras(ctx, 1 if ctx.index else 6))
    if ctx.index:
        wall = (
            '<div id="paywall" class="paywall-regwall"><h2>Subscribe to keep reading</h2><p>This article is for subscribers only. Get unlimited access to everything we publish for €1 a week for the first six months, then €14 a month.</p>'
            '<ul class="offer"><li>Unlimited articles on the site and in the app</li><li>Subscriber-only newsletters</li><li>Crosswords and puzzles</li></ul><button>See offers</button><p>Already a subscriber? <a href="/login">Log in</a></p></div>'
        )
    ld = json_ld(
        ctx,
        isAccessibleForFree=not ctx.index,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": not ctx.index, "cssSelector": ".subscriber-only"},
    )
    promo = "".join(
        f'<div class="story-card"><a class="kicker" href="#">{html.escape(ctx.one("tags"))}</a><h3>{html.escape(t)}</h3><p class="deck">{html.escape(c)}</p></div>'
        for t, c in zip(ctx.pick("teasers", 8), ctx.pick("comments", 8), strict=True)
    )
    most = f'<aside class="right-rail"><div class="most-read"><h2>Most read</h2><ol>{teasers(ctx, 10)}</ol></div><div class="ad-wrap sticky"></div></aside>'
    outer = "article" if ctx.half == "dev" else "section"
    head = (
        f'<header class="article-header"><a class="overline" href="/politics">Politics</a><h1 class="b-headline">{esc(art.title)}</h1><h2 class="b-subheadline">{esc(art.body.deck)}</h2>'
        f'<div class="b-byline"><span>By</span> {byline(ctx)}</div><time class="b-date" datetime="{art.published}">{when(ctx, "%B %d, %Y at 5:00 a.m. CET")}</time><div class="share-bar"><button>Share</button><button>Save</button><a href="#comments">Comment</a><span>Listen to this article</span><span>6 min</span></div></header>'
    )
    return ctx.page(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"/>{meta(ctx, " - ")}{ld}{scripts(ctx, 4)}{_arc_content(ctx)}</head><body><div id="fusion-app">'
        f'<div class="leaderboard ad-wrap"></div><header class="masthead-container"><nav class="sections">{nav(ctx, 44, "<div class=subsection>{}</div>", "subsection-anchor")}</nav><div class="search-box"><input placeholder="Search"></div></header>'
        f'<div class="alert-bar"><span>Breaking</span> {teasers(ctx, 1, "{}")}</div><main class="b-article-main"><{outer} class="b-article">{head}{figure(ctx, "lead-art")}<div class="article-body-wrapper b-article-body">{body}</div>{wall}'
        f'<div class="author-card"><span>By</span> {byline(ctx)} <p>{esc(art.authors[0])} {html.escape(ctx.one("bios"))}</p></div></{outer}>{most}</main>'
        f'<section class="recirc"><h2>More on this story</h2>{promo}</section><section id="comments" class="comments-closed"><h3>Conversation</h3><p>This conversation is moderated according to our community rules. Please read the rules before joining in.</p></section>'
        f'<footer class="footer-container"><ul>{foot(ctx)}</ul><p>© {art.published[:4]} {esc(art.outlet)}. All rights reserved. No part of this site may be reproduced without written permission.</p></footer></div>'
        f'<div id="onetrust-banner-sdk"><div id="onetrust-policy-text">{html.escape(cookie(ctx))}</div><button>Accept all</button><button>Reject all</button></div></body></html>',
        "arc_newspaper",
    )


def _next_data(ctx: Ctx) -> str:
    """The page's props, with every block of the text in them."""
    blocks = [
        {
            "type": block.kind,
            "model": {"blocks": [{"type": "fragment", "model": {"text": plain(i), "attributes": []}} for i in block.items]},
        }
        for block in ctx.article.body.blocks
    ]
    more = [{"title": t, "href": f"/news/articles/{ctx.hashed('c', 11)}", "lastUpdated": stamp(ctx)} for t in ctx.pick("teasers", 12)]
    data = {
        "props": {
            "pageProps": {
                "page": {"headline": ctx.article.title, "contents": blocks, "topStories": more, "analytics": {"id": ctx.hashed("", 16)}},
                "isUK": True,
            },
            "__N_SSG": True,
        },
        "page": "/news/articles/[id]",
        "buildId": ctx.hashed("", 20),
        "isFallback": False,
        "gsp": True,
    }
    return f'<script id="__NEXT_DATA__" type="application/json">{dump(data)}</script>'


def next_broadcaster(ctx: Ctx) -> Page:
    """A broadcaster's page as React writes it on the server, with hashed classes."""
    art = ctx.article
    one, two, three, wrap = (ctx.hashed("sc-" if ctx.half == "dev" else "styles_", 8) for _ in range(4))

    def box(name: str, inner: str) -> str:
        """A component with the broadcaster's data attribute, or without one in the other half."""
        mark = f'data-component="{name}"' if ctx.half == "dev" else f'data-testid="{ctx.hashed()}"'
        return f'<div {mark} class="{wrap} {ctx.hashed()}">{inner}</div>'

    lis = f'<li class="{three}">{{}}</li>'
    tags = Tags(
        p=box("text-block", f'<p class="{one} {two}">{{}}</p>'),
        h=box("subheadline-block", f'<h2 class="{three}"><span role="text">{{}}</span></h2>'),
        ul=box("text-block", f'<ul class="{two}" role="list">{{}}</ul>'),
        ol=box("text-block", f'<ol class="{two}">{{}}</ol>'),
        li=lis,
        quote=box("quote-block", f'<blockquote class="{two}"><span>{{}}</span></blockquote>'),
        link=f'<a class="{ctx.hashed("css-")}" href="{{h}}">',
    )
    parts = flow(ctx, art.body.blocks, tags)
    if ctx.index == 0:
        parts[0] = parts[0].replace(f'{two}">', f'{two}"><b class="{ctx.hashed()}">', 1).replace("</p>", "</b></p>", 1)
    media = box(
        "media-block",
        f'<figure><div class="player">This video can not be played<noscript>To play this video you need to enable JavaScript in your browser.</noscript></div><figcaption><span class="visually-hidden">Media caption, </span>{esc(ctx.one("captions"))}</figcaption></figure>',
    )
    linkbox = box("links-block", f"<h3>More on this story</h3><ul>{teasers(ctx, 3)}</ul>")
    shot = box("image-block", figure(ctx, ctx.hashed()))
    highlight = box("pullquote", f'<div class="{ctx.hashed()}"><span>{pull(ctx)}</span></div>')
    extras = [[shot, linkbox, media], [shot, box("social-embed", tweet(ctx)), linkbox], [highlight, shot]][ctx.index]
    cards = "".join(
        f'<li class="{ctx.hashed()}"><a href="#"><h3>{html.escape(t)}</h3></a><p>{html.escape(c)}</p><span>{at + 1} hrs ago</span></li>'
        for at, (t, c) in enumerate(zip(ctx.pick("teasers", 9), ctx.pick("comments", 9), strict=True))
    )
    outer = "div" if ctx.index == 1 else "article"
    who = box("byline-block", f'<div><span class="{ctx.hashed()}">{byline(ctx)}</span><span>Political correspondent</span></div>')
    return ctx.page(
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charSet="utf-8"/>{meta(ctx, " - ")}{json_ld(ctx, "ReportageNewsArticle" if ctx.half == "test" else "NewsArticle")}{scripts(ctx, 3)}</head><body><div id="__next"><a href="#main">Skip to content</a>'
        f'<header class="{ctx.hashed()}"><nav aria-label="Main"><ul>{nav(ctx, 42, "<li>{}</li>", ctx.hashed())}</ul></nav></header><div class="{ctx.hashed()}" role="region" aria-label="Cookies"><h2>Let us know you agree to cookies</h2><p>{html.escape(cookie(ctx))}</p><button>Yes, I agree</button></div>'
        f'<main id="main"><{outer} class="{ctx.hashed()}">{box("headline-block", f"<h1>{esc(art.title)}</h1>")}<time datetime="{art.published}">{when(ctx)}</time>{who}<button>Share</button><button>Save</button>'
        f'{weave(ctx, parts, extras)}{box("tags", "<ul>" + teasers(ctx, 4) + "</ul>")}</{outer}><section class="{ctx.hashed()}"><h2>Top stories</h2><ul>{cards}</ul></section><section><h2>Most read</h2><ol>{teasers(ctx, 10)}</ol></section></main>'
        f"<footer><ul>{foot(ctx)}</ul><p>Copyright © {art.published[:4]} {esc(art.outlet)}. We are not responsible for the content of external sites. Read about our approach to external linking.</p></footer></div>{_next_data(ctx)}</body></html>",
        "next_broadcaster",
    )
