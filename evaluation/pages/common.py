"""Pieces that most pages share: heads, metadata, boxes, and the weaving of boxes into text."""

# ruff: noqa: E501
from __future__ import annotations

import datetime
import html
import json
import re
import unicodedata
from dataclasses import dataclass

from .model import Block, Ctx, inline, plain
from .pools import COOKIES, FOOT, NAV


@dataclass(frozen=True)
class Tags:
    """How one content system writes each kind of block; ``{}`` is the inside."""

    p: str = "<p>{}</p>"
    h: str = "<h2>{}</h2>"
    ul: str = "<ul>{}</ul>"
    ol: str = "<ol>{}</ol>"
    li: str = "<li>{}</li>"
    quote: str = "<blockquote><p>{}</p></blockquote>"
    link: str = '<a href="{h}">'


def esc(text: str) -> str:
    """Text for an attribute or an element."""
    return html.escape(plain(text))


def flow(ctx: Ctx, blocks: tuple[Block, ...], tags: Tags) -> list[str]:
    """The blocks of a body as a system writes them, one string a block."""
    out: list[str] = []
    for block in blocks:
        done = [inline(ctx, item, tags.link) for item in block.items]
        inner = "\n".join(tags.li.replace("{}", item) for item in done) if block.kind in ("ul", "ol") else done[0]
        out.append(str(getattr(tags, block.kind)).replace("{}", inner))
    return out


def weave(ctx: Ctx, parts: list[str], extras: list[str]) -> str:
    """The parts in order with the extras spread between them."""
    gaps = list(range(1, len(parts)))
    chosen = sorted(ctx.rng.sample(gaps, min(len(extras), len(gaps))))
    out: list[str] = []
    left = list(extras)
    for at, part in enumerate(parts):
        if at in chosen and left:
            out.append(left.pop(0))
        out.append(part)
    return "\n".join(out + left)


def pull(ctx: Ctx) -> str:
    """A sentence of the body, for a pull quote that repeats it."""
    found: list[str] = []
    for block in ctx.article.body.blocks:
        if block.kind == "p":
            lines = re.split(r"(?<=[.!?”]) ", plain(block.items[0]))
            found.extend(line for line in lines if 9 <= len(line.split()) <= 26)
    return html.escape(ctx.rng.choice(found or [ctx.article.title]), quote=False)


def when(ctx: Ctx, style: str = "%d %B %Y") -> str:
    """The date of the article as a page prints it."""
    return datetime.date.fromisoformat(ctx.article.published).strftime(style)


def stamp(ctx: Ctx) -> str:
    """The date with a time, as metadata gives it."""
    return f"{ctx.article.published}T{ctx.rng.randrange(5, 21):02d}:{ctx.rng.randrange(60):02d}:00+00:00"


def slug(text: str, words: int = 9) -> str:
    """Words of a text as an address has them."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower())[:words])


def links(labels: list[str], item: str, cls: str = "") -> str:
    """Some links; ``{}`` in item is the link itself."""
    named = f' class="{cls}"' if cls else ""
    return "\n".join(item.replace("{}", f'<a{named} href="/{slug(label)}">{html.escape(label)}</a>') for label in labels)


def nav(ctx: Ctx, count: int = 40, item: str = "<li>{}</li>", cls: str = "") -> str:
    """The links of a menu."""
    return links(NAV[:6] + ctx.rng.sample(NAV[6:], count - 6), item, cls)


def foot(ctx: Ctx, item: str = "<li>{}</li>", cls: str = "") -> str:
    """The links at the bottom."""
    return links(ctx.rng.sample(FOOT, 18), item, cls)


def teasers(ctx: Ctx, count: int, item: str = "<li>{}</li>", cls: str = "") -> str:
    """Headlines of other articles."""
    return links(ctx.pick("teasers", count), item, cls)


def cookie(ctx: Ctx) -> str:
    """The wording of a consent banner."""
    return ctx.rng.choice(COOKIES)


def dump(value: object) -> str:
    """JSON that is safe inside a script element."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def json_ld(ctx: Ctx, kind: str = "NewsArticle", **more: object) -> str:
    """Structured data about the article."""
    art = ctx.article
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": art.title,
        "description": plain(art.body.deck),
        "datePublished": stamp(ctx),
        "dateModified": stamp(ctx),
        "mainEntityOfPage": {"@type": "WebPage", "@id": art.url},
        "author": [{"@type": "Person", "name": name} for name in art.authors],
        "publisher": {
            "@type": "Organization",
            "name": art.outlet,
            "logo": {"@type": "ImageObject", "url": f"https://{art.domain}/logo.png"},
        },
        "image": [f"https://{art.domain}/media/{ctx.hashed()}.jpg"],
    }
    data.update(more)
    return f'<script type="application/ld+json">{dump(data)}</script>'


