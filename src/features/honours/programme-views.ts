import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../bot/draw/block-kit.ts';
import { actions, button, context, divider, header, modal, section } from '../../bot/draw/blocks.ts';
import type { FormReader } from '../../bot/draw/form/field.ts';
import { message } from '../../bot/draw/message.ts';
import { pager } from '../../bot/draw/pager.ts';
import type { Paged } from '../../lib/pages.ts';
import { noticesButton } from '../../notices/views.ts';
import { messages } from './messages.ts';
import {
  accidentRef,
  cancelRef,
  chooseRef,
  dossierRef,
  dropTitleRef,
  honoursNotices,
  nominateRef,
  openRef,
  programmeFormRef,
  programmeRef,
  registerRef,
  titleFormRef,
} from './refs.ts';
import type { Programme, Title } from './rules/records.ts';
import type { ShownPlaced, ShownProgramme } from './service/shown.ts';
import { named, pointsOf, quoted, timeOf } from './told.ts';

/** The `private_metadata` of the list: what is opened from it stands on top. */
export const LIST = 'honours list';
const MOST_PLACED = 40;

/** When the phase of a programme ends. */
const endOf = ({
  state,
  nominateUntil,
  checkUntil,
  scoreUntil,
  publicityUntil,
  voteUntil,
}: Programme): Date | undefined =>
  ({
    draft: nominateUntil,
    nominating: nominateUntil,
    checking: checkUntil,
    scoring: scoreUntil,
    publicity: publicityUntil,
    voting: voteUntil,
  })[state as string];

/** How far it is, and until when. */
export function stateLine(
  reader: FormReader,
  { programme, isLate }: Pick<ShownProgramme, 'programme' | 'isLate'>,
): string {
  const say = messages[reader.locale];
  const { state, reason = '' } = programme;
  const end = endOf(programme);
  const when = isLate ? say.isLate : end === undefined ? undefined : say.until(timeOf(reader, end));
  const why = state === 'cancelled' && reason !== '' ? say.why(quoted(reason)) : undefined;
  return [say.states[state], when, why].filter((part) => part !== undefined).join(' · ');
}

/** The rules of a title in a line. */
export function rulesLine({ locale }: FormReader, { years, hours, safeMonths }: Title): string {
  const say = messages[locale];
  const rules = [
    ...(years === 0 ? [] : [say.rules.years(years)]),
    ...(hours === 0 ? [] : [say.rules.hours(hours)]),
    ...(safeMonths === 0 ? [] : [say.rules.accident(safeMonths)]),
  ];
  return rules.length === 0 ? say.noRules : `${say.needs}${rules.join(say.comma)}`;
}

function titleBlocks(reader: FormReader, { programme, isManaged }: ShownProgramme, title: Title): AnyBlock[] {
  const say = messages[reader.locale];
  const { name, about, places, per, months, belongs, id } = title;
  const lines = [
    `*${named(name)}*`,
    [
      say.places(places, per === 'branch'),
      say.term(months),
      ...(belongs === '' ? [] : [say.belongs(quoted(belongs))]),
    ].join(' · '),
    quoted(about),
    rulesLine(reader, title),
  ];
  if (!isManaged || programme.state !== 'draft') return [section(lines.join('\n'))];
  const at = { id: programme._id, title: id };
  return [
    section(lines.join('\n')),
    actions(
      button({ ...titleFormRef.button(at, id), label: say.editTitle }),
      button({ ...dropTitleRef.button(at, id), label: say.dropTitle }),
    ),
  ];
}

function placedRow(reader: FormReader, shown: ShownProgramme, one: ShownPlaced): AnyBlock {
  const say = messages[reader.locale];
  const { programme } = shown;
  const title = programme.titles.find(({ id }) => id === one.title)?.name ?? '';
  const isOut = one.state !== 'in';
  const text = [
    `*${named(one.name)}*${one.branch === undefined ? '' : ` · ${named(one.branch)}`}`,
    [named(title), say.total(pointsOf(one.total)), ...(isOut ? [say.removedLine] : [])].join(' · '),
  ].join('\n');
  return section(text, button({ ...dossierRef.button({ id: one.nominee }, one.nominee), label: say.seeDossier }));
}

