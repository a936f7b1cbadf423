import writeXlsxFile from 'write-excel-file/node';

/** Day 0 of a spreadsheet, and how many days 1970 is later. */
const FIRST_DAY = '1899-12-30';
const TO_1970 = 25_569;
const DAY_MS = 86_400_000;

/** A part of a whole, from 0 to 1; a spreadsheet shows it as whole per cent. */
export interface Share {
  share: number;
}

/** A day, 'YYYY-MM-DD', and an hour, 'HH:mm'; an hour of no day has the day 1899-12-30. */
export interface Moment {
  day: string;
  time: string;
}

/** Words (numbers of people and codes are words, too), or a figure to reckon with. */
export type SheetCell = string | number | Share;

/** A formula, without its equals sign, and the figure that it comes to: whoever does not reckon it shows that. */
export interface Formula {
  formula: string;
  value: number;
}

export interface Sheet {
  name: string;
  /** The first row is the header. */
  rows: (SheetCell | Moment | Formula)[][];
  /** Of the columns, in characters. */
  widths: number[];
}

/**
 * An XLSX file with one sheet, whose first row stays in sight; words are text, so that no spreadsheet turns `1-2`
 * into a date, and figures are numbers, so that it can sum them. @param widths of the columns, in characters.
 */
export async function writeXlsx(rows: Sheet['rows'], widths: number[]): Promise<Uint8Array> {
  return bytesOf(writeXlsxFile(cellsOf(rows), layout(widths), RECKONED));
}

/** The same with several sheets, in their order. */
export async function writeXlsxBook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return bytesOf(
    writeXlsxFile(
      sheets.map(({ name, rows, widths }) => ({ data: cellsOf(rows), sheet: name, ...layout(widths) })),
      RECKONED,
    ),
  );
}

/** Stands in no formula. */
const COMES_TO = '\ue000';

/** The writer knows formulas without their figures, which readers show as empty: the figure is written behind, and set apart here. */
const RECKONED = {
  features: [
    {
      files: {
        transform: {
          'xl/worksheets/sheet{id}.xml': {
            transform: (content: string) =>
              content.replace(new RegExp(`<f>([^<]*)${COMES_TO}([^<]*)</f>`, 'g'), '<f>$1</f><v>$2</v>'),
          },
        },
      },
    },
  ],
};

function cellsOf([header = [], ...rows]: Sheet['rows']) {
  return [
    header.map((cell) => {
      const written = cellOf(cell);
      return written && { ...written, fontWeight: 'bold' as const };
    }),
    ...rows.map((row) => row.map(cellOf)),
  ];
}

function cellOf(cell: Sheet['rows'][number][number]) {
  if (cell === '') return null;
  if (typeof cell === 'string') return { value: escapeCodes(cell), type: String };
  if (typeof cell === 'number') return { value: cell, type: Number };
  if ('formula' in cell) return { value: `${cell.formula}${COMES_TO}${cell.value}`, type: 'Formula' as const };
  return 'share' in cell ? { value: cell.share, type: Number, format: '0%' } : momentCell(cell);
}

/** As a number, for a spreadsheet knows no days before 1900. */
function momentCell({ day, time }: Moment) {
  const value = Date.parse(`${day}T${time}:00Z`) / DAY_MS + TO_1970;
  const format = day === FIRST_DAY ? 'hh:mm' : time === '00:00' ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm';
  return { value, type: Number, format };
}

const layout = (widths: number[]) => ({ columns: widths.map((width) => ({ width })), stickyRowsCount: 1 });

async function bytesOf(file: ReturnType<typeof writeXlsxFile>): Promise<Uint8Array> {
  return new Uint8Array(await file.toBuffer());
}

/**
 * `_x0041_` in a text would be read as the character of that code: its underscore is written by its own code. So is the
 * replacement character, which the writer would drop.
 */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\ufffd', '_xFFFD_');
}
