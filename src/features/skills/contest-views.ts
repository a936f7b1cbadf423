import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, divider, header, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Paged } from '../../lib/pages.ts';
import { noticesButton } from '../../notices/views.ts';
import { messages } from './messages.ts';
import {
  cancelRef,
  contestFormRef,
  contestRef,
  declineRef,
  disciplineFormRef,
  disciplineRef,
  openContestRef,
  publishRef,
  skillsNotices,
  theoryRef,
} from './refs.ts';
import type { OwnPart, ShownContest, ShownDiscipline } from './service/shown.ts';
import { named, reasoned, timeOf, whenOf } from './told.ts';

/** Contests that are named on Home. */
const LINES = 2;

/** The `private_metadata` of the list: what is opened from it stands on top. */
export const LIST = 'skills list';

/** How far it is. */
export function stateLine(reader: FormReader, { contest, isOpen }: Pick<ShownContest, 'contest' | 'isOpen'>): string {
  const say = messages[reader.locale];
  const { state, signUpUntil, appealsUntil, reason = '' } = contest;
  if (state === 'cancelled')
    return [say.states.cancelled, ...(reason === '' ? [] : [say.why(reasoned(reason))])].join(' · ');
  return [
    state === 'open' && !isOpen ? say.signUpOver : say.states[state],
    ...(state === 'draft' || isOpen ? [say.until(timeOf(reader, signUpUntil))] : []),
    ...(state === 'published' && appealsUntil !== undefined ? [say.appealUntil(timeOf(reader, appealsUntil))] : []),
  ].join(' · ');
}

/** Where the reader stands with a discipline. */
export function ownLine(reader: FormReader, { entrant, heat, placed, of }: OwnPart): string | undefined {
  const say = messages[reader.locale];
  if (entrant?.state === 'disqualified') return say.yourDisqualification(reasoned(entrant.reason ?? ''));
  if (entrant?.state === 'absent') return say.yourAbsence;
  if (placed?.place !== undefined) return say.yourPlace(placed.place, of);
  if (entrant !== undefined) return say.yourNumber(entrant.start, timeOf(reader, entrant.startsAt));
  if (heat?.own?.state === 'held') return say.yourSeat(whenOf(reader, heat));
  if (heat?.own?.state === 'offered' && heat.own.until !== undefined)
    return say.offered(timeOf(reader, heat.own.until));
  return heat?.own === undefined ? undefined : say.youWait(heat.own.place);
}

function disciplineRow(reader: FormReader, { contest }: ShownContest, one: ShownDiscipline): AnyBlock {
  const say = messages[reader.locale];
  const { id, name, judges, criteria } = one.discipline;
  const open = one.heats.filter(({ state }) => state !== 'cancelled').length;
  const facts = [say.heatsOf(open), say.judgesOf(judges.length), say.criteriaOf(criteria.length)].join(' · ');
  const own = ownLine(reader, one.own);
  return section(
    [`*${named(name)}*`, facts, ...(own === undefined ? [] : [own])].join('\n'),
    button({ ...disciplineRef.button({ id: contest._id, discipline: id }, id), label: say.open }),
  );
}

const hasPart = ({ disciplines }: ShownContest): boolean =>
  disciplines.some(({ own }) => own.entrant !== undefined || own.heat !== undefined);

/** The theory papers that the reader can answer now. */
export const theoryButtons = ({ locale }: FormReader, { disciplines }: Pick<ShownContest, 'disciplines'>): Button[] =>
  disciplines.flatMap(({ own: { hasTheory, entrant }, discipline }) =>
    hasTheory && entrant !== undefined
      ? [
          button({
            ...theoryRef.button({ id: entrant._id }, discipline.id),
            label:
              disciplines.length === 1 ? messages[locale].theory : `${messages[locale].theory} · ${discipline.name}`,
            style: 'primary',
          }),
        ]
      : [],
  );

function ownButtons(reader: FormReader, shown: ShownContest): Button[] {
  const say = messages[reader.locale];
  const { contest, isOpen } = shown;
  const mayDecline = isOpen && !hasPart(shown) && !shown.isRefused;
  return [
    ...theoryButtons(reader, shown),
    ...(mayDecline ? [button({ ...declineRef.button({ id: contest._id }), label: say.notThisTime })] : []),
  ];
}

function officerButtons({ locale }: FormReader, { contest, size, missing, isUnderWay }: ShownContest): Button[] {
  const say = messages[locale];
  const { _id: id, state, appealHours } = contest;
  const isPlanned = state === 'draft' || state === 'open';
  const mayPublish = state === 'running' && missing?.open === 0 && !isUnderWay;
  const isOver = state === 'published' || state === 'final' || state === 'cancelled';
  return [
    ...(state === 'draft' && contest.disciplines.length > 0
      ? [
          button({
            ...openContestRef.button({ id }),
            label: say.openSignUp,
            style: 'primary',
            confirm: { title: say.openTitle, text: say.openText(size ?? 0), yes: say.openSignUp, no: say.notNow },
          }),
        ]
      : []),
    ...(mayPublish
      ? [
          button({
            ...publishRef.button({ id }),
            label: say.publish,
            style: 'primary',
            confirm: {
              title: say.publishTitle,
              text: say.publishText(missing?.people ?? 0, appealHours),
              yes: say.publish,
              no: say.notNow,
            },
          }),
        ]
      : []),
    ...(isPlanned ? [button({ ...disciplineFormRef.button({ id }, 'new'), label: say.addDiscipline })] : []),
    noticesButton(skillsNotices, locale, id),
    ...(isOver
      ? []
      : [
          button({ ...contestFormRef.button({ id }, 'edit'), label: say.edit }),
          button({ ...cancelRef.button({ id }), label: say.cancel, style: 'danger' }),
        ]),
  ];
}

