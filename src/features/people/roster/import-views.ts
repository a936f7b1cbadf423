import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { files } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { texts } from '../../../bot/text/i18n.ts';
import { templateButtons } from '../../../imports/template.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import type { RosterRow } from '../../../members/model.ts';
import type { RosterImport } from '../../../members/roster/service.ts';
import { words } from '../messages.ts';
import { rosterMessages } from './messages.ts';
import { faultLineIn, listBlocks } from './views.ts';

const FAULTS_SHOWN = 10;

const said =
  (key: 'importTitle' | 'importSubmit' | 'close' | 'importFile' | 'importHint' | 'chooseFile') =>
  (locale: Locale): string =>
    words[locale][key];

/** Takes the roster's file. */
export const importForm = form(
  'people.import',
  {
    file: files({
      label: said('importFile'),
      hint: said('importHint'),
      missing: said('chooseFile'),
      needed: true,
      max: 1,
      types: ['csv', 'xlsx'],
    }),
  },
  { title: said('importTitle'), submit: said('importSubmit'), close: said('close') },
);

/** What stands above it: what the file should hold, and a template of it. */
export function importAbove(locale: Locale): AnyBlock[] {
  return [section(texts(locale, words).importIntro), actions(...templateButtons(locale, 'people', ['xlsx']))];
}

/** What became of an imported file: counts, and the first rows that need somebody's hand. @param more what else to do now @param areBadRowsSent as a file, to be mended */
export function importResult(
  locale: Locale,
  result: RosterImport,
  more: readonly AnyBlock[] = [],
  areBadRowsSent = false,
): ModalView {
  const say = texts(locale, words);
  const roster = rosterMessages[locale];
  const { rows, matched, unmatched, withheld, plan } = result;
  const { notes, faults } = plan.report;
  const blocks: AnyBlock[] = [section(rows === 0 ? say.nothing : say.done(rows, matched))];
  if (withheld.length > 0) {
    blocks.push(section(say.doneWithheld(withheld.length)), ...list(locale, withheld.map(personLine(locale))));
  }
  blocks.push(...more);
  if (plan.absent.length > 0) {
    const label = roster.absentButton(plan.absent.length);
    blocks.push(actions(button({ action: 'people.absent', label, value: plan._id })));
  }
  blocks.push(context(roster.undoHint), actions(button({ action: 'people.log:1', label: roster.logButton })));
  blocks.push(
    ...listBlocks(locale, roster.notes, notes, faultLineIn(locale)),
    ...listBlocks(locale, roster.faults, faults, faultLineIn(locale)),
    ...(areBadRowsSent ? [section(roster.badRowsSent)] : []),
  );
  if (unmatched.length > 0) {
    blocks.push(
      section(say.doneUnmatched(unmatched.length)),
      actions(button({ action: 'people.unmatched:1', label: say.unmatchedButton })),
    );
  }
  return modal({ callback: 'people.imported', title: say.doneTitle, close: say.close, blocks });
}

/** The first lines, each a block of its own so that none is cut away, and how many more there are. */
function list(locale: Locale, lines: string[]): AnyBlock[] {
  const rest = lines.length - FAULTS_SHOWN;
  const more = rest > 0 ? [context(texts(locale, words).more(rest))] : [];
  return [...lines.slice(0, FAULTS_SHOWN).map((line) => section(line)), ...more];
}

function personLine(locale: Locale): (row: RosterRow) => string {
  const say = texts(locale, words);
  return ({ employeeNumber, name, email, branch, team }) => {
    const unit = [branch, team].filter(Boolean).join(' · ');
    const parts = [plain(cut(name, 60)), plain(cut(unit, 60))].filter(Boolean);
    // Number and email are there to be copied: nothing is put between their letters.
    return [plain(cut(employeeNumber, 60)), ...parts, plain(cut(email || say.noEmail, 60))].join('  ');
  };
}

function unmatchedBlocks(locale: Locale, page: Paged<RosterRow>): AnyBlock[] {
  const say = texts(locale, words);
  if (page.total === 0) return [section(say.unmatchedNone)];
  const lines = page.rows.map(personLine(locale));
  const title = say.unmatchedTitle(page.total);
  return [
    section(`*${title}*`),
    ...lines.map((line) => section(line)),
    context(say.unmatchedHow),
    ...pager(locale, 'people.unmatched', page),
  ];
}

/** Who of the roster is not in Slack, a page of it. */
export function unmatchedMessage(locale: Locale, page: Paged<RosterRow>): Message {
  return message(unmatchedBlocks(locale, page));
}

/** The same in a modal. */
export function unmatchedModal(locale: Locale, page: Paged<RosterRow>): ModalView {
  const say = texts(locale, words);
  const blocks = unmatchedBlocks(locale, page);
  return modal({ callback: 'people.listed', title: say.unmatchedButton, close: say.close, blocks });
}
