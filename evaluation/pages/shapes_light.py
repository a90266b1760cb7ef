"""AMP pages, and the div soup of site builders."""

# ruff: noqa: E501
from __future__ import annotations

import html
from typing import TYPE_CHECKING

from .common import Tags, byline, caption, cookie, dump, esc, flow, foot, json_ld, links, meta, nav, pull, scripts, teasers, weave, when

if TYPE_CHECKING:
    from .model import Ctx, Page

BOILER = (
    "<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both;animation:-amp-start 8s steps(1,end) 0s 1 normal both}@-webkit-keyframes -amp-start{from{visibility:hidden}to{visibility:visible}}</style>"
    '<noscript><style amp-boilerplate>body{-webkit-animation:none;animation:none}</style></noscript><script async src="https://cdn.ampproject.example/v0.js"></script>'
)


def _amp_boxes(ctx: Ctx) -> list[str]:
    """AMP's own elements between the paragraphs."""
    shot = f'<figure><amp-img src="/media/{ctx.hashed()}.jpg" width="640" height="360" layout="responsive" alt="{esc(ctx.one("captions"))}"><noscript><img src="/media/x.jpg" alt=""></noscript></amp-img><figcaption>{caption(ctx)}</figcaption></figure>'
    ad = f'<div class="amp-ad-wrapper"><span>{html.escape(ctx.one("ads"))}</span><amp-ad width="300" height="250" type="doubleclick" data-slot="/1/{ctx.hashed()}"><div placeholder></div><div fallback>Ad could not be loaded</div></amp-ad></div>'
    post = f'<amp-twitter width="375" height="472" layout="responsive" data-tweetid="{ctx.rng.randrange(10**15)}"><blockquote placeholder class="twitter-tweet"><p>{html.escape(ctx.one("tweets"))}</p></blockquote></amp-twitter>'
    also = f"<amp-accordion><section><h4>Related</h4><div><ul>{teasers(ctx, 4)}</ul></div></section></amp-accordion>"
    return [[shot, ad, also], [ad, post, ad], [shot, also]][ctx.index]


def amp(ctx: Ctx) -> Page:
    """An AMP page with sidebar, consent, ads and a list of related articles."""
    art = ctx.article
    tags = Tags(p='<p class="amp-p">{}</p>' if ctx.half == "test" else "<p>{}</p>", h="<h3>{}</h3>")
    text = weave(ctx, flow(ctx, art.body.blocks, tags), _amp_boxes(ctx))
    consent = {"consentInstanceId": "cmp", "consentRequired": "remote", "promptUI": "consent-ui"}
    outer = ("article", "div", "article")[ctx.index]
    stats = {"vars": {"account": "UA-1-1"}, "triggers": {"view": {"on": "visible", "request": "pageview", "vars": {"title": art.title}}}}
    name = "article-body" if ctx.half == "dev" else "amp-wp-article-content"
    return ctx.page(
        f'<!doctype html>\n<html {"⚡" if ctx.half == "dev" else "amp"} lang="en"><head><meta charset="utf-8">{meta(ctx)}{json_ld(ctx)}{BOILER}<style amp-custom>.amp-p{{margin:0 0 1em}}amp-sidebar{{width:250px}}.h{{color:#{ctx.rng.randrange(16**6):06x}}}</style></head><body>'
        f'<amp-analytics type="googleanalytics"><script type="application/json">{dump(stats)}</script></amp-analytics><amp-consent id="cmp" layout="nodisplay"><script type="application/json">{dump(consent)}</script><div id="consent-ui"><p>{html.escape(cookie(ctx))}</p><button on="tap:cmp.accept">Accept</button></div></amp-consent>'
        f'<amp-sidebar id="sidebar" layout="nodisplay" side="left"><button>Close</button><ul>{nav(ctx, 40)}</ul></amp-sidebar><header class="h"><button on="tap:sidebar.toggle">☰</button><a href="/">{esc(art.outlet)}</a></header>'
        f'<{outer} class="amp-wp-article"><header><h1 class="amp-wp-title">{esc(art.title)}</h1><p class="summary">{esc(art.body.deck)}</p><div class="amp-wp-meta">{byline(ctx)}</div><div class="amp-wp-meta"><time datetime="{art.published}">{when(ctx)}</time></div><amp-social-share type="twitter"></amp-social-share><amp-social-share type="email"></amp-social-share></header>'
        f'<div class="{name}">{text}</div><footer><div class="tags">{teasers(ctx, 3, "{} ")}</div><a class="full" href="{art.url}">View full version</a><a href="{art.url}#comments">Leave a comment</a></footer></{outer}>'
        f'<section class="next"><h2>Up next</h2><amp-next-page></amp-next-page>{teasers(ctx, 8, "<div class=card><h3>{}</h3></div>")}</section><amp-sticky-ad layout="nodisplay"></amp-sticky-ad><footer><ul>{foot(ctx)}</ul><p>© {art.published[:4]} {esc(art.outlet)}</p></footer></body></html>',
        "amp",
    )


def _wix(ctx: Ctx) -> str:
    """Wix: rich text in divs and spans, each with a long inline style."""
    style = 'style="font-family:helvetica-w01-light,sans-serif;font-size:18px;letter-spacing:normal"'
    row = f'<div class="font_8 wixui-rich-text__text" {style}><span class="wixui-rich-text__text"><span {style}>{{}}</span></span></div>'
    tags = Tags(
        p=row,
        h=f'<div class="font_4" {style}><span style="font-weight:bold">{{}}</span></div>',
        ul="{}",
        ol="{}",
        li=row.replace("{}", "•&nbsp;{}"),
        quote=f'<div class="font_7" {style}><span style="font-style:italic">{{}}</span></div>',
    )
    gap = '<div class="font_8"><span class="wixGuard">\u200b</span></div>'
    return f"\n{gap}\n".join(flow(ctx, ctx.article.body.blocks, tags))


