import type { Actor } from '../../bot/actor.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import type { SheetCell } from '../../lib/tables/xlsx-write.ts';
import { type Taken, takeSheets, workbook } from '../../members/take-sheets.ts';
import type { Gathering } from '../gathering.ts';
import type { Gatherings } from '../gatherings.ts';
import type { Look } from '../notices.ts';
import type { Rights } from '../roll.ts';
import { hasAttended } from '../rules/marks.ts';
import type { Stored } from '../stored.ts';
import { type Person, peopleOf } from './people.ts';
import { listRef, type PeopleLook, peopleAbout, peopleModal } from './views.ts';

const WIDTHS = [14, 14, 20, 16, 8, 10, 10, 16, 40];

/** What the lists need beside their words. */
export interface PeopleSpec<T> extends PeopleLook, Pick<Look<T>, 'told'>, Pick<Rights<T>, 'manages'> {
  /** The name of one, for the file: not escaped. */
  topicOf(one: T): string;
}

export interface PeopleActions<T> {
  /** `peopleOf` shows a list to people who manage it or call its roll, `attendance` sends the file to people who manage it. */
  actions: Record<'peopleOf' | 'attendance', Action>;
  /** The attendance as a spreadsheet: each person who was expected, with what is known of them. */
  attendanceFile(ctx: Context, actor: Actor, one: T): Promise<Uint8Array>;
}

/**
 * The people of a gathering in lists with pages, and its attendance as a file.
 *
 * ```ts
 * const ofPeople = peopleActions(stored, gathered, { ...peopleLook, told, topicOf: ({ topic }) => topic });
 * // on the page: section(peopleLines(peopleLook, reader, shown, await peopleOf(stored, ctx, talk)).join('\n')),
 * //              actions(...peopleButtons(peopleLook, reader, shown))
 * // actions: { ...ofPeople.actions }
 * ```
 */
export function peopleActions<T extends Gathering, Q>(
  stored: Pick<Stored<T>, 'feature' | 'attendancesOf'>,
  { called, managed }: Pick<Gatherings<T, Q>, 'called' | 'managed'>,
  spec: PeopleSpec<T>,
): PeopleActions<T> {
  const { words, messages, told, topicOf, manages } = spec;
  const to = listRef(stored.feature);

  async function showList(request: ActionRequest): Promise<void> {
    const { ctx, actor, value } = request;
    const { id, list, page } = to.read(value);
    const view = async () => {
      const one = await called(ctx, actor, id);
      const [said, people, isManaged] = await Promise.all([
        told(ctx, actor, one),
        peopleOf(stored, ctx, one),
        manages(ctx, actor, one),
      ]);
      return peopleModal(spec, formReaderOf(actor), said, people, { list, page, isManaged });
    };
    await present(request, { modal: view, about: peopleAbout(id) });
  }

  async function sheetsOf(ctx: Context, actor: Actor, one: T): Promise<Taken['sheets']> {
    const say = words[actor.locale];
    const { came, missing } = await peopleOf(stored, ctx, one);
    const rows = [...came, ...missing].map((person) => rowOf(actor, one, person));
    return [{ rows: [say.columns, ...rows], widths: WIDTHS }];
  }

  function rowOf({ locale, tz }: Actor, { startsAt }: T, person: Person): SheetCell[] {
    const [say, { marks, notMarked }] = [words[locale], messages[locale]];
    const { name, employeeNumber, branch, team, guests, mark, part } = person;
    // People whom nobody marked were set down as absent when the attendance closed.
    const how = part?.markedBy !== undefined ? say.byRoll : hasAttended(mark) ? say.byCode : '';
    const when = part?.markedAt === undefined ? '' : timeFor(part.markedAt, startsAt, tz, locale);
    const corrected = part?.corrections.at(-1)?.reason ?? '';
    const word = mark === undefined ? notMarked : marks[mark];
    return [name, employeeNumber, branch, team, guests, word, how, when, corrected];
  }

  async function sendFile({ ctx, actor, value, reply }: ActionRequest): Promise<void> {
    const say = words[actor.locale];
    const one = await managed(ctx, actor, to.read(value).id);
    const topic = topicOf(one);
    await takeSheets(ctx, actor, {
      filename: `${say.fileName}.xlsx`,
      sheets: await sheetsOf(ctx, actor, one),
      comment: say.fileOf(topic),
      what: { zh: `导出“${topic}”的考勤表`, en: `exported the attendance of “${topic}”` },
    });
    await reply(sentence(say.fileSent));
  }

  return {
    attendanceFile: async (ctx, actor, one) => workbook(await sheetsOf(ctx, actor, one)),
    actions: { peopleOf: { role: 'worker', run: showList }, attendance: { role: 'worker', run: sendFile } },
  };
}
