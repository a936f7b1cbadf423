import type { AnyBlock, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, input, modal, option, plain, section } from '../../../bot/draw/blocks.ts';
import { planMessages } from '../import/messages.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { messages } from '../messages/worker-messages.ts';
import type { Course } from '../model.ts';
import { topicOf } from '../session/card-views.ts';
import { type Reader, timeOf } from '../times.ts';
import { copyMessages } from './messages.ts';
import type { Page } from './service.ts';

const TOPIC = 40;

/** Names the modal of a year's courses, so that a turned page takes its place. */
export const ofYear = (year: number): string => `courses of ${year}`;
/** Names the modal of drafts. */
export const DRAFTS = 'drafts';

/** The courses of a year, to choose which are held again. */
export function yearModal(reader: Reader, year: number, found: Page<Course>, thisYear: number): ModalView {
  const say = copyMessages[reader.locale];
  const other = year === thisYear ? thisYear - 1 : thisYear;
  const turns = [
    ...pageButtons(reader, found, 'training.lastYear', (page) => `${year} ${page}`),
    button({ action: 'training.lastYear:year', label: say.otherYear(other), value: `${other} 1` }),
  ];
  const isAny = found.rows.length > 0;
  const label = (course: Course) => {
    const { startsAt, kind, topic } = course.facts;
    const when = startsAt === undefined ? messages[reader.locale].kinds[kind] : timeOf(reader, startsAt);
    return `${when} · ${cut(topic, TOPIC)}`;
  };
  return modal({
    callback: 'training.lastYear',
    title: say.lastYear,
    close: messages[reader.locale].close,
    metadata: ofYear(year),
    ...(isAny ? { submit: say.submit } : {}),
    blocks: [
      section(isAny ? say.list(year, found.total) : say.none(year)),
      ...(isAny
        ? [
            input({
              kind: 'checks',
              id: `courses-${found.page}`,
              label: say.choose,
              options: found.rows.map((one) => option(one._id, label(one))),
            }),
          ]
        : []),
      ...pageLine(reader, found),
      actions(...turns),
    ],
  });
}

/** An officer's drafts, a page of them. @param note what was just done */
export function draftsModal(reader: Reader, found: Page<Course>, note?: string): ModalView {
  const say = planMessages[reader.locale];
  const office = officerMessages[reader.locale];
  const rows = found.rows.map((course, index) => {
    const { facts, _id: value } = course;
    const when = facts.startsAt === undefined ? office.draft : timeOf(reader, facts.startsAt);
    const open = button({ action: `training.course:${index}`, label: messages[reader.locale].open, value });
    return section(`*${topicOf(facts) || office.untitled}*\n${when}`, open);
  });
  const turns = pageButtons(reader, found, 'training.drafts', String);
  return modal({
    callback: 'training.drafts',
    title: say.draftsTitle,
    close: messages[reader.locale].close,
    metadata: DRAFTS,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(found.total === 0 ? say.draftsNone : `*${say.draftsCount(found.total)}*`),
      ...rows,
      ...pageLine(reader, found),
      ...(turns.length === 0 ? [] : [actions(...turns)]),
    ],
  });
}

function pageButtons(reader: Reader, { page, pages }: Page<Course>, action: string, value: (page: number) => string) {
  const say = planMessages[reader.locale];
  return [
    ...(page > 1 ? [button({ action: `${action}:back`, label: say.previous, value: value(page - 1) })] : []),
    ...(page < pages ? [button({ action: `${action}:next`, label: say.next, value: value(page + 1) })] : []),
  ];
}

function pageLine(reader: Reader, { page, pages }: Page<Course>): AnyBlock[] {
  return pages > 1 ? [context(planMessages[reader.locale].page(page, pages))] : [];
}

/** The page of a draft that was there before, with the way to one more. */
export function withAnother(reader: Reader, page: ModalView, source: string): ModalView {
  const say = copyMessages[reader.locale];
  const another = actions(button({ action: 'training.again:another', label: say.another, value: source }));
  const [note, ...rest] = page.blocks;
  return { ...page, blocks: [...(note === undefined ? [] : [note]), another, ...rest] };
}

/** What could not be drafted, and why. */
export function notMadeLine(reader: Reader, topic: string, why: string): string {
  return copyMessages[reader.locale].notMade(plain(cut(topic, TOPIC)), why);
}
