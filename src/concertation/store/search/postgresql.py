"""The index in PostgreSQL: one table of text vectors a kind, under a GIN index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concertation.store.search.documents import CODE, END, NAME, Document, letters, names_of, places_of

TRIGGERS_THERE = (
    "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " WHERE NOT t.tgisinternal AND t.tgname LIKE 'search\\_%'"
)

_VENDOR = "postgresql"
# A setting of the transaction under which the index follows nothing.
_LEFT_ALONE = "concertation.search_left_alone"
# Marks over and under letters, once these are apart; then all that stands between words: what is neither a letter nor
# a digit in the blocks of Latin letters, of spaces and of punctuation.
_MARKS = r"[\u0300-\u036f]+"
_BETWEEN = (
    r"[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+"
)


def preparation() -> Iterator[str]:
    """The functions that fold a text and make a vector of it."""
    # Not STRICT, so that it is written out where it is called: a call of its own costs as much as the folding.
    yield (
        "CREATE OR REPLACE FUNCTION search_plain(w text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        f" $f$ SELECT regexp_replace(lower({_folded()}), '{_BETWEEN}', ' ', 'g') $f$"
    )
    # Whole codes and names are words of the vector too, spaces included: finding one costs one look.
    yield (
        "CREATE OR REPLACE FUNCTION search_vector(names text, places text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE"
        " PARALLEL SAFE STRICT AS $f$ DECLARE plain text := search_plain(names); BEGIN"
        f" RETURN setweight(to_tsvector('simple', translate(plain, '{CODE}{NAME}', '')), 'A')"
        f" || to_tsvector('simple', search_plain(places))"
        f" || array_to_tsvector(string_to_array(rtrim(plain, ' {END}'), ' {END} ')); END $f$"
    )


def making(document: Document) -> Iterator[str]:
    """The table, filled, then its index: twice as fast as filling under an index."""
    index = document.index
    yield f"CREATE TABLE IF NOT EXISTS {index} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)"
    yield f"DROP INDEX IF EXISTS {index}_words"
    yield f"TRUNCATE {index}"
    yield f"INSERT INTO {index} SELECT r.id, {_vector(document)} FROM {document.kind} r"
    yield f"CREATE INDEX {index}_words ON {index} USING gin (words)"


def differs(document: Document) -> str:
    """Whether what the index holds (``s``) is no longer what the record (``r``) says."""
    return f"s.words <> {_vector(document)}"


def is_sound(document: Document, connection: Any) -> bool:
    """PostgreSQL keeps its own indexes true."""
    return True


def triggers(document: Document) -> Iterator[str]:
    """What keeps the table in step with the record, and with all that is said of it.

    Two people may write of one record at once: its row is taken before its words are read again, so that the last
    to end reads what the other wrote. No plan depends on how many rows the first to come brought: added rows are read
    as they are, others by their number.
    """
    index, kind = document.index, document.kind
    yield (
        f"CREATE OR REPLACE FUNCTION {index}_again(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN"
        f" PERFORM 1 FROM {index} s JOIN unnest(ids) i(id) ON s.rowid = i.id ORDER BY s.rowid FOR UPDATE OF s;"
        f" INSERT INTO {index} SELECT r.id, {_vector(document)} FROM {kind} r"
        f" JOIN (SELECT DISTINCT unnest(ids) AS id) i ON r.id = i.id ORDER BY r.id"
        f" ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words; END $f$"
    )
    for name, table, moment, deed in _followed(document):
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN"
            f" IF current_setting('{_LEFT_ALONE}', true) = 'on' THEN RETURN NULL; END IF;"
            f" {deed}; RETURN NULL; END $f$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} AFTER {moment} EXECUTE FUNCTION {name}()"


def leaving_alone() -> Iterator[str]:
    """What makes the triggers do nothing, until the transaction or the savepoint is taken back."""
    yield f"SET LOCAL {_LEFT_ALONE} = 'on'"


def trigger_names(document: Document) -> Iterator[tuple[str, str]]:
    """Each trigger and its table."""
    for name, table, *_ in _followed(document):
        yield name, table


def _followed(document: Document) -> Iterator[tuple[str, str, str, str]]:
    """For each trigger: its name, its table, when it fires, and what it does.

    Rows come in by many at once, so that additions are followed by statement; corrections and removals by row.
    """
    prefix, kind, own = f"{document.index}__", document.kind, document.own.columns
    added = "REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
    again = f"PERFORM {document.index}_again"
    yield (
        f"{prefix}{kind}_insert",
        kind,
        f"INSERT ON {kind} {added}",
        f"INSERT INTO {document.index} SELECT r.id, {_vector(document)} FROM added r"
        " ON CONFLICT (rowid) DO UPDATE SET words = EXCLUDED.words",
    )
    yield f"{prefix}{kind}_update", kind, _correction(kind, own), f"{again}(ARRAY[NEW.id])"
    removal = f"DELETE FROM {document.index} WHERE rowid = OLD.id"
    yield f"{prefix}{kind}_delete", kind, f"DELETE ON {kind} FOR EACH ROW", removal
    yield f"{prefix}{kind}_truncate", kind, f"TRUNCATE ON {kind} FOR EACH STATEMENT", f"TRUNCATE {document.index}"
    links = [(part.table, part.owner, part.columns) for part in document.told]
    links += [(part.link, part.owner, (part.reference,)) for part in document.reached]
    for table, owner, columns in links:
        ids = f"{again}(ARRAY(SELECT DISTINCT {owner} FROM added))"
        yield f"{prefix}{table}_insert", table, f"INSERT ON {table} {added}", ids
        both = f"{again}(ARRAY[OLD.{owner}, NEW.{owner}])"
        yield f"{prefix}{table}_update", table, _correction(table, (owner, *columns)), both
        yield f"{prefix}{table}_delete", table, f"DELETE ON {table} FOR EACH ROW", f"{again}(ARRAY[OLD.{owner}])"
    for part in document.reached:
        owners = f"ARRAY(SELECT {part.owner} FROM {part.link} WHERE {part.reference} = NEW.id)"
        moment = _correction(part.target, part.columns)
        yield f"{prefix}{part.target}_update", part.target, moment, f"{again}({owners})"


def _correction(table: str, columns: tuple[str, ...]) -> str:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    return f"UPDATE ON {table} FOR EACH ROW WHEN ({changed})"


def _vector(document: Document) -> str:
    return f"search_vector({names_of(document, _VENDOR)}, {places_of(document, _VENDOR)})"


def _folded() -> str:
    """The text without accents; one that has none needs nothing."""
    several = "w"
    single: dict[str, str] = {}
    for letter, plain in letters():
        if len(plain) == 1:
            single[letter] = plain
        else:
            several = f"replace({several}, '{letter}', '{plain}')"
    plainly = f"translate({several}, '{''.join(single)}', '{''.join(single.values())}')"
    apart = f"regexp_replace(normalize({plainly}, NFKD), '{_MARKS}', '', 'g')"
    marks = "".join((CODE, NAME, END))
    bare = f"translate(w, '{marks}', '')"
    return f"CASE WHEN octet_length({bare}) = char_length({bare}) THEN w ELSE {apart} END"
