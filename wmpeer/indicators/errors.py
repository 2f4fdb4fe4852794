"""What may be wrong with a table that comes in: refusals (errors) and things to know (problems made of their sentences)."""

from __future__ import annotations

from wmpeer.errors import WmpeerError


def counted(number: int, what: str) -> str:
    """``1 row``, ``16 rows``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class EmptyTableError(WmpeerError):
    """“{name}” is empty.

    Ask for the file again, or save it again from where it came.
    """


class TableTooLargeError(WmpeerError):
    """“{name}” is larger than {limit} once unpacked.

    Leave out rows that are not about authorities, regions or England, and try again.
    """


class TooManyMeasuresError(WmpeerError):
    """“{name}” has {measures} measures, one for each of its columns; at most {most} are read.

    Leave out columns that nobody looks at, and try again.
    """


class TableTooSlowError(WmpeerError):
    """“{name}” took longer than {seconds} seconds to read, and was given up.

    Save its table as CSV and load that, or leave out what is not about authorities, regions or England.
    """


class DamagedTableError(WmpeerError):
    """“{name}” is damaged: {why}.

    Ask for the file again, or save it again from where it came.
    """


class TableHasMacrosError(WmpeerError):
    """“{name}” contains macros, which are small programs; it was not opened.

    Save it as .xlsx without macros, or as CSV, and load that.
    """


class NotATableError(WmpeerError):
    """“{name}” is {what}, not a table that can be read here.

    {advice}
    """


class HtmlTableError(WmpeerError):
    """“{name}” is a web page saved under the name of a table.

    Open the page it came from and download the table itself.
    """


class SeveralTablesError(WmpeerError):
    """“{name}” holds {count} tables.

    Take them out into a folder, and load the folder.
    """


class UnknownTableError(WmpeerError):
    """“{name}” is a table of a kind that is not known here; its headings are {headings}.

    Tables from Explore Education Statistics and LAIT, inspection outcomes and statistical neighbours are read. For another layout, name its
    columns with a mapping.
    """


class FinanceTableError(WmpeerError):
    """“{name}” is a council finance return (revenue outturn), which is not read here.

    Finance indicators come with LAIT; load LAIT instead.
    """


class CodeListError(WmpeerError):
    """“{name}” is a list of codes and names without any figures; nothing is taken from it.

    Nothing needs to be done: the codes of England's authorities are known already.
    """


class MetaFileError(WmpeerError):
    """“{name}” describes another table's columns and has no figures of its own.

    Load the table it belongs to; keep this file beside it and it is read too.
    """


class ChildLevelError(WmpeerError):
    """“{name}” looks like a list of children ({why}), and was refused whole; nothing of it was kept.

    Only counts, rates and percentages belong here. Delete the file from where it should not be, and tell your data protection lead.
    """


class NoAuthorityRowsError(WmpeerError):
    """“{name}” has no row about an authority, a region or England.

    Choose the table at local authority level.
    """


class NoFiguresError(WmpeerError):
    """“{name}” has no column of figures that could be read.

    Numbers need a decimal point (12.5, not 12,5). Save the table again with points, or choose the one with the figures.
    """


class FilterChoiceNeededError(WmpeerError):
    """“{name}” has {measures} measures because “{column}” has no total.

    Choose one of its values ({values}), on the command line with --filter "{column}=VALUE".
    """


class FilterValueError(WmpeerError):
    """“{name}” has no “{value}” in “{column}”.

    It has: {values}.
    """


class TableCutShortError(WmpeerError):
    """“{name}” ends in the middle of row {row}: what was behind it is missing, and nothing was taken.

    Ask for the file again, and load it. To take what is there until then, choose so, on the command line with
    --filter "end of the file=take what is there".
    """


class TakenInPartError(WmpeerError):
    """“{name}” ends in the middle of row {row}; the rows before it were taken, as a source of its own.

    Ask for the file again, and load it: it takes this one's place.
    """


class HiddenSheetError(WmpeerError):
    """A hidden sheet has figures too, and was read: {names}.

    See whether they were meant to be sent. If not, take them out again.
    """


class SheetsLeftOutError(WmpeerError):
    """No table that is known here stands on {names}.

    Nothing needs to be done unless figures stand there.
    """


class CellErrorsError(WmpeerError):
    """Errors stand where figures should: {cells}; they count as no value.

    Put the cells right in the workbook, save it, and load it again.
    """


class FormulasUnsavedError(WmpeerError):
    """Formulas whose results were not saved with the file: {cells}; they count as no value.

    Open the file in a spreadsheet program, save it there, and load it again.
    """


class RaggedRowsError(WmpeerError):
    """Left out: {rows} with more or fewer cells than there are headings.

    Look at the first of them, mend the file and load it again.
    """


class HeaderTwiceError(WmpeerError):
    """The headings stand in the table more than once; the repeated ones were skipped.

    Nothing needs to be done.
    """


class RowTwiceError(WmpeerError):
    """Given twice with different values, and neither kept: {cells}.

    See which is right, mend the file and load it again.
    """


class RowRepeatedError(WmpeerError):
    """Given twice with the same value, and kept once: {cells}.

    Nothing needs to be done.
    """


class StrangeAreasError(WmpeerError):
    """Not known here by code or name: {areas} ({names}); kept under their own codes.

    Nothing needs to be done unless one of your own authorities is among them.
    """


class TotalsKeptError(WmpeerError):
    """Totals and averages are no authorities: {names}; they were kept, and nothing is compared with them.

    Nothing needs to be done.
    """


class NotesLeftOutError(WmpeerError):
    """Left out: {rows} of notes ({texts}).

    Nothing needs to be done.
    """


class EndedAreasError(WmpeerError):
    """Told for a time after it ended: {areas}; the figures were kept as they are.

    See whether they belong to an authority that took its place.
    """


class AreaMissingError(WmpeerError):
    """Left out: {rows} without an area.

    See whether the area's column is filled in.
    """


class RowUnnamedError(WmpeerError):
    """Left out: {rows} without an indicator or a period.

    Cells that were merged stand in their first row alone: fill them in, and load the file again.
    """


class OtherLevelsError(WmpeerError):
    """Left out: {rows} about other areas ({levels}); only authorities, regions and England are compared.

    Nothing needs to be done.
    """


class CodesDisagreeError(WmpeerError):
    """Code, number and name mean two authorities: {names}; the figures were kept apart, and count as neither's.

    See which is right, mend the file and load it again.
    """


class JoinedAreasError(WmpeerError):
    """Left out: {rows} about two authorities together.

    Nothing needs to be done.
    """


class UnknownMarkerError(WmpeerError):
    """Neither a number nor a known marker: {cells} ({texts}); the text was kept and counts as no value.

    See whether the column holds what its heading says.
    """


class UnknownPeriodError(WmpeerError):
    """The period label “{label}” names no year; it was kept and sorts before all others.

    Nothing needs to be done.
    """


class TotalTakenError(WmpeerError):
    """Of “{column}”, “{value}” was taken; {others} beside it left out.

    For another value, load the file again with --filter "{column}=VALUE".
    """


class ValuesApartError(WmpeerError):
    """“{column}” has no total; each of its {count} values is a measure of its own.

    For one of them alone, load the file again with --filter "{column}=VALUE".
    """


class BadRecipeError(WmpeerError):
    """What was kept of how the table is read cannot be understood.

    Say anew what its columns are for.
    """


class RecipeColumnError(WmpeerError):
    """“{name}” has no column for {column} where the mapping looks for it.

    See whether the headings changed, and say anew what its columns are for.
    """


class BreakdownsLeftOutError(WmpeerError):
    """Left out: {rows} about a category of people or places, such as a tenth of neighbourhoods by deprivation.

    Nothing needs to be done.
    """


class ConfidenceLimitsError(WmpeerError):
    """Confidence limits are not kept.

    Where a figure lies close to what it is compared with, look them up in the file.
    """


class DerivedRowsLeftOutError(WmpeerError):
    """Left out: {rows} of trends, ranks and the like, which are no year's figures.

    Nothing needs to be done.
    """


class ColumnsNotReadError(WmpeerError):
    """Columns that were not read, as their headings do not say what they hold: {columns}.

    If figures stand there, say what they are for.
    """


class ColumnLeftOutError(WmpeerError):
    """The column “{column}” holds neither figures nor a small set of values, and was left out.

    Nothing needs to be done.
    """


class StatusColumnError(WmpeerError):
    """“{column}” says how each year's figures stand ({values}); the years are one series.

    Nothing needs to be done.
    """


class UnknownGradeError(WmpeerError):
    """Worded in a way that is not known here: {judgements} ({texts}); kept as in the file.

    Correct them where inspection outcomes are edited, if they are wrong.
    """


class UnreadableDateError(WmpeerError):
    """Left empty: {dates} that could not be read ({texts}).

    Correct them in the file and load it again.
    """


class ExtractError(WmpeerError):
    """This file has figures for fewer areas than the one already loaded for the same period, so that one goes before; this one tells only
    what it leaves out.

    Take the larger one out if this one should be used.
    """


class OlderReleaseError(WmpeerError):
    """This file ends earlier than the one already loaded, so that one goes before; this one tells only the periods that it leaves out.

    Nothing needs to be done.
    """


class NotABatchError(WmpeerError):
    """No data with this identity is in the workspace.

    Look the batch up in the list of data that was loaded.
    """
