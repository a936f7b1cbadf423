import type { Actor } from '../bot/actor.ts';
import { asModal } from '../bot/draw/present.ts';
import { sentence } from '../bot/draw/sentence.ts';
import type { Action, Modal } from '../bot/feature.ts';
import type { ActionRequest } from '../bot/request.ts';
import { UserError } from '../bot/routing/errors.ts';
import { timeFor } from '../bot/text/times.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import type { Locale } from '../lib/language.ts';
import type { Attendance } from './attendance.ts';
import { type Appointment, calendarEntry, sendCalendar } from './calendar.ts';
import type { Gathering } from './gathering.ts';
import type { Gatherings } from './gatherings.ts';
import type { GatheringMessages } from './messages.ts';
import type { Look } from './notices.ts';
import { absenceReason } from './roll.ts';
import type { Stored } from './stored.ts';
import { gatheringViews } from './views.ts';

/** That it worked; or the mark on the roll, which stands. */
export function checkedInWords(
  { locale, tz }: Pick<Actor, 'locale' | 'tz'>,
  say: GatheringMessages,
  { mark = 'present', markedAt, markedBy }: Attendance,
): string {
  const now = clock.now();
  const words = markedBy === undefined ? say.checkedIn : say.markedBefore;
  return words(say.marks[mark], timeFor(markedAt ?? now, now, tz, locale));
}

export interface GatheringActions {
  actions: Record<'code' | 'agree' | 'explain' | 'calendar', Action>;
  modals: Record<'code', Modal>;
  /** Opens the form in which the code is typed; `value` names the gathering. */
  openCode(request: Pick<ActionRequest, 'ctx' | 'actor' | 'value' | 'openModal'>): Promise<void>;
}

/**
 * What people do about any gathering, as a feature's actions and modals: `code` checks in, `agree` and `explain` answer what the
 * roll asked, `calendar` sends the file. Signing up and leaving stay the feature's: what they show is its own card.
 */
export function gatheringActions<T extends Gathering, Q>(
  { feature, present }: Stored<T>,
  { checkIn, agree, explain }: Pick<Gatherings<T, Q>, 'checkIn' | 'agree' | 'explain'>,
  {
    messages,
    told,
    appointment,
  }: Pick<Look<T>, 'messages' | 'told'> & {
    /** What its calendar entry says, and when this version of it was made. */
    appointment(ctx: Context, one: T, actor: Actor): Promise<Appointment & { changedAt: Date }>;
  },
): GatheringActions {
  const markWord = (locale: Locale, row: Attendance | undefined): string =>
    row?.mark === undefined ? messages[locale].notMarked : messages[locale].marks[row.mark];
  const openCode: GatheringActions['openCode'] = ({ ctx, actor, value, openModal }) =>
    openModal(async () =>
      gatheringViews(feature, messages[actor.locale]).code(await told(ctx, actor, await present(ctx, value))),
    );
  return {
    openCode,
    actions: {
      code: { role: 'worker', run: openCode },
      agree: {
        role: 'worker',
        run: async ({ ctx, actor, value, suffix, replace }) => {
          const [id = '', at = ''] = value.split('|');
          const row = await agree(ctx, actor, id, new Date(Number(at) || 0), suffix === 'yes');
          const say = messages[actor.locale];
          const said = { true: say.agreed, false: say.denied, undefined: say.standing(markWord(actor.locale, row)) };
          await replace(sentence(said[`${row?.agrees}`]));
        },
      },
      explain: {
        role: 'worker',
        run: async ({ ctx, actor, value, suffix, replace }) => {
          const reason = absenceReason(suffix);
          const row = await explain(ctx, actor, value, reason);
          const say = messages[actor.locale];
          const isNoted = row?.mark === 'absent';
          await replace(
            sentence(isNoted ? say.explained(say.absences[reason]) : say.standing(markWord(actor.locale, row))),
          );
        },
      },
      calendar: {
        role: 'worker',
        run: async ({ ctx, actor, value }) => {
          const one = await present(ctx, value);
          const { changedAt, ...facts } = await appointment(ctx, one, actor);
          await sendCalendar(ctx, actor, [calendarEntry(feature, one, facts, changedAt)], messages);
        },
      },
    },
    modals: {
      code: {
        role: 'worker',
        submit: async (request) => {
          const { ctx, actor, metadata, inputs } = request;
          const say = messages[actor.locale];
          try {
            const done = await checkIn(ctx, actor, metadata, String(inputs.code ?? ''));
            await request.refreshHome();
            return { update: asModal(actor.locale, sentence(checkedInWords(actor, say, done)), say.checkIn) };
          } catch (error) {
            if (error instanceof UserError) return { errors: { code: error.said[actor.locale] } };
            throw error;
          }
        },
      },
    },
  };
}
