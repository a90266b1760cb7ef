"""Codebooks as YAML that reads well in a comparison of versions: one field a line, in the order of the issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from onrecord.codebook.issues import Codebook, Issue


def codebook_as_yaml(codebook: Codebook) -> str:
    """The YAML of a codebook, from which the same codebook is read again."""
    rows = [_row(one) for one in codebook.issues]
    return yaml.dump({"issues": rows}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)


def _row(issue: Issue) -> dict[str, str]:
    row = {"id": issue.id, "text": issue.text}
    if issue.notes:
        row["notes"] = issue.notes
    if issue.parent is not None:
        row["parent"] = issue.parent
    return row


class _Dumper(yaml.SafeDumper):
    """Writes lists indented and texts of several lines as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ANN401, ARG002, FBT001, FBT002 - as declared there
        """The indentation of a list under its key, which the library would leave out."""
        return super().increase_indent(flow, False)  # noqa: FBT003 - likewise


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)
