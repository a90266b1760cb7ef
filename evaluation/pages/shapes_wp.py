"""WordPress: a classic theme with comments, and a block theme."""

# ruff: noqa: E501
from __future__ import annotations

import html
from typing import TYPE_CHECKING

from .common import (
    Tags,
    byline,
    caption,
    cookie,
    esc,
    figure,
    flow,
    foot,
    image,
    json_ld,
    meta,
    nav,
    pull,
    scripts,
    slug,
    teasers,
    tweet,
    weave,
    when,
)

if TYPE_CHECKING:
    from .model import Ctx, Page


def wp_comments(ctx: Ctx, count: int) -> str:
    """A classic threaded comment list."""
    rows = []
    for at, words in enumerate(ctx.pick("comments", count)):
        user = html.escape(ctx.one("users"))
        depth = 1 if at % 3 == 0 else 2
        rows.append(
            f'<li id="comment-{4000 + at}" class="comment even thread-even depth-{depth}"><article id="div-comment-{4000 + at}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><img class="avatar avatar-60" src="https://gravatar.example/{ctx.hashed()}?s=60" alt=""><b class="fn">{user}</b> <span class="says">says:</span></div>'
            f'<div class="comment-metadata"><a href="#comment-{4000 + at}"><time>{when(ctx, "%B %d, %Y")} at {at % 12 + 1}:{at + 10} pm</time></a></div></footer>'
            f'<div class="comment-content"><p>{html.escape(words)}</p></div><div class="reply"><a rel="nofollow" class="comment-reply-link" href="#respond">Reply</a></div></article></li>'
        )
    return (
        f'<div id="comments" class="comments-area"><h2 class="comments-title">{count} thoughts on &ldquo;{esc(ctx.article.title)}&rdquo;</h2>'
        f'<ol class="comment-list">{"".join(rows)}</ol><div id="respond" class="comment-respond"><h3 id="reply-title">Leave a Reply</h3>'
        '<form id="commentform"><p class="comment-notes">Your email address will not be published. Required fields are marked *</p>'
        '<p><label>Comment *</label><textarea name="comment"></textarea></p><p><input type="checkbox"> <label>Save my name, email, and website in this browser for the next time I comment.</label></p></form></div></div>'
    )


def _sidebar(ctx: Ctx) -> str:
    """The widgets of a classic theme."""
    months = "".join(f"<li><a href='/2020/{m:02d}/'>Archive {m:02d}/2020</a>&nbsp;({m * 3})</li>" for m in range(1, 13))
    recent = "".join(
        f'<li class="recentcomments"><span class="comment-author-link">{html.escape(ctx.one("users"))}</span> on <a href="#">{html.escape(t)}</a></li>'
        for t in ctx.pick("teasers", 5)
    )
    return (
        '<aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search"><label>Search for:</label><input type="search" placeholder="Search &hellip;"></form></section>'
        f'<section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>{teasers(ctx, 8)}</ul></section>'
        f'<section class="widget widget_recent_comments"><h2 class="widget-title">Recent Comments</h2><ul>{recent}</ul></section>'
        f'<section class="widget widget_archive"><h2 class="widget-title">Archives</h2><ul>{months}</ul></section>'
        f'<section class="widget widget_text"><h2 class="widget-title">About this site</h2><div class="textwidget"><p>{esc(ctx.article.outlet)} has been published by volunteers since 2009. We are not affiliated with any party. If you would like to write for us, or to complain, please use the form, which is read every second Sunday by whoever is on duty.</p></div></section></aside>'
    )


def _classic_boxes(ctx: Ctx) -> list[str]:
    """What plugins put between the paragraphs."""
    form = (
        f'<div class="mailpoet_form_widget mailpoet_form"><h3>Newsletter</h3><p>{html.escape(ctx.one("newsletter"))}</p>'
        '<form><label>Email</label><input type="email"><input type="submit" value="Subscribe!"></form></div>'
    )
    related = f'<div class="yarpp yarpp-related"><h3>Related posts:</h3><ol>{teasers(ctx, 4)}</ol></div>'
    ad = f'<div class="code-block code-block-{ctx.index + 1}" style="margin:8px 0;text-align:center"><small>{html.escape(ctx.one("ads"))}</small><ins class="adsbygoogle"></ins><script>(adsbygoogle=window.adsbygoogle||[]).push({{}});</script></div>'
    shot = (
        f'<div id="attachment_{ctx.rng.randrange(999)}" class="wp-caption alignright" style="width:310px">{image(ctx, "size-medium")}'
        f'<p class="wp-caption-text">{caption(ctx)}</p></div>'
    )
    return [[shot, ad, form], [related, shot], [ad, related, tweet(ctx), form]][ctx.index]


