"""From anybody's file to an import: what is guessed of its columns, what people say, what is kept of its source.

    tables_to_map(data, filename="…")     # None where the layout is one of ours: then stage_import
    file = keep_file(content=data, filename="…", user=user)     # a FileToMap, with a mapping proposed
    case = open_file(file)                # tables, mapping, guesses, what changed since the source was kept
    case = change_mapping(file, mapping)  # kept at once; nothing is read before the preview
    sample_of(case, "Sheet 1")            # the first rows as they would be read, with their faults
    staged = agree(file, user=user)       # a WorkbookImport: its preview, its doubts, its confirmation
    remember(file, name="…", user=user)   # kept under the source, proposed again for the next file

Errors are ``ConcertationError``; a file that cannot be read raises ``UnreadableFile`` or one of its kinds.
"""

from concertation.journeys.mapping.choices import partnership_names
from concertation.journeys.mapping.files import (
    MappingCase,
    agree,
    change_mapping,
    discard_file,
    files_to_map,
    find_file,
    forget_mapped,
    keep_file,
    mapping_behind,
    open_file,
    reopen,
    tables_to_map,
    use_source,
)
from concertation.journeys.mapping.matching_words import ForeignWord, words_to_match
from concertation.journeys.mapping.sampling import SampledFact, SampledRow, sample_of
from concertation.journeys.mapping.sources import (
    NameTaken,
    find_source,
    forget_source,
    import_source,
    known_sources,
    remember,
    rename_source,
)
from concertation.journeys.mapping.uploading import (
    SLICE_SIZE,
    DigestMismatch,
    OffsetConflict,
    SizeMismatch,
    TooManyUploads,
    abandon_upload,
    begin_upload,
    find_upload,
    finish_upload,
    receive_slice,
    sweep_uploads,
)

__all__ = [
    "SLICE_SIZE",
    "DigestMismatch",
    "ForeignWord",
    "MappingCase",
    "NameTaken",
    "OffsetConflict",
    "SampledFact",
    "SampledRow",
    "SizeMismatch",
    "TooManyUploads",
    "abandon_upload",
    "agree",
    "begin_upload",
    "change_mapping",
    "discard_file",
    "files_to_map",
    "find_file",
    "find_source",
    "find_upload",
    "finish_upload",
    "forget_mapped",
    "forget_source",
    "import_source",
    "keep_file",
    "known_sources",
    "mapping_behind",
    "open_file",
    "partnership_names",
    "receive_slice",
    "remember",
    "rename_source",
    "reopen",
    "sample_of",
    "sweep_uploads",
    "tables_to_map",
    "use_source",
    "words_to_match",
]
