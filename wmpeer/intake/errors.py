"""What may be wrong with a file before anybody looks inside it."""

from __future__ import annotations

from wmpeer.errors import WmpeerError
from wmpeer.progress import StoppedError


class NothingThereError(WmpeerError):
    """“{name}” is not there.

    Check the path; nothing was loaded from it.
    """


class NotAFileError(WmpeerError):
    """“{name}” is no file: it is a link that leads nowhere, a pipe or a device.

    Name the file itself.
    """


class FolderEmptyError(WmpeerError):
    """There is nothing to load in “{name}”.

    Name the files, or a folder that holds documents or tables.
    """


class AuthorityUnclearError(WmpeerError):
    """It is not clear whose “{name}” is: {candidates}.

    Load it again with its authority named.
    """


class ChoiceNeededError(WmpeerError):
    """“{name}” does not say which {column} to take: {values}.

    Load it again with the choice made, for example --filter "{column}={first}".
    """


class PeriodNeededError(WmpeerError):
    """“{name}” does not say which period its figures are for.

    Load it again with the period, for example --period "Q2 2025/26".
    """


class ColumnsUnnamedError(WmpeerError):
    """“{name}” has figures, but nobody has said yet what its columns are.

    In the window, choose “Say what the columns are”. On the command line, `wmpeer mapping FILE --guess TABLE` writes a proposal: correct
    it, and load the table with --mapping.
    """


class ColumnsDoubtfulError(WmpeerError):
    """“{name}” was not read: {doubt}.

    In the window, choose “Say what the columns are”. On the command line, --mapping with the mapping’s name reads it all the same.
    """


class NoSuchSheetError(WmpeerError):
    """“{name}” has no sheet “{sheet}”.

    Its sheets are {sheets}.
    """


class NoFiguresToMapError(WmpeerError):
    """In “{name}” no areas with figures were found.

    An authority's name or code must stand in a column, in the headings, or as the sheet's name.
    """


class UnknownMappingError(WmpeerError):
    """There is no mapping “{name}”.

    Name a mapping that was saved, or a TOML file that says which column is for what.
    """


class NotThatKindError(WmpeerError):
    """“{name}” is not of the kind asked for: it holds {really}.

    Leave the kind out and it is recognised, or check that it is the right file.
    """


class StoppedInPartError(StoppedError):
    """Stopped: {done} of {total} files were dealt with, and what came in with them is kept.

    Take the same files in again whenever you like; what is here already is not changed.
    """
