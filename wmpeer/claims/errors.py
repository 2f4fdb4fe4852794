"""What a person can put right about claims."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


class UnknownAnswerError(WmpeerError):
    """“{answer}” is no answer to a claim.

    Use one of these: {known}.
    """


class CorrectionMissingError(WmpeerError):
    """A correction says which mark is right, and this one says none that is known.

    Give one of these: {known}.
    """


class ClaimGoneError(WmpeerError):
    """This claim is no longer in the authority's documents: they were replaced or taken out.

    Look at the claims again; an answer given before is kept.
    """
