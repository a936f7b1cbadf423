import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  cut,
  escapeMrkdwn,
  header,
  modal,
  plain,
  section,
} from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import type { Locale } from '../../../lib/language.ts';
import { pageIn } from '../../../lib/pages.ts';
import { BANK_FORMATS } from '../formats/bank-file.ts';
import type { Bank } from '../model.ts';
import { type OfficerTexts, officerMessages } from '../officer-messages.ts';
import { QUESTION_KINDS } from '../question/rules/question.ts';
import type { BankLine } from './service/banks.ts';

const BANKS_ON_PAGE = 10;
const CATEGORIES_SHOWN = 6;

/** The banks, each with the way into it. @param page from 1 */
export function banksMessage(locale: Locale, lines: readonly BankLine[], page = 1, note?: string): Message {
  const say = officerMessages[locale];
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const paged = pageIn(lines, { page, size: BANKS_ON_PAGE });
  const told = [
    ...(note === undefined ? [] : [escapeMrkdwn(note)]),
    lines.length === 0 ? say.noBanks : say.bankCount(lines.length, total),
  ];
  return message([
    header(say.banks),
    section(told.join('\n')),
    actions(button({ action: 'quiz.import', label: say.import, style: 'primary' })),
    ...paged.rows.map((line) =>
      section(
        `*${plain(line.bank.name)}*\n${[say.questions(line.total), say.usedBy(line.schedules)].join(' · ')}`,
        button({ action: `quiz.bank:${line.bank._id}`, label: say.open, value: line.bank._id }),
      ),
    ),
    ...pager(locale, 'quiz.banks', paged),
  ]);
}

/** One bank: what is in it, and what can be done with it. @param maker who manages it, when the reader may not change it. */
export function bankModal(locale: Locale, line: BankLine, maker?: string): ModalView {
  const say = officerMessages[locale];
  const { _id: id, name } = line.bank;
  return modal({
    callback: 'quiz.bank',
    title: say.bank,
    close: say.close,
    blocks: [
      section([`*${plain(name)}*  ${say.questions(line.total)}`, ...contentLines(say, line)].join('\n')),
      ...(maker === undefined ? ownButtons(locale, line) : usersButtons(say, id, maker)),
    ],
  });
}

/** People who can't change a bank can still ask its questions. */
function usersButtons(say: OfficerTexts, id: string, maker: string): AnyBlock[] {
  return [
    context(say.managedBy(plain(maker))),
    actions(
      button({ action: 'quiz.schedule', label: say.schedule, value: id, style: 'primary' }),
      button({ action: 'quiz.banks:list', label: say.allBanks }),
    ),
  ];
}

function ownButtons(locale: Locale, line: BankLine): AnyBlock[] {
  const say = officerMessages[locale];
  const { _id: id, name } = line.bank;
  return [
    actions(
      button({ action: 'quiz.schedule', label: say.schedule, value: id, style: 'primary' }),
      button({ action: `quiz.browse:${id}`, label: say.browse, value: id }),
      button({ action: `quiz.import:${id}`, label: say.importMore, value: id }),
      button({ action: `quiz.export:${id}`, label: say.export, value: id }),
      button({ action: `quiz.stats:${id}`, label: say.stats, value: id }),
    ),
    actions(
      button({ action: 'quiz.banks:list', label: say.allBanks }),
      button({
        action: `quiz.deleteBank:${id}`,
        label: say.remove,
        value: id,
        style: 'danger',
        confirm: {
          title: say.removeTitle,
          text: say.removeText(plain(cut(name, 20)), line.schedules),
          yes: say.remove,
          no: say.cancel,
        },
      }),
    ),
  ];
}

function contentLines(say: OfficerTexts, { kinds, categories, schedules }: BankLine): string[] {
  const counts = QUESTION_KINDS.flatMap((kind) => {
    const count = kinds[kind];
    return count === undefined ? [] : [say.kindCount(say.kinds[kind], count)];
  });
  const named = categories
    .slice(0, CATEGORIES_SHOWN)
    .map(({ category, count }) => say.kindCount(plain(category), count));
  const rest = categories.length - named.length;
  return [
    ...(counts.length > 0 ? [counts.join(say.and)] : []),
    ...(named.length > 0 ? [say.categories([...named, ...(rest > 0 ? [say.more(rest)] : [])].join(say.and))] : []),
    say.usedBy(schedules),
  ];
}

/** In which format a bank is exported. Its metadata is the bank. */
export const exportForm = form(
  'quiz.export',
  {
    format: choice({
      label: (locale) => officerMessages[locale].format,
      of: BANK_FORMATS,
      look: 'radio',
      initial: 'xlsx',
      words: (locale, one) => officerMessages[locale].formats[one],
    }),
  },
  {
    title: (locale) => officerMessages[locale].exportTitle,
    submit: (locale) => officerMessages[locale].exportSubmit,
  },
);

export function exportShown({ name }: Pick<Bank, 'name'>): Shown<typeof exportForm.fields> {
  return { above: [section(`*${plain(name)}*`)] };
}