/** A contest with the reader's own state and what to do about it. */
export function contestModal(reader: FormReader, shown: ShownContest, note?: string): ModalView {
  const say = messages[reader.locale];
  const { contest, disciplines, isManaged, missing } = shown;
  const own = ownButtons(reader, shown);
  const isCancelled = contest.state === 'cancelled';
  return modal({
    callback: 'bot.shown',
    title: say.title,
    close: say.close,
    blocks: [
      section([`*${named(contest.name)}*`, named(contest.branch ?? say.company), stateLine(reader, shown)].join('\n')),
      ...(note === undefined ? [] : [section(note)]),
      ...(missing === undefined ? [] : [section(say.missing(missing.open, missing.all))]),
      ...(disciplines.length === 0 && isManaged && !isCancelled ? [section(say.noDisciplines)] : []),
      ...(isCancelled ? [] : disciplines.map((one) => disciplineRow(reader, shown, one))),
      ...(own.length === 0 || isCancelled ? [] : [actions(...own)]),
      ...(isManaged ? [divider(), actions(...officerButtons(reader, shown))] : []),
    ],
  });
}

/** A notice: what has happened in a line, then what it is about, then what to do. */
export function noticeMessage(
  reader: FormReader,
  shown: ShownContest,
  lead: string,
  lines: readonly string[],
  buttons: readonly Button[] = [],
): Message {
  const say = messages[reader.locale];
  const { contest } = shown;
  const state = contest.state === 'cancelled' ? [stateLine(reader, shown)] : lines;
  const drawn = message([
    section([`*${lead}*`, ...state].join('\n')),
    actions(
      ...(contest.state === 'cancelled' ? [] : buttons),
      button({ ...contestRef.button({ id: contest._id }), label: say.open }),
    ),
  ]);
  return { ...drawn, about: named(contest.name) };
}

function listBlocks(reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): AnyBlock[] {
  const say = messages[reader.locale];
  const rows = found.rows.map((one, nth) => {
    const own = one.disciplines.flatMap(({ own: part, discipline }) => {
      const line = one.contest.state === 'cancelled' ? undefined : ownLine(reader, part);
      return line === undefined ? [] : [`${named(discipline.name)} · ${line}`];
    });
    return section(
      [`*${named(one.contest.name)}*`, stateLine(reader, one), ...own].join('\n'),
      button({ ...contestRef.button({ id: one.contest._id }, nth), label: say.open }),
    );
  });
  const beside = [
    ...(isOfficer
      ? [
          button({ ...contestFormRef.button({}, 'new'), label: say.newContest }),
          button({ action: 'skills.waiting', label: say.appeals }),
          button({ action: 'skills.numbers', label: say.numbers }),
        ]
      : [button({ action: 'skills.mine', label: say.myAppeals })]),
    button({ action: 'skills.sheets', label: say.sheets }),
  ];
  return [
    ...(rows.length === 0 ? [section(say.noContests)] : rows),
    ...pager(reader.locale, 'skills.list', found, { beside }),
  ];
}

export const listMessage = (reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): Message =>
  message([header(`🛠️ ${messages[reader.locale].listHead}`), ...listBlocks(reader, found, isOfficer)]);

export function listModal(reader: FormReader, found: Paged<ShownContest>, isOfficer: boolean): ModalView {
  const say = messages[reader.locale];
  return modal({
    callback: 'bot.shown',
    title: say.title,
    close: say.close,
    metadata: LIST,
    blocks: listBlocks(reader, found, isOfficer),
  });
}

/** The feature's row on Home: the reader's own next turn, else what is open to them. */
export function homeLine(reader: FormReader, found: readonly ShownContest[]): string | undefined {
  const say = messages[reader.locale];
  const turns = found
    .filter(({ contest }) => contest.state === 'running')
    .flatMap(({ disciplines }) =>
      disciplines.flatMap(({ own: { entrant }, discipline }) =>
        entrant !== undefined && entrant.state === 'in' && entrant.startsAt > reader.now
          ? [say.homeTurn(named(discipline.name), entrant.start, timeOf(reader, entrant.startsAt))]
          : [],
      ),
    );
  const open = found
    .filter((one) => one.isOpen && !hasPart(one))
    .map(({ contest }) => say.homeOpen(named(contest.name), timeOf(reader, contest.signUpUntil)));
  const lines = [...turns, ...open].slice(0, LINES);
  return lines.length === 0 ? undefined : lines.join('\n');
}
