"""Public bodies: a ministry on Drupal, a parliament's official report, a think-tank's report."""

# ruff: noqa: E501
from __future__ import annotations

import html

from .common import Tags, byline, cookie, esc, figure, flow, foot, json_ld, links, meta, nav, scripts, slug, teasers, weave, when
from .model import Ctx, Page, plain

LANGUAGES = ["English", "Français", "Deutsch", "Íslenska", "Português", "العربية", "中文", "Русский"]


def drupal_ministry(ctx: Ctx) -> Page:
    """A press release: fields within fields, empty paragraphs, a contact box, no author."""
    art = ctx.article
    parts = flow(
        ctx,
        art.body.blocks,
        Tags(
            h="<h3><strong>{}</strong></h3>" if ctx.index == 1 else "<h2>{}</h2>",
            quote="<blockquote>\n<p>{}</p>\n</blockquote>",
            link='<a href="{h}" target="_blank" class="ext">',
        ),
    )
    if ctx.index == 1:
        parts = [p + "\n<p>&nbsp;</p>" for p in parts]
        parts[0] = (
            parts[0]
            .replace("<p>", '<p class="MsoNormal" style="text-align:justify"><span style="font-family:&quot;Calibri&quot;,sans-serif">', 1)
            .replace("</p>", "<o:p></o:p></span></p>", 1)
        )
    gallery = f'<div class="paragraph paragraph--type--gallery">{figure(ctx, "media--type-image")}{figure(ctx, "media--type-image")}</div>'
    promo = f'<div class="paragraph paragraph--type--related-content"><h4 class="field__label">Related press releases</h4><div class="field__items">{teasers(ctx, 3, "<div class=field__item>{}</div>")}</div></div>'
    text = weave(ctx, parts, [[gallery], [], [promo, gallery]][ctx.index])
    contact = (
        '<div class="field field--name-field-press-contact"><div class="field__label">Contacts for the press</div><div class="field__item"><p>Press Office, telephone +00 1 555 0142 (weekdays, 9 to 17)<br>presse@ministry.example</p></div></div>'
        '<div class="field field--name-field-attachments"><div class="field__label">Downloads</div><ul><li><a href="/sites/default/files/annex.pdf">Annex (PDF, 1.2 MB)</a></li><li><a href="/sites/default/files/release.odt">Press release (ODT, 41 KB)</a></li></ul></div>'
    )
    date = f'<div class="field field--name-field-date"><time datetime="{art.published}T12:00:00Z" class="datetime">{when(ctx, "%d.%m.%Y")}</time></div>'
    crumbs = '<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li>Press releases</li></ol></nav>'
    outer = "div" if (ctx.half == "test") == (ctx.index == 0) else "article"
    langs = links(LANGUAGES, '<li class="language-link">{}</li>')
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />{meta(ctx, date=ctx.index != 2)}{scripts(ctx, 1)}'
        f'<script type="application/json" data-drupal-selector="drupal-settings-json">{{"path":{{"baseUrl":"\\/","currentPath":"node\\/{ctx.rng.randrange(9999)}"}},"user":{{"uid":0}}}}</script></head>'
        f'<body class="path-node page-node-type-press-release"><a href="#main-content" class="visually-hidden focusable">Skip to main content</a><div class="dialog-off-canvas-main-canvas"><div class="layout-container"><header role="banner"><div class="region region-header"><div class="block-language"><ul class="links">{langs}</ul></div>'
        f'<div class="site-branding">{esc(art.outlet)}</div><nav role="navigation"><h2 class="visually-hidden">Main navigation</h2><ul class="menu menu-level-0">{nav(ctx, 40, "<li class=menu-item>{}</li>")}</ul></nav></div></header>{crumbs}'
        f'<main role="main"><a id="main-content" tabindex="-1"></a><div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div><h1 class="page-header"><span class="field field--name-title">{esc(art.title)}</span></h1>'
        f'<{outer} class="node node--type-press-release node--view-mode-full"><div class="node__content">{date}<div class="field field--name-field-number">Press release no. {ctx.rng.randrange(10, 300)}/{art.published[:4]}</div><div class="social-media-sharing"><ul><li>Share on Facebook</li><li>Print</li><li>Send by email</li></ul></div>'
        f'<div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{text}</div>{contact}</div></{outer}>'
        f'<div class="views-element-container block"><h2>Latest news</h2><div class="view-content">{teasers(ctx, 8, "<div class=views-row><span class=views-field-title>{}</span><p>The Ministry today announced further measures in this field. Read more</p></div>")}</div></div></div></main>'
        f'<footer class="site-footer"><ul class="menu">{foot(ctx)}</ul><p>Was this page useful? <button>Yes</button> <button>No</button></p><p>© {esc(art.outlet)} {art.published[:4]}. Reproduction is authorised provided the source is acknowledged.</p></footer></div></div>'
        f'<div id="sliding-popup" class="eu-cookie-compliance-banner"><h2>We use cookies</h2><p>{html.escape(cookie(ctx))}</p><button>OK, I agree</button></div></body></html>',
        "drupal_ministry",
        authors=(),
    )


