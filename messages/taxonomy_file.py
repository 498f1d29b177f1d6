"""The file of codes that an operator may edit (TAXONOMY_FILE)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cases.people import Language
from cases.taxonomy import Taxonomy, TaxonomyError
from messages.flex.cut import LABEL, clusters_of
from messages.texts.citizen import KINDS


def read_taxonomy(path: Path) -> Taxonomy:
    """Read the file. Raises TaxonomyError, whatever is wrong with it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path} is not UTF-8") from error
    return Taxonomy.from_json(text)


def labels_too_long(taxonomy: Taxonomy) -> Iterator[str]:
    """Name each kind of the operator's own whose name is cut on a button; ours have short words."""
    for kind in taxonomy.kinds.values():
        for language in Language:
            name = " ".join(kind.name(language).split())
            seen = len(clusters_of(name))
            if kind.code not in KINDS and len(name) > LABEL:
                yield (
                    f"kind {kind.code}: the {language} name has {seen} characters ({len(name)} "
                    f"code points); a button shows {LABEL} by both counts, and cuts the rest"
                )