def _square(ctx: Ctx) -> str:
    """Squarespace: rows, columns and blocks, with the text in bare divs."""
    tags = Tags(
        p='<div style="white-space:pre-wrap;" class="">{}</div>',
        h='<div class="sqsrte-large" style="white-space:pre-wrap;"><strong>{}</strong></div>',
        ul="<div>{}</div>",
        ol="<div>{}</div>",
        li='<div style="white-space:pre-wrap;padding-left:1em">{}</div>',
        quote='<div class="sqs-quote" style="white-space:pre-wrap;">{}</div>',
    )
    parts = flow(ctx, ctx.article.body.blocks, tags)

    def block(kind: str, inner: str) -> str:
        """One block of the builder."""
        return f'<div class="sqs-block {kind}-block sqs-block-{kind}" id="block-yui_3_17_2_1_{ctx.rng.randrange(10**9)}"><div class="sqs-block-content">{inner}</div></div>'

    form = block(
        "newsletter",
        f'<div class="newsletter-form-wrapper"><div class="newsletter-form-header-title">Stay in touch</div><div>{html.escape(ctx.one("newsletter"))}</div><button>Sign Up</button></div>',
    )
    shot = block(
        "image",
        f'<div class="image-block-outer-wrapper"><img data-src="/media/{ctx.hashed()}.jpg" alt=""><div class="image-caption-wrapper"><div class="image-caption"><div>{caption(ctx)}</div></div></div></div>',
    )
    summary = block(
        "summary-v2",
        teasers(
            ctx, 4, '<div class="summary-item"><div class="summary-title">{}</div><div class="summary-excerpt">Read More →</div></div>'
        ),
    )
    quote = block("quote", f'<div class="sqs-pull">{pull(ctx)}</div>')
    step = max(2, len(parts) // 4)
    groups = [block("html", "\n".join(parts[at : at + step])) for at in range(0, len(parts), step)]
    return (
        '<div class="row sqs-row"><div class="col sqs-col-12 span-12">'
        + weave(ctx, groups, [shot, form, summary] if ctx.index == 0 else [quote, summary])
        + "</div></div>"
    )


def div_soup(ctx: Ctx) -> Page:
    """A site builder's page: no paragraph and no article element anywhere."""
    art = ctx.article
    wix = (ctx.index == 1) == (ctx.half == "dev")
    text = _wix(ctx) if wix else _square(ctx)
    dated = "" if ctx.index == 1 else f'<div class="blog-meta-item">{when(ctx, "%b %d")}, {art.published[:4]}</div>'
    body_id = "content-wrapper" if wix else "page"
    head = (
        f'<div class="BlogItem-title" data-hook="post-title" role="heading" aria-level="1">{esc(art.title)}</div>'
        if wix
        else f'<h1 class="entry-title entry-title--large" data-content-field="title">{esc(art.title)}</h1>'
    )
    posts = "".join(
        f'<div class="{ctx.hashed()}" data-hook="recent-post"><div>{html.escape(t)}</div><div>0 comments</div><div>{at * 12} views</div></div>'
        for at, t in enumerate(ctx.pick("teasers", 6))
    )
    items = links(["Home", "About", "Our work", "Blog", "Events", "Contact", "Donate"], '<div class="header-nav-item">{}</div>')
    return ctx.page(
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">{meta(ctx, " — ", date=ctx.index != 1)}{json_ld(ctx, "BlogPosting") if ctx.index == 2 else ""}{scripts(ctx, 5)}<script data-name="static-context">Static={dump({"website": {"id": ctx.hashed("", 24), "siteTitle": art.outlet}, "features": {ctx.hashed(): True for _ in range(40)}})}</script></head>'
        f'<body id="collection-{ctx.hashed("", 16)}"><div id="siteWrapper"><div class="header-announcement-bar-wrapper"><div>We are moving! Our new office opens in May.</div></div><div id="header">{items}{nav(ctx, 20, "<div class=footer-nav>{}</div>")}</div><div id="{body_id}"><div class="content-wrapper"><div class="blog-item-wrapper">'
        f'<div class="blog-item-top-wrapper">{head}{dated}<div class="blog-author">Written By {byline(ctx)}</div><div>3 min read</div></div><div class="{"rich-content-viewer" if wix else "blog-item-content e-content"} {ctx.hashed()}">{text}</div><div class="blog-item-tag">{teasers(ctx, 3, "{} ")}</div>'
        f'<div class="blog-item-author-profile-wrapper"><div>{esc(art.authors[0])}</div><div>{esc(art.authors[0])} {html.escape(ctx.one("bios"))}</div></div></div></div></div><div class="recent"><div>Recent Posts</div><div>See All</div>{posts}</div><div id="itemPagination">{teasers(ctx, 2, "<div>{}</div>")}</div>'
        f'<div id="footer-sections"><div>{esc(art.outlet)}, 14 Quay Street, registered charity no. 1100000</div><div>{html.escape(cookie(ctx))}</div>{foot(ctx, "<div>{}</div>")}</div></div></body></html>',
        "div_soup",
        published=None if ctx.index == 1 else art.published,
    )