def parliament(ctx: Ctx) -> Page:
    """An official report: speakers in bold, column numbers and times between the speeches."""
    art = ctx.article
    tags = Tags() if ctx.half == "dev" else Tags(p='<div class="contribution"><div class="hs_Para">{}</div></div>')
    rows: list[str] = []
    for at, part in enumerate(flow(ctx, art.body.blocks, tags)):
        if at % 4 == 2:
            rows.append(f'<div class="column-number" data-column="{410 + at}">Column {410 + at}</div>')
        if at % 6 == 3:
            rows.append(f'<div class="hs_Timeline"><a name="time{at}">{2 + at // 6}.{10 + at} pm</a></div>')
        tools = f'<span class="share-tools"><a href="#c{at}">Link to this speech</a> <a href="/members/{at}">In context</a> <a>Individually</a></span>'
        rows.append(f'<div class="debate-item debate-item-contribution" id="c{at}">{part}{tools}</div>')
    noes = "".join(
        f"<tr><td>{html.escape(u)}</td><td>{html.escape(v)}</td></tr>"
        for u, v in zip(ctx.pick("users", 12), ctx.pick("users", 12), strict=True)
    )
    division = (
        f'<table class="division"><caption>Division 14: Ayes 211, Noes 187</caption><tr><th>Ayes</th><th>Noes</th></tr>{noes}</table>'
    )
    toc = f'<nav class="debate-nav"><h2>Contents of this sitting</h2><ol>{teasers(ctx, 12)}</ol></nav>'
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{meta(ctx, " - ", date=False)}{scripts(ctx, 1)}</head><body class="hansard"><header><div class="logo">{esc(art.body.deck)}</div><ul class="primary-nav">{nav(ctx, 24)}</ul><form><label>Search the record</label><input name="q"></form></header>'
        f'<div class="hero-banner"><h1>{esc(art.title)}</h1><h2>Volume 712: debated on {when(ctx, "%A %d %B %Y")}</h2><ul class="downloads"><li><a>Download text</a></li><li><a>Previous debate</a></li><li><a>Next debate</a></li></ul></div>'
        f'<div class="container"><div class="col-lg-3">{toc}</div><div class="col-lg-9"><p class="disclaimer">This is the version of the report as corrected. It is not the sole legal record.</p><div class="child-debate-content">{"".join(rows)}{division}</div></div></div>'
        f"<footer><ul>{foot(ctx)}</ul><p>© Parliamentary copyright. Contains information licensed under the Open Parliament Licence.</p></footer></body></html>",
        "report_page",
        authors=(),
        outlet=plain(art.body.deck).split(",")[0],
    )


def _table(ctx: Ctx) -> str:
    """A table of figures with a caption and a source."""
    years = range(2018, 2024)
    rows = "".join(
        f"<tr><th scope='row'>{html.escape(t.title())}</th>"
        + "".join(f"<td>{ctx.rng.randrange(10, 990) / 10}</td>" for _ in years)
        + "</tr>"
        for t in ctx.pick("tags", 6)
    )
    top = "".join(f"<th>{y}</th>" for y in years)
    return f'<figure class="table-wrap"><table class="data-table"><caption>Table {ctx.rng.randrange(1, 9)}. Indicators by field, per cent</caption><thead><tr><th></th>{top}</tr></thead><tbody>{rows}</tbody></table><figcaption>Source: own calculations.</figcaption></figure>'


