import { cut, plain } from '../../bot/draw/blocks.ts';
import { rowButton } from '../../bot/home/row-button.ts';
import type { HomeRequest } from '../../bot/request.ts';
import type { Contributions, Waiting } from '../../bot/routing/contributions.ts';
import { dayFor } from '../../bot/text/times.ts';
import type { Locale } from '../../lib/language.ts';
import { dayOf } from '../../lib/zone.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { messages } from './messages.ts';
import { learnsLine } from './pair-views.ts';
import { pairRef } from './refs.ts';
import { type Duty, duties, graduations, ownPairs } from './service/shown.ts';

function wordOf(locale: Locale, duty: Duty): string {
  const say = messages[locale];
  switch (duty.what) {
    case 'agree':
      return say.waitAgree;
    case 'branch':
      return say.waitBranch;
    case 'met':
      return say.waitMet(say.hours(duty.meeting.minutes));
    case 'month':
      return say.waitMonth(duty.month);
    case 'evaluation':
      return say.waitEvaluation;
    case 'examiner':
      return say.waitExaminer;
    case 'sheet':
      return say.waitSheet;
  }
}

/** Contracts, meetings, months, evaluations, examinations. */
export async function waiting({ ctx, actor }: HomeRequest): Promise<Waiting[]> {
  const { locale } = actor;
  const found = await duties(ctx, actor);
  return found.map((duty, nth) => ({
    what: `*${wordOf(locale, duty)}*\n${learnsLine(locale, duty.shown)}`,
    button: rowButton(pairRef.button({ id: duty.shown.pair._id }, `home-${nth}`), messages[locale].open),
  }));
}

/** From whom somebody learns, and how many they teach; nothing for people who do neither. */
export async function home({ ctx, actor }: HomeRequest): Promise<string | undefined> {
  const say = messages[actor.locale];
  const own = (await ownPairs(ctx, actor)).filter((one) => one.state === 'active');
  const learning = own.find((one) => one.apprentice === actor.user);
  const teaching = own.filter((one) => one.mentors.includes(actor.user)).length;
  const names = learning === undefined ? new Map<string, { name: string }>() : await membersOf(ctx, learning.mentors);
  const mentors = (learning?.mentors ?? []).map((user) => plain(cut(names.get(user)?.name ?? user, 40)));
  const lines = [
    ...(mentors.length === 0 ? [] : [say.homeLearning(mentors.join(say.and))]),
    ...(teaching === 0 ? [] : [say.homeTeaching(teaching)]),
  ];
  return lines.length === 0 ? undefined : lines.join(' · ');
}

/** Graduations, for a member's own record. */
export const record: NonNullable<Contributions['record']> = async ({ ctx, user, locale }) => {
  const { led, own } = await graduations(ctx, user);
  const say = messages[locale];
  const lines = [
    ...(own === undefined ? [] : [say.recordApprentice(dayFor(dayOf(own, ctx.config.TIMEZONE), locale))]),
    ...(led === 0 ? [] : [say.recordMentor(led)]),
  ];
  return lines.length === 0 ? [] : [`🌱 ${lines.join(' · ')}`];
};
