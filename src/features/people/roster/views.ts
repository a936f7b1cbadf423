import { z } from 'zod';
import type { Actor } from '../../../bot/actor.ts';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  cut,
  escapeMrkdwn,
  modal,
  plain,
  section,
  sections,
} from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { timeFor } from '../../../bot/text/times.ts';
import { type BadRows, badRowsOf } from '../../../imports/bad-rows.ts';
import { badRowWords, notReadLines } from '../../../imports/words.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import type { AuditEntry } from '../../../members/audit.ts';
import type { Undone } from '../../../members/roster/apply.ts';
import type { Right, RightsChange } from '../../../members/roster/diff.ts';
import { ROSTER_FAULTS } from '../../../members/roster/faults.ts';
import type { Preview, RosterBadRows } from '../../../members/roster/plan.ts';
import type { Listed, RosterPlan, RosterReport } from '../../../members/roster/plan-model.ts';
import { rightsLine, rightWords } from '../../../members/roster/rights-words.ts';
import type { RosterFault } from '../../../members/roster/roster.ts';
import { rosterMessages } from './messages.ts';

const planned = z.object({ id: z.string(), from: z.string() });
/** A plan, and the file or the plan from which it was made. */
export const confirmRef = ref('people.confirm', planned, { before: ['id', 'from'] });
export const takeRef = ref('people.take', planned, { before: ['id', 'from'] });

const ROW_CHARS = 120;
const HEADER_CHARS = 40;
const NAMES_SHOWN = 10;

/** What the file would change, rights first. @param note what to say above it */
export function previewModal(locale: Locale, plan: RosterPlan, file: string, note?: string): ModalView {
  const say = rosterMessages[locale];
  const { report } = plan;
  const isEmpty = plan.numbers.length === 0;
  const hasChanges = report.added + report.changed > 0;
  const blocks = [
    ...(note === undefined ? [] : [section(note)]),
    ...reportBlocks(locale, report, isEmpty),
    ...badRowsActions(locale, report, file),
  ];
  return modal({
    ...confirmRef.view({ id: plan._id, from: file }),
    title: say.previewTitle,
    close: hasChanges ? say.cancel : say.close,
    ...(isEmpty ? {} : { submit: say.confirm }),
    blocks,
  });
}

function reportBlocks(locale: Locale, report: RosterReport, isEmpty: boolean): AnyBlock[] {
  const say = rosterMessages[locale];
  const { added, changed, same, fields, absentWorkers } = report;
  const counts = added + changed === 0 ? say.noChange(same) : say.counts(added, changed, same);
  const changes = Object.entries(fields).map(([field, count]) =>
    say.field(say.fieldNames[field as keyof typeof say.fieldNames], count),
  );
  const faultLine = faultLineIn(locale);
  return [
    section(isEmpty ? say.nothing : counts),
    ...listBlocks(locale, say.rights, report.rights, (one) => plain(rightsLine(one)[locale])),
    ...(isEmpty || report.rights.count > 0 ? [] : [section(say.noRights)]),
    ...listBlocks(locale, say.withoutOfficer, report.withoutOfficer, plain),
    ...listBlocks(locale, say.absent, report.absent, ({ name, employeeNumber, rights }) =>
      say.absentLine(plain(name), plain(employeeNumber), plain(rightsIn(locale, rights))),
    ),
    ...listBlocks(locale, say.renumbered, report.renumbered, ({ name, from, to }) =>
      say.renumberedLine(plain(name), plain(from), plain(to)),
    ),
    ...listBlocks(locale, say.namesakes, report.namesakes, ({ name, known, added: number }) =>
      say.namesakeLine(plain(name), plain(known), plain(number)),
    ),
    ...listBlocks(locale, say.near, report.near, (one) => say.nearLine(plain(one.added), plain(one.known))),
    ...listBlocks(locale, say.notes, report.notes, faultLine),
    ...listBlocks(locale, say.faults, report.faults, faultLine),
    ...(changes.length === 0 ? [] : [context(say.fields(changes.join(say.comma)))]),
    ...(absentWorkers === 0 ? [] : [context(say.absentWorkers(absentWorkers))]),
    ...notReadLines(locale, report, say.columns, (text) => plain(cut(text, HEADER_CHARS))).map((line) => context(line)),
  ];
}

function rightsIn(locale: Locale, rights: readonly Right[]): string {
  return rights.map((one) => rightWords(one)[locale]).join(rosterMessages[locale].comma);
}

