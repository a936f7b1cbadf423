import type { AnyBlock, ModalView } from '../../../../bot/draw/block-kit.ts';
import { context, modal, plain, section, sections } from '../../../../bot/draw/blocks.ts';
import { form } from '../../../../bot/draw/form/form.ts';
import { files } from '../../../../bot/draw/form/kinds.ts';
import { notReadLines } from '../../../../imports/words.ts';
import type { Locale } from '../../../../lib/language.ts';
import { spanText } from '../views.ts';
import { leaveListMessages } from './messages.ts';
import type { LeavePlan } from './service.ts';

const ADDED_SHOWN = 25;
const FAULTS_SHOWN = 15;

/** Asks for the list. */
export const leaveFileForm = form(
  'people.awayFile',
  {
    leaveFile: files({
      label: (locale) => leaveListMessages[locale].file,
      types: ['csv', 'xlsx'],
      max: 1,
      needed: true,
      missing: (locale) => leaveListMessages[locale].chooseFile,
    }),
  },
  {
    title: (locale) => leaveListMessages[locale].title,
    submit: (locale) => leaveListMessages[locale].preview,
    close: (locale) => leaveListMessages[locale].close,
  },
);

/** What a list would enter, and each row that it leaves out, before it counts. */
export function leavePreviewModal(locale: Locale, file: string, plan: LeavePlan): ModalView {
  const say = leaveListMessages[locale];
  const { added } = plan;
  return modal({
    callback: 'people.awayFileConfirm',
    title: say.previewTitle,
    close: say.close,
    metadata: file,
    ...(added.length === 0 ? {} : { submit: say.confirm }),
    blocks: [...(added.length === 0 ? [section(say.none)] : addedBlocks(locale, plan)), ...leftOut(locale, plan)],
  });
}

export function leaveDoneModal(locale: Locale, plan: LeavePlan): ModalView {
  const say = leaveListMessages[locale];
  return modal({
    callback: 'people.awayFileDone',
    title: say.title,
    close: say.close,
    blocks: [section(say.done(plan.added.length)), ...leftOut(locale, plan)],
  });
}

function addedBlocks(locale: Locale, { added }: LeavePlan): AnyBlock[] {
  const say = leaveListMessages[locale];
  const lines = added
    .slice(0, ADDED_SHOWN)
    .map(({ person, span }) => say.line(plain(person.name), spanText(locale, span)));
  const rest = added.length - lines.length;
  return sections([say.added(added.length), ...lines, ...(rest > 0 ? [say.more(rest)] : [])].join('\n'));
}

function leftOut(locale: Locale, plan: LeavePlan): AnyBlock[] {
  const say = leaveListMessages[locale];
  const { same, faults } = plan;
  const rows = faults
    .slice(0, FAULTS_SHOWN)
    .map(({ line, row, reason }) => section(`${say.fault(line, say.reasons[reason])}\n> ${plain(row)}`));
  const rest = faults.length - rows.length;
  return [
    ...(same > 0 ? [context(say.same(same))] : []),
    ...(faults.length > 0 ? [section(say.faults(faults.length)), ...rows] : []),
    ...(rest > 0 ? [context(say.more(rest))] : []),
    ...notReadLines(locale, plan, say.columns, plain).map((line) => context(line)),
  ];
}