function placedBlocks(reader: FormReader, shown: ShownProgramme): AnyBlock[] {
  const say = messages[reader.locale];
  const { programme, placed } = shown;
  const { state, proposed } = programme;
  if (state === 'awarded') {
    const holders = placed.filter(({ isHolder }) => isHolder);
    return [
      section(`*${say.awardedHead}*`),
      ...(holders.length === 0
        ? [section(say.nobody)]
        : holders.slice(0, MOST_PLACED).map((one) => placedRow(reader, shown, one))),
      ...(holders.length > MOST_PLACED ? [section(say.restInRegister(holders.length - MOST_PLACED))] : []),
    ];
  }
  if (proposed === undefined || !['publicity', 'voting', 'deciding'].includes(state)) return [];
  return [
    section(`*${say.proposedHead}*`),
    ...(placed.length === 0
      ? [section(say.noneProposed)]
      : placed.slice(0, MOST_PLACED).map((one) => placedRow(reader, shown, one))),
  ];
}

function tieBlocks(reader: FormReader, { programme, ties }: ShownProgramme): AnyBlock[] {
  const say = messages[reader.locale];
  return ties.flatMap(({ title, unit, tied, places, chosen, names }) => {
    const name = programme.titles.find(({ id }) => id === title)?.name ?? '';
    return [
      section(say.tieHead(named(name), named(unit), places - chosen.length)),
      ...tied
        .filter(({ nominee }) => !chosen.includes(nominee))
        .map(({ nominee }) => {
          const who = named(names[nominee] ?? '');
          return section(
            who,
            button({
              ...chooseRef.button({ id: programme._id, nominee }, nominee),
              label: say.choose,
              confirm: { title: say.chooseTitle, text: say.chooseText(who), yes: say.choose, no: say.notNow },
            }),
          );
        }),
    ];
  });
}

function officerButtons({ locale }: FormReader, { programme, size }: ShownProgramme): Button[] {
  const say = messages[locale];
  const { _id: id, state, titles } = programme;
  const isOver = state === 'awarded' || state === 'cancelled' || state === 'voting';
  const mayEdit = ['draft', 'nominating', 'checking', 'scoring'].includes(state);
  return [
    ...(state === 'draft' && titles.length > 0
      ? [
          button({
            ...openRef.button({ id }),
            label: say.openNow,
            style: 'primary',
            confirm: { title: say.openTitle, text: say.openText(size ?? 0), yes: say.openNow, no: say.notNow },
          }),
        ]
      : []),
    ...(state === 'draft' ? [button({ ...titleFormRef.button({ id }, 'new'), label: say.addTitle })] : []),
    noticesButton(honoursNotices, locale, id),
    ...(mayEdit ? [button({ ...programmeFormRef.button({ id }, 'edit'), label: say.edit })] : []),
    ...(isOver ? [] : [button({ ...cancelRef.button({ id }), label: say.cancel, style: 'danger' })]),
  ];
}

/** A programme with its titles, what the reader can do, and for its officers what needs them. */
export function programmeModal(reader: FormReader, shown: ShownProgramme, note?: string): ModalView {
  const say = messages[reader.locale];
  const { programme, isManaged, mayNominate, own, count, sheets, short } = shown;
  const { _id: id, name, branch, criteria, titles, state } = programme;
  const list = criteria.map((one) => say.criterion(named(one.name), one.points)).join(say.comma);
  const buttons = [
    ...(mayNominate ? [button({ ...nominateRef.button({ id }), label: say.nominate, style: 'primary' })] : []),
    ...own
      .slice(0, 3)
      .map(({ nominee, title }) =>
        button({ ...dossierRef.button({ id: nominee._id }, nominee._id), label: `${say.dossier} · ${title}` }),
      ),
  ];
  const isOff = state === 'cancelled';
  return modal({
    callback: 'bot.shown',
    title: say.title,
    close: say.close,
    blocks: [
      section([`*${named(name)}*`, named(branch ?? say.company), stateLine(reader, shown)].join('\n')),
      ...(note === undefined ? [] : [section(note)]),
      ...(isManaged && sheets !== undefined ? [section(say.sheetsIn(sheets.done, sheets.all))] : []),
      ...(short > 0 ? [section(say.short(short))] : []),
      ...tieBlocks(reader, shown),
      ...placedBlocks(reader, shown),
      ...(isOff ? [] : titles.flatMap((one) => titleBlocks(reader, shown, one))),
      context([say.criteria(list), ...(state === 'draft' ? [] : [say.nomineeCount(count)])].join(' · ')),
      ...(buttons.length === 0 || isOff ? [] : [actions(...buttons)]),
      ...(isManaged ? [divider(), actions(...officerButtons(reader, shown))] : []),
    ],
  });
}

