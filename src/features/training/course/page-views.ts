import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, divider, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { commonPlace, courseMessage } from '../card/course-views.ts';
import { neededWords, shiftWords, uncoveredLine } from '../card/date-views.ts';
import type { Shown } from '../card/service/present.ts';
import { officeLine } from '../card/views.ts';
import { formMessages } from '../form/messages.ts';
import { materialsOpener } from '../materials/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { prerequisitesMessages } from '../prerequisites/messages.ts';
import type { Fault } from '../rules/facts.ts';
import { reviseOpener } from './revise-views.ts';
import type { BusyThen } from './service/must-doubts.ts';
import { termsMessages } from './terms/messages.ts';

const BRANCHES = 12;
const BRANCH = 30;
const DATES = 10;

/** Whom a course reaches. */
export interface CourseSize {
  may: number;
  must: number;
  branches: readonly { branch: string; members: number }[];
  /** Shifts in the audience for which there is no date yet. */
  uncovered: readonly string[];
}

/** A draft before it is published. */
export interface DraftPage extends CourseSize {
  id: string;
  faults: readonly Fault[];
  /** How many of those who must come do not meet the requirements. */
  lacking: number;
  /** Who has to be in two places at once. */
  busy: BusyThen;
  dates: readonly { startsAt: Date; endsAt: Date; shift?: string | undefined }[];
  /** Its dates as workers will see them. */
  shown: readonly Shown[];
}

/** A course that workers know of. */
export interface CoursePage extends CourseSize {
  id: string;
  topic: string;
  /** Its dates are still being made. */
  isOnItsWay: boolean;
  /** Whom it is for follows from who missed what. */
  isMakeUp: boolean;
  dates: readonly Shown[];
}

/** A draft: what is missing, whom it reaches, how it will look; then to publish it. */
export function draftPageModal(reader: Reader, page: DraftPage, note?: string): ModalView {
  const office = officerMessages[reader.locale];
  const { id, faults, dates, shown, may, must, lacking } = page;
  const confirm = {
    title: office.publishTitle,
    text: office.publishText(may + must, dates.length),
    yes: office.publish,
    no: office.notYet,
  };
  const missing = faults.map((one) => formMessages[reader.locale].faults[one]);
  const more = dates.length - DATES;
  const dateLines = dates
    .slice(0, DATES)
    .map((one) => [rangeOf(reader, one), ...shiftWords(reader, one.shift)].join(' · '));
  return modal({
    ...frame(reader, id),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...(missing.length === 0 ? [] : [section([`*${office.incomplete}*`, ...missing].join('\n'))]),
      section(
        [
          ...sizeLines(reader, page),
          ...(lacking > 0 ? [prerequisitesMessages[reader.locale].must(lacking)] : []),
          ...busyLines(reader, page.busy),
        ].join('\n'),
      ),
      ...(dates.length > 1
        ? [
            section(
              [office.dates(dates.length), ...dateLines, ...(more > 0 ? [office.moreDates(more)] : [])].join('\n'),
            ),
          ]
        : []),
      actions(
        ...(missing.length === 0
          ? [button({ action: 'training.publish', label: office.publish, value: id, style: 'primary', confirm })]
          : []),
        button({ action: 'training.draft', label: office.edit, value: id }),
        ...settings(reader, id),
      ),
      ...(shown.length === 0
        ? []
        : [
            divider(),
            section(office.preview),
            ...courseMessage(reader, shown).blocks.filter((one) => one.type !== 'actions'),
          ]),
    ],
  });
}

/** A published course: what holds for all of its dates, and the way to each of them. */
export function coursePageModal(reader: Reader, page: CoursePage, note?: string): ModalView {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const { id, topic, isOnItsWay, dates } = page;
  const [first] = dates;
  const place = commonPlace(reader, dates);
  const facts =
    first === undefined
      ? []
      : [
          ...[say.kinds[first.kind], say.all(dates.length), ...neededWords(reader, first)],
          ...(place === undefined ? [] : [place]),
        ];
  return modal({
    ...frame(reader, id),
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      section([`*${topicOf({ topic })}*`, facts.join(' · '), ...sizeLines(reader, page)].filter(Boolean).join('\n')),
      actions(
        ...(isOnItsWay
          ? [button({ action: 'training.course', label: office.refresh, value: id })]
          : [
              ...settings(reader, id),
              ...(page.isMakeUp ? [] : [reviseOpener(reader.locale, id)]),
              button({ action: 'training.again', label: officerMessages[reader.locale].again, value: id }),
            ]),
      ),
      ...dates.map((one, index) =>
        section(officeLine(reader, one), button({ action: `training.open:${index}`, label: say.open, value: one.id })),
      ),
    ],
  });
}

function busyLines(reader: Reader, { elsewhere, onDuty, trainer, twice }: BusyThen): string[] {
  const office = officerMessages[reader.locale];
  return [
    ...(elsewhere + onDuty > 0 ? [office.mustBusy(elsewhere, onDuty)] : []),
    ...trainer.map((one) => office.trainerBusy(topicOf(one), rangeOf(reader, one))),
    ...twice.map((one) => {
      const shifts = one.shifts.flatMap((shift) => shiftWords(reader, shift));
      return office.twice([rangeOf(reader, one), ...shifts].join(' · '), one.shifts.length);
    }),
  ];
}

const frame = ({ locale }: Reader, id: string) => ({
  callback: 'training.course',
  title: messages[locale].title,
  close: messages[locale].close,
  metadata: id,
});

/** The ways to what holds for the whole course. */
const settings = ({ locale }: Reader, id: string) => [
  button({ action: 'training.terms', label: termsMessages[locale].title, value: id }),
  materialsOpener(locale, id),
];

function sizeLines(reader: Reader, { may, must, branches, uncovered }: CourseSize): string[] {
  const office = officerMessages[reader.locale];
  const sizes = branches.slice(0, BRANCHES).map((one) => office.branch(plain(cut(one.branch, BRANCH)), one.members));
  return [
    office.size(may, must),
    ...(sizes.length > 0 ? [office.branches(sizes.join(reader.locale === 'zh' ? '、' : ', '))] : []),
    ...(uncovered.length > 0 ? [uncoveredLine(reader, uncovered)] : []),
  ];
}
