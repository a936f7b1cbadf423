import type { SlackFile } from '../../../bot/slack/file.ts';
import { type Bad, badRowsOf } from '../../../imports/bad-rows.ts';
import type { Locale } from '../../../lib/language.ts';
import { REASON_HEADER } from '../../../lib/tables/reason-column.ts';
import type { BankReading, ReadFormat, RowFault } from '../formats/bank-file.ts';
import { officerMessages } from '../officer-messages.ts';

type Left = Pick<BankReading, 'bad' | 'faults' | 'format'>;

/** The endings by which a file is known for what it is when it comes back. */
const ENDINGS: Partial<Record<ReadFormat, string>> = {
  gift: 'gift.txt',
  aiken: 'aiken.txt',
  paper: 'paper.txt',
  moodle: 'xml',
};

/** What was left out, each with the reason, to be mended and sent again: rows of a table, or questions in their own format. */
export function badOf(locale: Locale, { bad, faults, format }: Left): Bad {
  const say = officerMessages[locale];
  const ending = ENDINGS[format];
  if (ending !== undefined) return { count: faults.length, file: fileOf(locale, faults, format, ending) };
  return badRowsOf(bad ?? [], faults, ({ reason, detail = '' }, columnOf) =>
    say.toMend(say.faults[reason], reason.startsWith('cell-') ? columnOf(detail) : detail),
  );
}

function fileOf(locale: Locale, faults: readonly RowFault[], format: ReadFormat, ending: string): SlackFile {
  const say = officerMessages[locale];
  const isXml = format === 'moodle';
  let above = '';
  // One without an end would take what follows it along.
  const inOrder = faults.toSorted((a, b) => Number(a.reason === 'broken-row') - Number(b.reason === 'broken-row'));
  const parts = inOrder.map(({ reason, detail = '', written }) => {
    const why = `${REASON_HEADER[locale]}: ${say.toMend(say.faults[reason], detail)}`.replace(/\s+/g, ' ');
    const isSaid = written === undefined || written.above === above;
    above = written?.above ?? above;
    const heading = isSaid || above === '' ? [] : [above, ...(format === 'gift' ? [''] : [])];
    return [...heading, isXml ? `<!-- ${why.replace(/-{2,}/g, '-')} -->` : `// ${why}`, written?.text ?? ''].join('\n');
  });
  const text = parts.join('\n\n');
  const whole = isXml ? `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${text}\n</quiz>\n` : `${text}\n`;
  return { filename: `${say.badQuestionsFile}.${ending}`, bytes: new TextEncoder().encode(whole) };
}