def wp_classic(ctx: Ctx) -> Page:
    """A classic WordPress theme: entry-content, sidebar, share bar, comments."""
    art = ctx.article
    parts = flow(ctx, art.body.blocks, Tags(h="<h3>{}</h3>" if ctx.index else "<h2>{}</h2>"))
    text = weave(ctx, parts, _classic_boxes(ctx))
    share = (
        '<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Share this:</h3>'
        '<ul><li><a class="share-twitter">Click to share on Twitter (Opens in new window)</a></li><li><a class="share-facebook">Click to share on Facebook (Opens in new window)</a></li></ul></div></div>'
        '<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3></div>'
    )
    tags = "".join(f'<a href="/tag/{slug(t)}" rel="tag">{html.escape(t)}</a> ' for t in ctx.pick("tags", 4))
    bio = f'<div class="author-info"><h2 class="author-title">About {esc(art.authors[0])}</h2><p class="author-bio">{esc(art.authors[0])} {html.escape(ctx.one("bios"))}</p></div>'
    head = (
        f'<header class="entry-header"><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published">{when(ctx, "%B %d, %Y")}</time></span> <span class="byline"> by <span class="author vcard">{byline(ctx)}</span></span></div>'
        f'<h1 class="entry-title">{esc(art.title)}</h1></header>'
    )
    outer = "article" if ctx.index != 1 else "div"
    side, main = (
        _sidebar(ctx),
        (
            f'<div id="primary" class="content-area"><main id="main" class="site-main"><{outer} id="post-{ctx.rng.randrange(9999)}" class="post type-post status-publish hentry category-news">'
            f'{head}<div class="{"entry-content" if ctx.half == "dev" or ctx.index != 1 else "post-entry"}">{text}\n{share}</div>'
            f'<footer class="entry-footer"><span class="tags-links">Tagged {tags}</span></footer>{bio if ctx.index != 0 else ""}</{outer}>'
            f'<nav class="navigation post-navigation"><h2 class="screen-reader-text">Post navigation</h2>{teasers(ctx, 2, "<div>Previous Post {}</div>")}</nav>'
            f"{wp_comments(ctx, [9, 21, 14][ctx.index])}</main></div>"
        ),
    )
    both = side + main if ctx.half == "test" and ctx.index == 2 else main + side
    page = (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="UTF-8">{meta(ctx, " &#8211; ")}\n<meta name="generator" content="WordPress 5.{ctx.index}.2">{json_ld(ctx) if ctx.index else ""}{scripts(ctx, 2)}</head>'
        f'<body class="post-template-default single single-post"><div id="page" class="site"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>'
        f'<header id="masthead" class="site-header"><p class="site-title"><a href="/">{esc(art.outlet)}</a></p><p class="site-description">Just another view of the harbour</p><nav id="site-navigation"><ul id="top-menu" class="menu">{nav(ctx, 40, "<li class=menu-item>{}</li>")}</ul></nav></header>'
        f'<div id="content" class="site-content">{both}</div><footer id="colophon" class="site-footer"><ul>{foot(ctx)}</ul><div class="site-info">Proudly powered by WordPress. © {art.published[:4]} {esc(art.outlet)}. All rights reserved.</div></footer></div>'
        f'<div id="cookie-notice" role="dialog"><span id="cn-notice-text">{html.escape(cookie(ctx))}</span><a id="cn-accept-cookie" class="cn-set-cookie">Ok</a></div></body></html>'
    )
    return ctx.page(page, "wp_classic")


