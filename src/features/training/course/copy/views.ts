import { z } from 'zod';
import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { actions, button, cut, modal, option, plain, section } from '../../../../bot/draw/blocks.ts';
import { choices } from '../../../../bot/draw/form/chosen.ts';
import { pager } from '../../../../bot/draw/pager.ts';
import { ref } from '../../../../bot/draw/ref.ts';
import type { Paged } from '../../../../lib/pages.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { type Reader, timeOf, topicOf } from '../../messages/reader.ts';
import { messages } from '../../messages/worker-messages.ts';
import type { Course } from '../../model.ts';
import { copyMessages } from './messages.ts';

const TOPIC = 40;

/** Names the modal of a year's courses, whichever year it is, so that a turned page takes its place. */
export const COURSES = 'courses';
/** A page of a year's courses. */
export const lastYearRef = ref(
  'training.lastYear',
  z.object({ year: z.number().int(), page: z.number().int().default(1) }),
);
/** Names the modal of drafts. */
export const DRAFTS = 'drafts';

const coursesField = choices({ label: (locale) => copyMessages[locale].choose, needed: true });

/** The courses of a year, to choose which are held again. */
export function yearModal(reader: Reader, year: number, found: Paged<Course>, thisYear: number): ModalView {
  const say = copyMessages[reader.locale];
  const other = year === thisYear ? thisYear - 1 : thisYear;
  const toOther = button({
    action: 'training.lastYear:year',
    label: say.otherYear(other),
    value: lastYearRef.pack({ year: other, page: 1 }),
  });
  const turned = { value: (page: number) => lastYearRef.pack({ year, page }), beside: [toOther] };
  const isAny = found.rows.length > 0;
  const label = (course: Course) => {
    const { startsAt, kind, topic } = course.facts;
    const when = startsAt === undefined ? messages[reader.locale].kinds[kind] : timeOf(reader, startsAt);
    return `${when} · ${cut(topic, TOPIC)}`;
  };
  return modal({
    callback: 'training.lastYear',
    title: officerMessages[reader.locale].lastYear,
    close: messages[reader.locale].close,
    metadata: COURSES,
    ...(isAny ? { submit: say.submit } : {}),
    blocks: [
      section(isAny ? say.list(year, found.total) : say.none(year)),
      ...(isAny
        ? [
            ...coursesField.draw({
              id: `courses-${found.page}`,
              raw: undefined,
              reader,
              options: found.rows.map((one) => option(one._id, label(one))),
            }),
          ]
        : []),
      ...pager(reader.locale, lastYearRef.name, found, turned),
    ],
  });
}

/** An officer's drafts, a page of them. @param note what was just done */
export function draftsModal(reader: Reader, found: Paged<Course>, note?: string): ModalView {
  const say = copyMessages[reader.locale];
  const office = officerMessages[reader.locale];
  const rows = found.rows.map((course, index) => {
    const { facts, _id: value } = course;
    const when = facts.startsAt === undefined ? office.draft : timeOf(reader, facts.startsAt);
    const open = button({ action: `training.course:${index}`, label: messages[reader.locale].open, value });
    return section(`*${topicOf(facts) || office.untitled}*\n${when}`, open);
  });
  return modal({
    callback: 'training.drafts',
    title: office.draftsTitle,
    close: messages[reader.locale].close,
    metadata: DRAFTS,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section(found.total === 0 ? say.draftsNone : `*${say.draftsCount(found.total)}*`),
      ...rows,
      ...pager(reader.locale, 'training.drafts', found),
    ],
  });
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