/** A notice: what has happened in a line, then what it is about, then what to do. */
export function noticeMessage(
  reader: FormReader,
  shown: Pick<ShownProgramme, 'programme' | 'isLate'>,
  lead: string,
  lines: readonly string[],
  buttons: readonly Button[] = [],
): Message {
  const say = messages[reader.locale];
  const { programme } = shown;
  const isOff = programme.state === 'cancelled';
  const drawn = message([
    section([`*${lead}*`, ...(isOff ? [stateLine(reader, shown)] : lines)].join('\n')),
    actions(...(isOff ? [] : buttons), button({ ...programmeRef.button({ id: programme._id }), label: say.open })),
  ]);
  return { ...drawn, about: named(programme.name) };
}

function listBlocks(reader: FormReader, found: Paged<ShownProgramme>, isOfficer: boolean): AnyBlock[] {
  const say = messages[reader.locale];
  const rows = found.rows.map((one, nth) => {
    const own = one.own.map(({ nominee, title }) => `${named(title)} · ${say.nomineeStates[nominee.state]}`);
    return section(
      [`*${named(one.programme.name)}*`, stateLine(reader, one), ...own].join('\n'),
      button({ ...programmeRef.button({ id: one.programme._id }, nth), label: say.open }),
    );
  });
  const beside = [
    ...(isOfficer ? [button({ ...programmeFormRef.button({}, 'new'), label: say.newProgramme })] : []),
    button({ action: 'honours.own', label: say.myNominations }),
    button({ ...registerRef.button({ which: 'held', page: 1 }, 'open'), label: say.register }),
    button({ action: 'honours.sheets', label: say.toScore }),
    isOfficer
      ? button({ action: 'honours.waiting', label: say.objections })
      : button({ action: 'honours.mine', label: say.mine }),
  ];
  return [
    ...(rows.length === 0 ? [section(say.noProgrammes)] : rows),
    actions(...beside),
    ...(isOfficer ? [actions(button({ ...accidentRef.button({}), label: say.accident }))] : []),
    ...pager(reader.locale, 'honours.list', found),
  ];
}

export const listMessage = (reader: FormReader, found: Paged<ShownProgramme>, isOfficer: boolean): Message =>
  message([header(`🏅 ${messages[reader.locale].listHead}`), ...listBlocks(reader, found, isOfficer)]);

export const listModal = (reader: FormReader, found: Paged<ShownProgramme>, isOfficer: boolean): ModalView =>
  modal({
    callback: 'bot.shown',
    title: messages[reader.locale].title,
    close: messages[reader.locale].close,
    metadata: LIST,
    blocks: listBlocks(reader, found, isOfficer),
  });

/** The feature's row on Home: what is open, and what is public. */
export function homeLine(reader: FormReader, found: readonly ShownProgramme[]): string | undefined {
  const say = messages[reader.locale];
  const lines = found.flatMap(({ programme, isLate, mayNominate }) => {
    const end = endOf(programme);
    if (isLate || end === undefined) return [];
    if (programme.state === 'publicity') return [say.homePublic(named(programme.name), timeOf(reader, end))];
    return mayNominate ? [say.homeOpen(named(programme.name), timeOf(reader, end))] : [];
  });
  return lines.length === 0 ? undefined : lines.slice(0, 2).join('\n');
}
