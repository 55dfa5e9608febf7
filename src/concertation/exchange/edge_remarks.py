"""What a list of edges leaves to wonder about: weights not given, names that one list has and the other has not."""

from __future__ import annotations

import polars as pl

from concertation.core.text import Text
from concertation.exchange.edge_columns import EdgeColumns
from concertation.exchange.edge_numbers import of_doubtful_comma

# Names given as examples; of more, how many there are.
_EXAMPLES = 5


def of_weights(columns: EdgeColumns) -> tuple[Text, ...]:
    """Weights that are blank, and commas that may be read in two ways."""
    if not columns.has_weight:
        return ()
    written = columns.rows["weight_written"]
    blank, doubtful = written.null_count(), of_doubtful_comma(written)
    return (*((_blank(blank),) if blank else ()), *((_read_as_decimal(doubtful),) if doubtful else ()))


def strangers(ends: pl.Series, listed: pl.Series) -> tuple[Text, ...]:
    """Ends of edges that the list of nodes does not have."""
    missing = ends.filter(~ends.is_in(listed.implode()))
    if not len(missing):
        return ()
    return (_none_listed(ends, listed),) if len(missing) == len(ends) and len(listed) else (_not_listed(missing),)


def alike(keys: pl.Series) -> tuple[Text, ...]:
    """Names that differ by capitals, accents or spaces alone."""
    folded = keys.str.to_lowercase().str.normalize("NFKD").str.replace_all(r"[\p{M}\s]", "")
    same = pl.DataFrame({"key": keys, "folded": folded}).filter(pl.col("folded").is_duplicated())
    if same.is_empty():
        return ()
    groups = same.group_by("folded", maintain_order=True).agg("key")
    return (_likely_same([" / ".join(names) for names in groups["key"].head(_EXAMPLES).to_list()], groups.height),)


def _shown(names: pl.Series) -> str:
    return ", ".join(names.head(_EXAMPLES).to_list()) + (", …" if len(names) > _EXAMPLES else "")


def _blank(count: int) -> Text:
    return Text(
        en=f"Edges without a weight, kept, their weight being unknown: {count}.",
        fr=f"Liens sans poids, gardés, leur poids étant inconnu\u00a0: {count}.",
    )


def _read_as_decimal(written: str) -> Text:
    return Text(
        en=f"The comma of weights such as “{written}” was read as a decimal mark. If it parts thousands, "
        "write the weights without it.",
        fr=f"La virgule de poids comme «\u00a0{written}\u00a0» a été lue comme un signe décimal. Si elle sépare des "
        "milliers, écrivez les poids sans elle.",
    )


def _none_listed(ends: pl.Series, listed: pl.Series) -> Text:
    return Text(
        en=f"No end of an edge ({_shown(ends)}) is in the list of nodes ({_shown(listed)}): all were added, without "
        "what the list says. Write them alike in both lists.",
        fr=f"Aucune extrémité de lien ({_shown(ends)}) ne figure dans la liste des nœuds ({_shown(listed)})\u00a0: "
        "toutes ont été ajoutées, sans ce que la liste en dit. Écrivez-les de la même façon dans les deux listes.",
    )


def _not_listed(missing: pl.Series) -> Text:
    return Text(
        en=f"Ends of edges that are not in the list of nodes, added without what it says of others: {len(missing)} "
        f"({_shown(missing)}).",
        fr="Extrémités de liens absentes de la liste des nœuds, ajoutées sans ce qu’elle dit des autres\u00a0: "
        f"{len(missing)} ({_shown(missing)}).",
    )


def _likely_same(examples: list[str], count: int) -> Text:
    shown = "; ".join(examples) + ("; …" if count > len(examples) else "")
    return Text(
        en=f"Names that differ by capitals, accents or spaces alone, kept apart: {shown}. If they are one "
        "organisation, write them alike.",
        fr="Noms qui ne diffèrent que par des majuscules, des accents ou des espaces, gardés distincts\u00a0: "
        f"{shown}. S’il s’agit d’un même organisme, écrivez-les de la même façon.",
    )
