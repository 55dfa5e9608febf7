"""Reads GraphML and GEXF: our own come back as organisations, partnerships and memberships; of others', the nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from concertation.core.faults import Place
from concertation.exchange import open_faults
from concertation.exchange.archive import fingerprint, read_bytes, read_xml
from concertation.exchange.network import SEPARATOR
from concertation.exchange.row_maker import RowMaker
from concertation.exchange.unreadable_file import UnreadableFile
from concertation.exchange.workbook.rows import Named, Reading, SheetRow
from concertation.exchange.written import fact_columns

# Attributes that say again, in words, what another says, or that we add for those who draw.
_SAID_TWICE = ("_label_en", "_label_fr")
_DERIVED = frozenset({"mode", "label", "weight", "sectors", "roles"})
_LABELS = ("label", "name", "name_en", "Label")


@dataclass(frozen=True, slots=True)
class _Item:
    """A node or an edge: its place, and its attributes by name."""

    place: Place
    id: str
    attributes: Mapping[str, str]
    source: str = ""
    target: str = ""


def read_graph(source: Path | bytes, *, filename: str = "") -> Reading:
    """The rows of a graph. Raises ``UnreadableFile`` or one of its kinds when it is neither GraphML nor GEXF."""
    name = filename or (source.name if isinstance(source, Path) else "")
    content = read_bytes(source, filename=name)
    root = read_xml(content, filename=name)
    kind = _local(root.tag)
    if kind not in ("graphml", "gexf"):
        raise UnreadableFile(filename=name)
    maker = RowMaker(filename=name, sha256=fingerprint(content))
    nodes, edges = _GraphMl(root).items() if kind == "graphml" else _Gexf(root).items()
    _GraphReader(maker).run(nodes, edges)
    return maker.reading()


class _GraphReader:
    def __init__(self, maker: RowMaker) -> None:
        self.maker = maker
        self.rows: dict[str, SheetRow] = {}

    def run(self, nodes: list[_Item], edges: list[_Item]) -> None:
        for kind_id in ("organisation", "partnership"):
            for node in nodes:
                if node.attributes.get("mode", "organisation") == kind_id:
                    self._take_node(node, kind_id)
        self._tell_strangers(nodes)
        left: Counter[str] = Counter()
        for edge in edges:
            if not self._take_edge(edge):
                left[edge.attributes.get("mode") or "edge"] += 1
        for mode, count in left.items():
            self.maker.tell(open_faults.OTHER_RECORD, Place("edges"), found=mode, count=count)

    def _take_node(self, node: _Item, kind_id: str) -> None:
        values: dict[str, object] = _known(kind_id, node.attributes)
        if not values.get("name_en") and not values.get("name_fr"):
            values["name_en"] = next((node.attributes[n] for n in _LABELS if node.attributes.get(n)), node.id)
        self.rows[node.id] = self.maker.add(kind_id, node.place, values, key=_key(node, kind_id))
        for sector in _listed(node.attributes.get("sectors")):
            owned = {kind_id: self._reference(node.id), "sector": sector}
            self.maker.add(f"{kind_id}_sector", node.place, owned)

    def _take_edge(self, edge: _Item) -> bool:
        mode = edge.attributes.get("mode")
        if mode == "tie":
            ends: dict[str, object] = {
                "from_organisation": self._reference(edge.source),
                "to_organisation": self._reference(edge.target),
            }
        elif mode == "membership":
            ends = {"organisation": self._reference(edge.source), "partnership": self._reference(edge.target)}
        else:
            return False
        if None in ends.values():
            self.maker.tell(open_faults.RECORD_LEFT_ASIDE, edge.place, found=edge.id)
            return True
        row = self.maker.add(mode, edge.place, {**_known(mode, edge.attributes), **ends}, key=_key(edge, mode))
        for role in _listed(edge.attributes.get("roles")):
            self.maker.add("membership_role", edge.place, {"membership": Named(row.key or edge.id), "role": role})
        return True

    def _reference(self, node_id: str) -> Named | None:
        row = self.rows.get(node_id)
        if row is None:
            return None
        return Named(row.key or str(row.values.get("name_en") or row.values.get("name_fr")))

    def _tell_strangers(self, nodes: list[_Item]) -> None:
        """The attributes of nodes that become no fact, each with how many nodes have it and where first."""
        counts: Counter[str] = Counter()
        first: dict[str, _Item] = {}
        for node in nodes:
            known = fact_columns("partnership" if node.attributes.get("mode") == "partnership" else "organisation")
            for name in node.attributes:
                is_known = name in known or name in _DERIVED or name in _LABELS or name.endswith(_SAID_TWICE)
                if not is_known:
                    counts[name] += 1
                    first.setdefault(name, node)
        for name, count in counts.items():
            place = Place(first[name].place.sheet, first[name].place.row, name)
            self.maker.tell(open_faults.COLUMN_LEFT_ASIDE, place, column=name, count=count)


class _GraphMl:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.names = {
            element.get("id", ""): element.get("attr.name") or element.get("id") or "" for element in _all(root, "key")
        }

    def items(self) -> tuple[list[_Item], list[_Item]]:
        nodes = [self._item(element, "nodes", number) for number, element in enumerate(_all(self.root, "node"), 1)]
        edges = [self._item(element, "edges", number) for number, element in enumerate(_all(self.root, "edge"), 1)]
        return nodes, edges

    def _item(self, element: Element, sheet: str, number: int) -> _Item:
        data = {
            self.names.get(d.get("key", ""), d.get("key", "")): d.text or "" for d in element if _local(d.tag) == "data"
        }
        return _item(element, sheet, number, data)


class _Gexf:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.names = {e.get("id", ""): e.get("title") or e.get("id") or "" for e in _all(root, "attribute")}

    def items(self) -> tuple[list[_Item], list[_Item]]:
        nodes = [self._item(element, "nodes", number) for number, element in enumerate(_all(self.root, "node"), 1)]
        edges = [self._item(element, "edges", number) for number, element in enumerate(_all(self.root, "edge"), 1)]
        return nodes, edges

    def _item(self, element: Element, sheet: str, number: int) -> _Item:
        values = {
            self.names.get(v.get("for", ""), v.get("for", "")): v.get("value", "") for v in _all(element, "attvalue")
        }
        if element.get("label"):
            values.setdefault("label", element.get("label", ""))
        for spell in _all(element, "spell"):
            values.setdefault("since", spell.get("start", ""))
            values.setdefault("until", spell.get("end", ""))
        return _item(element, sheet, number, values)


def _item(element: Element, sheet: str, number: int, values: Mapping[str, str]) -> _Item:
    return _Item(
        place=Place(sheet, number),
        id=element.get("id") or f"{sheet}-{number}",
        attributes=values,
        source=element.get("source", ""),
        target=element.get("target", ""),
    )


def _known(kind_id: str, attributes: Mapping[str, str]) -> dict[str, object]:
    return {name: value for name, value in attributes.items() if name in fact_columns(kind_id) and value}


def _key(item: _Item, kind_id: str) -> str | None:
    """Our own identifiers name the kind and the code: ``organisation:harbour``."""
    prefix, _, key = item.id.partition(":")
    return key if prefix == kind_id else None


def _listed(written: str | None) -> list[str]:
    return [word for word in (written or "").split(SEPARATOR) if word]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element.tag) == name)


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