def meta(ctx: Ctx, suffix: str = " | ", *, date: bool = True, canonical: bool = True) -> str:
    """Title, description, Open Graph and the like."""
    art = ctx.article
    lines = [
        f"<title>{esc(art.title)}{suffix}{esc(art.outlet)}</title>",
        f'<meta name="description" content="{esc(art.body.deck or art.title)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta property="og:title" content="{esc(art.title)}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:site_name" content="{esc(art.outlet)}">',
        f'<meta property="og:image" content="https://{art.domain}/media/{ctx.hashed()}.jpg">',
        '<meta name="twitter:card" content="summary_large_image">',
        f'<meta name="twitter:title" content="{esc(art.title)}">',
    ]
    if canonical:
        lines.append(f'<link rel="canonical" href="{art.url}">')
        lines.append(f'<meta property="og:url" content="{art.url}">')
    if date:
        lines.append(f'<meta property="article:published_time" content="{stamp(ctx)}">')
    return "\n".join(lines)


def scripts(ctx: Ctx, count: int = 3) -> str:
    """Inline scripts and styles as trackers and bundlers leave them."""
    key = ctx.hashed("GTM-", 7).upper()
    out = [
        "<script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),"
        "event:'gtm.js'});var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;"
        f"j.src='https://tags.example/gtm.js?id='+i;f.parentNode.insertBefore(j,f);}})(window,document,'script','dataLayer','{key}');</script>"
    ]
    for _ in range(count):
        names = [ctx.hashed("", 8) for _ in range(14)]
        config = {name: {"enabled": ctx.rng.random() > 0.5, "slot": ctx.rng.randrange(10**6)} for name in names}
        out.append(f"<script>window.{ctx.hashed('__', 7)}={dump(config)};</script>")
        rules = "".join(
            f".{name}{{display:flex;margin:0 {ctx.rng.randrange(40)}px;color:#{ctx.rng.randrange(16**6):06x}}}" for name in names
        )
        out.append(f"<style>{rules}</style>")
    return "\n".join(out)


def tweet(ctx: Ctx) -> str:
    """An embedded post as the platform hands it out."""
    return (
        '<blockquote class="twitter-tweet" data-width="550" data-dnt="true"><p lang="en" dir="ltr">'
        f'{html.escape(ctx.one("tweets"))} <a href="https://t.example/{ctx.hashed()}">pic.example/{ctx.hashed()}</a></p>'
        f'&mdash; {html.escape(ctx.one("users"))} ({ctx.one("handles")}) <a href="https://t.example/{ctx.hashed()}">{when(ctx, "%B %d, %Y")}</a>'
        '</blockquote><script async src="https://platform.example/widgets.js" charset="utf-8"></script>'
    )


def image(ctx: Ctx, cls: str = "") -> str:
    """A lazy image with its noscript copy."""
    name = f"https://{ctx.article.domain}/media/{ctx.hashed()}"
    alt = esc(ctx.one("captions"))
    return (
        f'<img class="lazyload {cls}" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" '
        f'data-src="{name}-1200.jpg" data-srcset="{name}-600.jpg 600w, {name}-1200.jpg 1200w" alt="{alt}" loading="lazy">'
        f'<noscript><img src="{name}-1200.jpg" alt="{alt}"></noscript>'
    )


def caption(ctx: Ctx) -> str:
    """A caption with its credit."""
    return f'{html.escape(ctx.one("captions"))} <span class="credit">{html.escape(ctx.one("credits"))}</span>'


def figure(ctx: Ctx, cls: str = "") -> str:
    """A figure with a lazy image, a caption and a credit."""
    return f'<figure class="{cls}">{image(ctx)}<figcaption>{caption(ctx)}</figcaption></figure>'


def byline(ctx: Ctx, url: str = "/author/") -> str:
    """The authors as links."""
    return " and ".join(f'<a rel="author" href="{url}{slug(name)}">{esc(name)}</a>' for name in ctx.article.authors)