/** A row that needs somebody's hand: where, why, what stands in it. */
export function faultLineIn(locale: Locale): (fault: RosterFault) => string {
  return ({ sheet = '', line, reason, cell, row }) => {
    const what = ROSTER_FAULTS[reason][locale];
    const place = plain(cut(sheet, HEADER_CHARS));
    const why = rosterMessages[locale].fault(line, cell === undefined ? what : `${cell} ${what}`, place);
    return row === '' ? why : `${why}\n> ${plain(cut(row, ROW_CHARS))}`;
  };
}

/** The rows to mend, each with all that is wrong with it. */
export function rosterBadRows(locale: Locale, { tables, troubles }: RosterBadRows): BadRows {
  return badRowsOf(tables, troubles, ({ reason, cell }, columnOf) =>
    rosterMessages[locale].toMend(ROSTER_FAULTS[reason][locale], cell && columnOf(cell)),
  );
}

/** The button that sends them. @param file as Slack names it */
export function badRowsActions(locale: Locale, { notes, faults }: RosterReport, file: string): AnyBlock[] {
  if (notes.count + faults.count === 0) return [];
  return [actions(button({ action: 'people.badRows', label: badRowWords[locale].button, value: file }))];
}

/** Tells an administrator whose dialog did not see the end of the import. */
export function importedMessage(
  locale: Locale,
  { rows, matched, bad, file }: { rows: number; matched: number; bad: number; file: string },
): Message {
  const say = rosterMessages[locale];
  const words = [say.doneTitle, say.done(rows, matched), ...(bad > 0 ? [say.toFix(bad)] : [])];
  const buttons = [
    ...(bad > 0 ? [button({ action: 'people.badRows', label: badRowWords[locale].button, value: file })] : []),
    button({ action: 'people.log:1', label: say.logButton }),
  ];
  return message([section([`*${words[0]}*`, ...words.slice(1)].join('\n')), actions(...buttons)]);
}

/** Tells an administrator that the confirmed import could not be taken. */
export function notImportedMessage(locale: Locale): Message {
  const say = rosterMessages[locale];
  const again = button({ action: 'people.import', label: say.again, style: 'primary' });
  return message([section(say.failed), actions(again)]);
}

/** A heading and its first lines; how many more there are stands below. */
export function listBlocks<T>(
  locale: Locale,
  title: (count: number) => string,
  { count, first }: Listed<T>,
  line: (one: T) => string,
): AnyBlock[] {
  if (count === 0) return [];
  const rest = count - first.length;
  return [
    ...sections([title(count), ...first.map(line)].join('\n')),
    ...(rest > 0 ? [context(rosterMessages[locale].more(rest))] : []),
  ];
}

/** Whether the preview leaves something to the file. */
export function isCut({
  rights,
  withoutOfficer,
  absent,
  renumbered,
  namesakes,
  near,
  notes,
  faults,
}: RosterReport): boolean {
  return [rights, withoutOfficer, absent, renumbered, namesakes, near, notes, faults].some(
    ({ count, first }) => count > first.length,
  );
}

/** Everything of the preview, a line each, for a file. */
export function previewRows(locale: Locale, { diff, faults }: Preview): string[][] {
  const say = rosterMessages[locale];
  const { kinds } = say;
  const of = (one: RightsChange) => [kinds.rights, one.employeeNumber, one.name, rightsLine(one)[locale]];
  const troubles = (kind: string, all: readonly RosterFault[]) =>
    all.map(({ line, reason, cell = '', row }) => [
      ...[kind, String(line), ''],
      `${cell} ${ROSTER_FAULTS[reason][locale]}  ${row}`.trim(),
    ]);
  return [
    say.fileHead,
    ...diff.rights.map(of),
    ...diff.withoutOfficer.map((branch) => [kinds.rights, '', '', `${say.withoutOfficer(1)} ${branch}`]),
    ...diff.absent.map((one) => [kinds.absent, one.employeeNumber, one.name, rightsIn(locale, one.rights)]),
    ...diff.renumbered.map((one) => [kinds.changed, one.to, one.name, say.renumberedLine(one.name, one.from, one.to)]),
    ...diff.namesakes.map((one) => [
      kinds.added,
      one.added,
      one.name,
      say.namesakeLine(one.name, one.known, one.added),
    ]),
    ...diff.near.map((one) => [kinds.note, '', '', say.nearLine(one.added, one.known)]),
    ...troubles(kinds.note, diff.notes),
    ...troubles(kinds.fault, faults),
    ...diff.changes.flatMap(({ employeeNumber, before, after }) => {
      if (after === undefined) return [[kinds.removed, employeeNumber, before?.name ?? '', '']];
      const parts = (['name', 'email', 'branch', 'team', 'post', 'shift'] as const).flatMap((field) => {
        if (before?.[field] === after[field] || (before === undefined && after[field] === '')) return [];
        return [`${say.fieldNames[field]}: ${before === undefined ? '' : `${before[field]} → `}${after[field]}`];
      });
      if (before !== undefined && parts.length === 0) return [];
      return [[before === undefined ? kinds.added : kinds.changed, employeeNumber, after.name, parts.join('; ')]];
    }),
  ];
}