def _noted(ctx: Ctx, parts: list[str], *, side: bool) -> tuple[list[str], str]:
    """Paragraphs with note markers, and the notes: beside the text or at its end."""
    done, notes, number = [], [], 0
    for at, part in enumerate(parts):
        if part.endswith("</p>") and at % 3 == 1 and "blockquote" not in part:
            number += 1
            words = html.escape(ctx.one("notes"))
            mark = f'<sup id="fnref{number}"><a href="#fn{number}" class="footnote-ref">{number}</a></sup>'
            beside = f'<span class="sidenote"><small>{number}. {words}</small></span>' if side else ""
            done.append(part[:-4] + mark + beside + "</p>")
            notes.append(f'<li id="fn{number}"><p>{words} <a href="#fnref{number}" class="footnote-backref">↩</a></p></li>')
        else:
            done.append(part)
    end = "" if side else f'<section class="footnotes" role="doc-endnotes"><h2>Notes</h2><ol>{"".join(notes)}</ol></section>'
    return done, end


def think_tank(ctx: Ctx) -> Page:
    """A report with contents, tables, notes, a citation box and a download box."""
    art = ctx.article
    heads = [plain(b.items[0]) for b in art.body.blocks if b.kind == "h"]
    tags = Tags(h='</section><section class="report-section"><h2 class="report-heading">{}</h2>' if ctx.index == 2 else "<h2>{}</h2>")
    parts, notes = _noted(ctx, flow(ctx, art.body.blocks, tags), side=ctx.index == 2)
    text = weave(ctx, parts, [_table(ctx), figure(ctx, "chart"), _table(ctx)])
    if ctx.index == 2:
        text = f'<section class="report-section">{text}</section>'
    toc = "".join(f'<li><a href="#{slug(h)}">{number}. {html.escape(h)}</a></li>' for number, h in enumerate(heads, 1))
    cite = f'<div class="cite-box"><h3>How to cite</h3><p>{esc(", ".join(art.authors))} ({art.published[:4]}), <i>{esc(art.title)}</i>, {esc(art.outlet)}.</p><button>Copy citation</button></div>'
    people = "".join(f'<div class="expert"><h4>{esc(n)}</h4><p>{esc(n)} {html.escape(ctx.one("bios"))}</p></div>' for n in art.authors)
    place = f'<div class="col-main">{text}' if ctx.half == "test" else f'<div class="report__body wysiwyg">{text}'
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{meta(ctx, " – ")}<meta name="citation_title" content="{esc(art.title)}"><meta name="citation_publication_date" content="{art.published.replace("-", "/")}">{json_ld(ctx, "Report")}{scripts(ctx, 2)}</head><body class="page-publication">'
        f'<header class="site-head"><a class="logo">{esc(art.outlet)}</a><nav><ul>{nav(ctx, 40)}</ul></nav></header><div class="report__hero"><p class="type">Report</p><h1>{esc(art.title)}</h1><p class="standfirst">{esc(art.body.deck)}</p><p class="meta">{byline(ctx, "/experts/")} · {when(ctx)} · 14 minute read</p><a class="btn" href="/report.pdf">Download PDF (2.4 MB)</a></div>'
        f'<aside class="toc"><h2>Contents</h2><ol>{toc}</ol></aside><main>{place}</div>{notes}{cite}<h3>About the authors</h3>{people}</main>'
        f'<section class="related"><h2>Related research</h2>{teasers(ctx, 6, "<div class=card><h3>{}</h3><p>A new paper looks at the evidence and finds it mixed.</p></div>")}</section><section class="donate"><h2>Support our work</h2><p>{esc(art.outlet)} is a registered charity. We take no money from government.</p></section><footer><ul>{foot(ctx)}</ul></footer></body></html>',
        "report_page",
    )


def report_page(ctx: Ctx) -> Page:
    """A debate for the first page of a half, a report for the others."""
    return parliament(ctx) if ctx.index == 0 else think_tank(ctx)
