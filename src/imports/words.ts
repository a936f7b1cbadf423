import type { Locale } from '../bot/feature.ts';
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
  const sheets = passed.map(({ name, why }) => say.sheet(shown(name), say.why[why]));
  return [
    ...(columns.length > 0 ? [say.unused(listed(columns))] : []),
    ...(sheets.length > 0 ? [say.passed(listed(sheets))] : []),
  ];
}
