"""A short name of a paragraph by its words alone."""

from __future__ import annotations

from hashlib import blake2b


def hash_paragraph(text: str) -> str:
    r"""Return 16 hexadecimal digits for the letters and marks of a text, spaces aside.

    >>> hash_paragraph("甲 乙\n丙") == hash_paragraph("甲乙丙")
    True
    """
    return blake2b(
        "".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=8
    ).hexdigest()
