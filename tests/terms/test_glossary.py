"""Glossary files: what they give, and how they say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligncheck.errors import ReadError
from aligncheck.terms.glossary import Term, load_glossary

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="c1">
  <langSet xml:lang="zh-CN"><tig><term>国营农场</term></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>state farm</term></tig>
    <tig><term>government farm</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry>
</body></text></martif>
"""


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "source,target,forbidden\n国营农场,state farm|sovkhoz,government farm\n",
        "\ufefftarget;source;forbidden\nstate farm | sovkhoz;国营农场;government farm\n",
        "Source\tTarget\tForbidden\tnote\n国营农场\tstate farm|sovkhoz\tgovernment farm\tx\n\n",
    ],
)
def test_reads_variants_in_any_order_of_columns(tmp_path: Path, text: str) -> None:
    (term,) = load_glossary(put(tmp_path, "terms.csv", text)).terms
    assert term == Term("国营农场", ("state farm", "sovkhoz"), ("government farm",), 2)


def test_reads_tbx_with_what_is_deprecated_as_forbidden(tmp_path: Path) -> None:
    (term,) = load_glossary(put(tmp_path, "terms.tbx", TBX)).terms
    assert (term.source, term.targets, term.forbidden) == (
        "国营农场",
        ("state farm",),
        ("government farm",),
    )


def test_status_before_its_term_forbids_that_term_and_no_other(tmp_path: Path) -> None:
    swapped = TBX.replace(
        "<tig><term>government farm</term>",
        '<tig><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>'
        "<term>government farm</term>",
    )
    (term,) = load_glossary(put(tmp_path, "terms.tbx", swapped)).terms
    assert (term.targets, term.forbidden) == (("state farm",), ("government farm",))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "国营农场,state farm\n", "a.csv:1: no column 'source'"),
        ("a.csv", "source,target,colour\n国营农场,state farm,red\n", "a.csv:1: unknown column"),
        ("a.csv", "source,target\nfarm,state farm\n", "a.csv:2: source 'farm' has no Chinese"),
        ("a.csv", "source,target\n国营农场,\n", "a.csv:2: 国营农场 has neither target"),
        ("a.csv", "source,target\n国营农场,a,b\n", "a.csv:2: more cells than columns"),
        ("a.csv", 'source,target\n国营农场,"state\n', "not CSV"),
        ("a.csv", "source,target,forbidden\n农场,farm,farm\n", "a.csv:2: 'farm' is both"),
        ("a.csv", "source,target\n", "a.csv: no term"),
        ("a.csv", "source,target\n国".encode("gb18030") + b"\xff", "a.csv:2: not UTF-8"),
        ("a.tbx", "<martif><text>", "a.tbx:1: not XML"),
        (
            "a.tbx",
            '<!DOCTYPE m [\n<!ENTITY x "boom">]>\n<m>&x;</m>',
            "a.tbx:2: declares an entity",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    tmp_path: Path, name: str, text: str | bytes, said: str
) -> None:
    with pytest.raises(ReadError) as stop:
        load_glossary(put(tmp_path, name, text))
    assert said in str(stop.value)
    assert "\n" not in str(stop.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such glossary file"):
        load_glossary(tmp_path / "none.csv")