def _block_boxes(ctx: Ctx) -> list[str]:
    """Blocks that are not the article, between its paragraphs."""
    quote = f'<figure class="wp-block-pullquote"><blockquote><p>{pull(ctx)}</p></blockquote></figure>'
    embed = f'<figure class="wp-block-embed is-type-rich is-provider-twitter wp-block-embed-twitter"><div class="wp-block-embed__wrapper">{tweet(ctx)}</div></figure>'
    query = f'<div class="wp-block-query is-layout-flow"><h3 class="wp-block-heading">Read next</h3><ul class="wp-block-post-template">{teasers(ctx, 3, "<li class=wp-block-post><h2 class=wp-block-post-title>{}</h2></li>")}</ul></div>'
    form = (
        f'<div class="wp-block-group has-background is-layout-constrained"><h3 class="wp-block-heading">Don’t miss a post</h3><p class="has-small-font-size">{html.escape(ctx.one("newsletter"))}</p>'
        '<div class="wp-block-jetpack-subscriptions"><form><input type="email" placeholder="Type your email…"><button>Subscribe</button></form></div></div>'
    )
    return [
        [figure(ctx, "wp-block-image size-large"), quote, form],
        [query, embed],
        [figure(ctx, "wp-block-image alignwide"), query, quote],
    ][ctx.index]


def wp_block(ctx: Ctx) -> Page:
    """A block theme: groups within groups, pull quotes, query loops."""
    art = ctx.article
    tags = Tags(
        h='<h2 class="wp-block-heading" id="h-x">{}</h2>',
        ul='<ul class="wp-block-list">{}</ul>',
        ol='<ol class="wp-block-list">{}</ol>',
        quote='<blockquote class="wp-block-quote is-layout-flow"><p>{}</p></blockquote>',
    )
    parts = flow(ctx, art.body.blocks, tags)
    parts[0] = parts[0].replace("<p>", '<p class="has-drop-cap">', 1)
    text = weave(ctx, parts, _block_boxes(ctx))
    if ctx.index == 2:
        half = len(parts) // 2
        text = (
            f'<div class="wp-block-group is-layout-flow"><div class="wp-block-group__inner-container">{weave(ctx, parts[:half], _block_boxes(ctx))}</div></div><hr class="wp-block-separator"/>'
            f'<div class="wp-block-columns"><div class="wp-block-column" style="flex-basis:66%">{"".join(parts[half:])}</div><div class="wp-block-column"><h4>In brief</h4><ul>{teasers(ctx, 5)}</ul></div></div>'
        )
    deck = f'<p class="wp-block-post-excerpt__excerpt">{esc(art.body.deck)}</p>' if art.body.deck else ""
    more = "".join(
        f'<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="#">{html.escape(t)}</a></h3><div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{html.escape(c)} <a class="wp-block-post-excerpt__more-link">Read more</a></p></div></li>'
        for t, c in zip(ctx.pick("teasers", 6), ctx.pick("comments", 6), strict=True)
    )
    outer = "main" if ctx.half == "dev" else "div"
    return ctx.page(
        f'<!DOCTYPE html>\n<html lang="en-US"><head><meta charset="UTF-8" />{meta(ctx, " &#8211; ")}{json_ld(ctx, "Article")}{scripts(ctx, 3)}<style id="global-styles-inline-css">body{{--wp--preset--color--black:#000}}</style></head>'
        f'<body class="wp-embed-responsive single-post"><div class="wp-site-blocks"><header class="wp-block-template-part"><div class="wp-block-group alignfull"><p class="wp-block-site-title"><a href="/">{esc(art.outlet)}</a></p>'
        f'<nav class="wp-block-navigation is-responsive"><ul class="wp-block-navigation__container">{nav(ctx, 40, "<li class=wp-block-navigation-item>{}</li>", "wp-block-navigation-item__content")}</ul></nav></div></header>'
        f'<{outer} class="wp-block-group is-layout-flow"><h1 class="wp-block-post-title">{esc(art.title)}</h1>{deck}<div class="wp-block-post-date"><time datetime="{art.published}">{when(ctx)}</time></div><div class="wp-block-post-author-name">{byline(ctx)}</div>'
        f'<div class="entry-content wp-block-post-content is-layout-constrained">{text}</div><div class="taxonomy-post_tag wp-block-post-terms">{teasers(ctx, 3, "{}, ")}</div>'
        f'<div class="wp-block-group"><h2 class="wp-block-heading">More from {esc(art.outlet)}</h2><ul class="wp-block-post-template is-layout-grid">{more}</ul></div></{outer}>'
        f'<footer class="wp-block-template-part"><ul>{foot(ctx)}</ul><p class="has-small-font-size">Designed with WordPress</p></footer></div></body></html>',
        "wp_block",
    )
