"""The file of codes that an operator may edit (TAXONOMY_FILE)."""

from __future__ import annotations

from pathlib import Path

from cases.taxonomy import Taxonomy, TaxonomyError


def read_taxonomy(path: Path) -> Taxonomy:
    """Read the file. Raises TaxonomyError, whatever is wrong with it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise TaxonomyError(f"The taxonomy cannot be read: {path} is not UTF-8") from error
    return Taxonomy.from_json(text)
