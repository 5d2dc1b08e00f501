"""Charts over the tables: native ones, with titles, axes, and words for who cannot see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from openpyxl.chart import BarChart, BubbleChart, Reference, Series
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList, _DataLabelBase
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.descriptors import Typed
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from worldcafe.exchange.workbook.looks import INK, LINE, SERIES

_POINTS_PER_CM = 28.35
MAX_BARS = 30
"""Rows of a table that a chart of bars shows; more would be unreadable."""


class Shape(Enum):
    """What a chart draws."""

    BARS = auto()
    STACKED = auto()
    BUBBLES = auto()


@dataclass(frozen=True)
class Chart:
    """A chart over columns of one table."""

    shape: Shape
    title: str
    words: str
    """What it shows, for people who cannot see it."""
    table: str
    across: str
    """Title of the axis with names; for bubbles of the horizontal one."""
    along: str
    """Title of the axis with numbers; for bubbles of the vertical one."""
    names: int
    """The column, from 1, of the names; for bubbles of the horizontal values."""
    values: Sequence[int]
    """The columns of the numbers; for bubbles of the vertical values and the sizes."""
    labels: int | None = None
    """The column with what stands beside each bubble."""
    width_cm: float = 18
    height_cm: float = 9
    beside_table: bool = False
    """Whether it stands right of its own table, above the next one; else right of all."""

    @property
    def n_rows(self) -> int:
        """Rows of ordinary height that it covers."""
        return round(self.height_cm * _POINTS_PER_CM / 15) + 1


@dataclass(frozen=True)
class Shown:
    """The rows of a table on its sheet, with what its cells come to."""

    top: int
    """The row of the headings."""
    headers: Sequence[str]
    cells: Sequence[Sequence[str | int | float | None]]


def draw(chart: Chart, worksheet: Worksheet, shown: Shown, anchor: str) -> None:
    """Put the chart on the sheet, its upper left corner at a cell such as `H4`."""
    made = _bubbles if chart.shape is Shape.BUBBLES else _bars
    drawing: Any = made(chart, worksheet, shown)
    drawing.title = chart.title
    drawing.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_letters(1200, bold=True))
    for run in drawing.title.tx.rich.p[0].r:
        run.rPr = _letters(1200, bold=True)
    drawing.title.overlay = False
    drawing.width, drawing.height = chart.width_cm, chart.height_cm
    drawing.description = chart.words
    drawing.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    worksheet.add_chart(drawing, anchor)


def mirror(worksheet: Worksheet) -> None:
    """Let the bars of a sheet that runs from right to left grow that way as well."""
    drawings: Any = worksheet
    for drawing in drawings._charts:  # noqa: SLF001
        if isinstance(drawing, BarChart):
            drawing.y_axis.scaling.orientation = "maxMin"


def _bars(chart: Chart, worksheet: Worksheet, shown: Shown) -> BarChart:
    made: Any = BarChart()
    made.type = "bar"
    made.style = None
    made.gapWidth = 60
    if chart.shape is Shape.STACKED:
        made.grouping, made.overlap = "stacked", 100
    filled = [
        number
        for number, row in enumerate(shown.cells, start=1)
        if any(row[column - 1] for column in chart.values)
    ]
    n = min(max(filled, default=1), MAX_BARS)
    for position, column in enumerate(chart.values):
        series: Any = Series(_reference(worksheet, shown.top + 1, column, n))
        series.tx = _series_name(worksheet, shown, column)
        series.cat = _names(worksheet, shown, chart.names, n)
        series.val = NumDataSource(numRef=_ref(worksheet, shown, column, n))
        series.graphicalProperties = GraphicalProperties(
            solidFill=SERIES[position % len(SERIES)]
        )
        made.series.append(series)
    if len(chart.values) == 1:
        made.legend = None
        made.series[0].dLbls = _labels(value=True)
    else:
        made.legend.position = "b"
    made.x_axis.scaling.orientation = "maxMin"  # the first row on top
    made.x_axis.tickLblSkip = 1  # no name is left out for want of room
    _axis(made.x_axis, chart.across)
    _axis(made.y_axis, chart.along, whole=True)
    made.y_axis.crosses = "max"  # along the bottom, though the other axis is turned round
    return made  # type: ignore[no-any-return]


def _bubbles(chart: Chart, worksheet: Worksheet, shown: Shown) -> BubbleChart:
    made: Any = BubbleChart()
    made.style = None
    made.bubbleScale = 40 if chart.labels is None else 22
    made.sizeRepresents = "area"
    n = len(shown.cells)
    up, size = chart.values
    series: Any = Series(_reference(worksheet, shown.top + 1, up, n))
    series.tx = _series_name(worksheet, shown, size)
    series.xVal = AxDataSource(numRef=_ref(worksheet, shown, chart.names, n))
    series.yVal = NumDataSource(numRef=_ref(worksheet, shown, up, n))
    series.bubbleSize = NumDataSource(numRef=_ref(worksheet, shown, size, n))
    series.bubble3D = None
    series.graphicalProperties = GraphicalProperties(
        solidFill=SERIES[0], ln=LineProperties(solidFill=INK)
    )
    series.dLbls = _labels(size=chart.labels is None)
    series.dLbls.dLbl = [
        _Named(
            idx=at,
            tx=_small(str(row[chart.labels - 1])),
            dLblPos="r",
            showVal=True,
            showLegendKey=False,
            showSerName=False,
            showCatName=False,
            showBubbleSize=False,
            showPercent=False,
        )
        for at, row in enumerate(shown.cells)
        if chart.labels and row[chart.labels - 1]
    ]
    made.series.append(series)
    made.legend = None
    for axis, title in ((made.x_axis, chart.across), (made.y_axis, chart.along)):
        _axis(axis, title, whole=True)
        axis.scaling.min, axis.scaling.max = 0, 6
        axis.majorUnit = 1
    return made  # type: ignore[no-any-return]


class _Named(DataLabel):
    """The label of one point in words of its own, which openpyxl leaves out."""

    tagname = "dLbl"
    tx = Typed(expected_type=Text, allow_none=True)
    __elements__ = ("idx", "tx", *_DataLabelBase.__elements__)
    __attrs__ = DataLabel.__attrs__
    __nested__ = DataLabel.__nested__

    def __init__(self, tx: Text | None = None, **others: Any) -> None:
        super().__init__(**others)
        self.tx = tx


def _small(text: str) -> Text:
    """Text in a chart, line by line."""
    paragraphs = [
        Paragraph(
            pPr=ParagraphProperties(defRPr=_letters(700)),
            r=[RegularTextRun(rPr=_letters(700), t=line)],
        )
        for line in text.split("\n")
    ]
    return Text(rich=RichText(p=paragraphs))


def _axis(axis: Any, title: str, *, whole: bool = False) -> None:
    axis.delete = False
    axis.title = title
    axis.title.overlay = False
    for run in axis.title.tx.rich.p[0].r:
        run.rPr = _letters(900)
    axis.txPr = RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=_letters(900)), endParaRPr=_letters(900))]
    )
    if whole:
        axis.number_format = "0"
        axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    else:
        axis.majorGridlines = None
    axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=INK)


def _labels(*, value: bool = False, size: bool = False) -> DataLabelList:
    return DataLabelList(
        showVal=value, showBubbleSize=size, showSerName=False, showCatName=False,
        showLegendKey=False, showPercent=False, numFmt='0;-0;""',
    )  # fmt: skip


def _reference(worksheet: Worksheet, first: int, column: int, n: int) -> Reference:
    return Reference(worksheet, min_col=column, min_row=first, max_row=first + n - 1)


def _series_name(worksheet: Worksheet, shown: Shown, column: int) -> Any:
    name = str(Reference(worksheet, min_col=column, min_row=shown.top))
    points = StrData(ptCount=1, pt=[StrVal(idx=0, v=shown.headers[column - 1])])
    return SeriesLabel(strRef=StrRef(f=name, strCache=points))


def _names(worksheet: Worksheet, shown: Shown, column: int, n: int) -> AxDataSource:
    texts = [str(row[column - 1] or "") for row in shown.cells[:n]]
    points = [StrVal(idx=index, v=text) for index, text in enumerate(texts)]
    ref = str(_reference(worksheet, shown.top + 1, column, n))
    return AxDataSource(strRef=StrRef(f=ref, strCache=StrData(ptCount=n, pt=points)))


def _ref(worksheet: Worksheet, shown: Shown, column: int, n: int) -> NumRef:
    """A range with its numbers beside it, for programs that do not read the cells."""
    values = [row[column - 1] for row in shown.cells[:n]]
    points = [
        NumVal(idx=index, v=str(value))
        for index, value in enumerate(values)
        if isinstance(value, int | float)
    ]
    ref = str(_reference(worksheet, shown.top + 1, column, n))
    return NumRef(f=ref, numCache=NumData(formatCode="0", ptCount=n, pt=points))
