"""The rules of GEXF 1.3 that a file of ours could break: which element may hold which, in what order, with which attributes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "{http://gexf.net/1.3}"
_DAY = r"\d{4}-\d\d-\d\d"
_NUMBER = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
#: element → what may stand in it, as a pattern over the names of its children, each with a space after it.
CHILDREN = {
    "gexf": r"(meta )?graph ",
    "meta": r"((creator|keywords|description) )*",
    "graph": r"(attributes )*nodes edges ",
    "attributes": r"(attribute )*",
    "nodes": r"(node )*",
    "edges": r"(edge )*",
    "node": r"(attvalues )?(spells )?",
    "edge": r"(attvalues )?(spells )?",
    "attvalues": r"(attvalue )*",
    "spells": r"(spell )+",
    "attribute": "", "attvalue": "", "spell": "", "creator": "", "description": "",
}  # fmt: skip
#: element → attribute → pattern of its value; those with a question mark may be missing.
ATTRIBUTES = {
    "gexf": {"version": r"1\.3"},
    "meta": {},
    "creator": {},
    "description": {},
    "graph": {
        "defaultedgetype": "directed|undirected|mutual", "mode": "static|dynamic", "timeformat?": "integer|double|date|dateTime",
        "timerepresentation?": "interval|timestamp", "start?": _DAY, "end?": _DAY,
    },
    "attributes": {"class": "node|edge", "mode": "static|dynamic"},
    "attribute": {"id": ".+", "title": ".+", "type": "integer|long|double|float|boolean|string|liststring|anyURI"},
    "nodes": {"count?": r"\d+"},
    "edges": {"count?": r"\d+"},
    "node": {"id": "(?s:.+)", "label": "(?s:.*)"},
    "edge": {"id": ".+", "source": "(?s:.+)", "target": "(?s:.+)", "weight": _NUMBER},
    "attvalues": {},
    "attvalue": {"for": ".+", "value": "(?s:.*)", "start?": _DAY, "end?": _DAY},
    "spells": {},
    "spell": {"start": _DAY, "end": _DAY},
}  # fmt: skip
_TYPES = {"integer": r"-?\d+", "long": r"-?\d+", "double": _NUMBER, "boolean": "true|false", "string": "(?s:.*)"}


def broken_rules(path: Path) -> list[str]:
    """What is wrong with a file, line by line; nothing where it is right."""
    root = etree.parse(str(path)).getroot()
    found = [problem for element in root.iter() for problem in _of(element)]
    nodes = [node.get("id") for node in root.iter(NAMESPACE + "node")]
    edges = list(root.iter(NAMESPACE + "edge"))
    found += ["a node's id stands twice"] if len(set(nodes)) < len(nodes) else []
    found += ["an edge's id stands twice"] if len({edge.get("id") for edge in edges}) < len(edges) else []
    found += [f"no node {end}" for edge in edges for end in (edge.get("source"), edge.get("target")) if end not in set(nodes)]
    types = {(a.getparent().get("class"), a.get("id")): a.get("type") for a in root.iter(NAMESPACE + "attribute")}
    for value in root.iter(NAMESPACE + "attvalue"):
        form = types.get((etree.QName(value.getparent().getparent()).localname, value.get("for")))
        if form is None or not re.fullmatch(_TYPES[form], value.get("value")):
            found.append(f"{value.get('for')}: {value.get('value')!r} is no {form}")
    for spells in root.iter(NAMESPACE + "spells"):
        days = [day for spell in spells for day in (spell.get("start"), spell.get("end"))]
        if days != sorted(days) or any(one == after for one, after in zip(days[1:-1:2], days[2::2], strict=True)):
            found.append(f"spells overlap: {days}")
    return found


def _of(element: etree._Element) -> list[str]:
    if not element.tag.startswith(NAMESPACE):
        return [f"foreign element {element.tag}"]
    name = etree.QName(element).localname
    inside = "".join(etree.QName(child).localname + " " for child in element)
    problems = [] if re.fullmatch(CHILDREN[name], inside) else [f"<{name}> holds {inside}"]
    known = {attribute.rstrip("?"): pattern for attribute, pattern in ATTRIBUTES[name].items()}
    for attribute, value in element.attrib.items():
        if attribute not in known or not re.fullmatch(known[attribute], value):
            problems.append(f"<{name} {attribute}={value!r}>")
    needed = {attribute for attribute in ATTRIBUTES[name] if not attribute.endswith("?")}
    return problems + [f"<{name}> lacks {attribute}" for attribute in sorted(needed - set(element.attrib))]
