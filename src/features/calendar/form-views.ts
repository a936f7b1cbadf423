import type { PlainTextOption } from '@slack/types';
import { option } from '../../bot/draw/blocks.ts';
import { choice } from '../../bot/draw/form/chosen.ts';
import { form } from '../../bot/draw/form/form.ts';
import { date, files, text } from '../../bot/draw/form/kinds.ts';
import type { Locale } from '../../lib/language.ts';
import { messages } from './messages.ts';

type Key = 'add' | 'paste' | 'preview' | 'close' | 'from' | 'to' | 'toHint' | 'kind' | 'name' | 'nameHint' | 'scope';
const said =
  (key: Key | 'lines' | 'linesHint' | 'file' | 'needDate' | 'needKind') =>
  (locale: Locale): string =>
    messages[locale][key];

/** Pasted lines. */
const LINES_CHARS = 3_000;

/** Days off or make-up days, one span. */
export const addForm = form(
  'calendar.add',
  {
    from: date({ label: said('from'), needed: true, missing: said('needDate') }),
    to: date({ label: said('to'), hint: said('toHint') }),
    kind: choice({
      label: said('kind'),
      missing: said('needKind'),
      of: ['off', 'work', 'none'] as const,
      words: (locale, kind) => messages[locale].kinds[kind],
      look: 'radio',
      initial: 'off',
    }),
    name: text({ label: said('name'), hint: said('nameHint'), max: 40 }),
    scope: choice({ label: said('scope'), initial: 'company' }),
  },
  { title: said('add'), submit: said('preview'), close: said('close') },
);

/** Lines, or a file. */
export const pasteForm = form(
  'calendar.paste',
  {
    scope: choice({ label: said('scope'), initial: 'notice' }),
    lines: text({ label: said('lines'), hint: said('linesHint'), long: true, max: LINES_CHARS }),
    file: files({ label: said('file'), max: 1, types: ['csv', 'xlsx', 'txt'] }),
  },
  { title: said('paste'), submit: said('preview'), close: said('close') },
);

/** The yearly notice, the company and its branches to choose from. */
export function scopeOptions(locale: Locale, branches: readonly string[]): PlainTextOption[] {
  const { scopes } = messages[locale];
  return [
    option('notice', scopes.notice),
    option('company', scopes.company),
    ...branches.map((branch) => option(`branch:${branch}`, branch)),
  ];
}