/** Whose rights are about to go, because they are not in the imported roster. */
/** @param from the plan of the import after which they were missing */
export function takeModal(locale: Locale, plan: RosterPlan, from: string, note?: string): ModalView {
  const say = rosterMessages[locale];
  const { rights } = plan.report;
  const hasSome = rights.count > 0;
  return modal({
    ...takeRef.view({ id: plan._id, from }),
    title: say.takeTitle,
    close: say.close,
    ...(hasSome ? { submit: say.takeConfirm } : {}),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(hasSome ? say.takeIntro(rights.count) : say.takeNone),
      ...sections(rights.first.map((one) => plain(rightsLine(one)[locale])).join('\n') || ' '),
      ...(rights.count > rights.first.length ? [context(say.moreNames(rights.count - rights.first.length))] : []),
      ...listBlocks(locale, say.withoutOfficer, plan.report.withoutOfficer, plain),
    ],
  });
}

export function takenModal(locale: Locale, plan: RosterPlan): ModalView {
  const say = rosterMessages[locale];
  const blocks = [
    section(say.taken(plan.report.changed)),
    actions(button({ action: 'people.log:1', label: say.logButton })),
  ];
  return modal({ callback: 'people.taken', title: say.takeTitle, close: say.close, blocks });
}

/** A page of the log, which of its changes can be undone, and when that was so. */
export interface Log {
  page: Paged<AuditEntry>;
  undoable: ReadonlySet<string>;
  now: Date;
}

function logBlocks(actor: Actor, { page, undoable, now }: Log, note?: string): AnyBlock[] {
  const { locale, tz } = actor;
  const say = rosterMessages[locale];
  const title = `*${say.logTitle}*`;
  const lines = page.rows.map((entry) => {
    const who = entry.by === 'cli' ? say.cli : `<@${escapeMrkdwn(entry.by)}>`;
    const rights = entry.rights.map((one) => `> ${plain(one[locale])}`);
    return [`${timeFor(entry.at, now, tz, locale)}  ${who}  ${plain(entry.what[locale])}`, ...rights].join('\n');
  });
  const blocks = page.rows.map((entry, index) => {
    const id = entry.plan !== undefined && undoable.has(entry.plan) ? entry.plan : undefined;
    const confirm = { title: say.undo, text: say.undoAsk, yes: say.undoYes, no: say.close };
    return section(
      cut(lines[index] ?? '', 2_900),
      ...(id === undefined
        ? []
        : [button({ action: `people.undo:${id}`, label: say.undo, value: id, style: 'danger', confirm })]),
    );
  });
  return [
    ...(note === undefined ? [] : [section(note)]),
    section(title),
    ...(blocks.length === 0 ? [section(say.logNone)] : blocks),
    ...pager(locale, 'people.log', page),
  ];
}

/** Who imported, changed rights and exported, the newest first. */
export function logMessage(actor: Actor, log: Log, note?: string): Message {
  return message(logBlocks(actor, log, note));
}

/** The same in a modal. */
export function logModal(actor: Actor, log: Log, note?: string): ModalView {
  const say = rosterMessages[actor.locale];
  const blocks = logBlocks(actor, log, note);
  return modal({ callback: 'people.logged', title: say.logButton, close: say.close, blocks });
}

/** What an undo did, in a sentence or two. */
export function undoneText(locale: Locale, { restored, changedSince }: Undone): string {
  const say = rosterMessages[locale];
  const names = changedSince.slice(0, NAMES_SHOWN).map((one) => plain(`${one.name} ${one.employeeNumber}`));
  const rest = changedSince.length - names.length;
  const all = [...names, ...(rest > 0 ? [say.moreNames(rest)] : [])].join(say.comma);
  return [
    say.undone(restored),
    ...(changedSince.length === 0 ? [] : [say.undoneExcept(changedSince.length, all)]),
  ].join('\n');
}
