import type { Locale } from '../lib/language.ts';
import type { UnusedColumn } from '../lib/tables/columns.ts';
import type { PassedSheet } from '../lib/tables/read-table.ts';

const zh = {
  unused: (names: string) => `没有用到的列：${names}`,
  guess: (header: string, column: string) => `${header}（是“${column}”吗？是的话请改列名）`,
  passed: (names: string) => `没有读的工作表：${names}`,
  why: { hidden: '已隐藏', empty: '是空的', broken: '打不开', other: '没有要找的列名' },
  sheet: (name: string, why: string) => `${name}（${why}）`,
  more: (count: number) => `等 ${count} 个`,
  comma: '、',
};

const en: typeof zh = {
  unused: (names) => `Columns not used: ${names}`,
  guess: (header, column) => `${header} (is it “${column}”? Then rename it)`,
  passed: (names) => `Sheets not read: ${names}`,
  why: { hidden: 'hidden', empty: 'empty', broken: 'can’t be read', other: 'none of the columns we look for' },
  sheet: (name, why) => `${name} (${why})`,
  more: (count) => `and ${count} more`,
  comma: ', ',
};

const TEXTS = { zh, en };

/** The sheet of a template that explains its columns: nobody has to be told that it was not read. */
export const EXPLAIN_SHEET = { zh: '怎么填', en: 'How to fill it in' } as const;

export function isExplanation(sheet: string): boolean {
  return sheet === EXPLAIN_SHEET.zh || sheet === EXPLAIN_SHEET.en;
}

const zhTemplate = {
  buttons: { xlsx: '下载模板', csv: '下载模板（CSV）' },
  explainHead: ['列名', '必填', '写什么'],
  needed: '必填',
  comment: '照例子填，删掉例子，再导入。每一列写什么，见第二张工作表。',
  sent: '模板已发到你和菁英的私信里。',
};

const enTemplate: typeof zhTemplate = {
  buttons: { xlsx: 'Get the template', csv: 'Template as CSV' },
  explainHead: ['Column', 'Needed', 'What to write'],
  needed: 'needed',
  comment: 'Fill it in like the examples, delete the examples, and import it. The second sheet explains each column.',
  sent: 'The template is in your messages with Jingying.',
};

export const templateWords = { zh: zhTemplate, en: enTemplate };

const zhBad = {
  file: '要改的行.xlsx',
  sheet: '要改的行',
  button: '下载要改的行',
  comment: (count: number) => `要改的 ${count} 行，原因写在最后一列。改好以后再导入这个文件就行，已经导入的不会重复。`,
  sent: '要改的行已发到你和菁英的私信里。',
  none: '没有要改的行了。',
};

const enBad: typeof zhBad = {
  file: 'rows-to-fix.xlsx',
  sheet: 'Rows to fix',
  button: 'Get the rows to fix',
  comment: (count) =>
    `${count === 1 ? 'The row' : `The ${count} rows`} to fix, with the reason in the last column. Fix and import this file; nothing is imported twice.`,
  sent: 'The rows to fix are in your messages with Jingying.',
  none: 'There are no rows to fix any more.',
};

export const badRowWords = { zh: zhBad, en: enBad };
const SHOWN = 8;

/**
 * What of a table file was not read, a line each: columns nobody knows, with what they might be, and sheets that were passed over.
 * @param titles how the columns are called, for the guesses
 * @param shown makes a header or a name of the file harmless and short
 */
export function notReadLines<Column extends string>(
  locale: Locale,
  { unused, passed }: { unused: readonly UnusedColumn<Column>[]; passed: readonly PassedSheet[] },
  titles: Readonly<Record<Column, string>>,
  shown: (text: string) => string,
): string[] {
  const say = TEXTS[locale];
  const listed = (names: readonly string[]) => {
    const rest = names.length - SHOWN;
    return [names.slice(0, SHOWN).join(say.comma), ...(rest > 0 ? [say.more(rest)] : [])].join(
      locale === 'en' ? ' ' : '',
    );
  };
  const columns = unused.map(({ header, guess }) =>
    guess === undefined ? shown(header) : say.guess(shown(header), titles[guess]),
  );
  const others = passed.filter(({ name }) => !isExplanation(name));
  const sheets = others.map(({ name, why }) => say.sheet(shown(name), say.why[why]));
  return [
    ...(columns.length > 0 ? [say.unused(listed(columns))] : []),
    ...(sheets.length > 0 ? [say.passed(listed(sheets))] : []),
  ];
}
