import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { workspaceName } from '../../../bot/slack/workspace.ts';
import { documentPdf } from '../../../certificates/print/pdf.ts';
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { sidesOf } from '../rules/pair.ts';
import { WORDS } from '../words.ts';
import { pairFor } from './pairs.ts';

/**
 * The contract as a file, with the numbers of the people and the days on which they agreed.
 * @throws UserError before all have agreed, and for people who are none of them
 */
export async function contractFile(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ number: string; pdf: Uint8Array; missing: string[] }> {
  const pair = await pairFor(ctx, actor, id);
  const { contract, number, startsOn, endsOn, branch, branchAgreed, agreed, apprentice, extended } = pair;
  if (startsOn === undefined || endsOn === undefined || branchAgreed === undefined)
    throw new UserError(WORDS.noContract);
  const sides = [...sidesOf(pair), ...pair.past];
  const people = await membersOf(ctx, [...sides, branchAgreed.user]);
  const nameOf = (user: string): string => {
    const one = people.get(user);
    return [one?.name ?? user, one?.employeeNumber ?? ''].filter(Boolean).join(' ');
  };
  const { months, probation, goals, tasks, topics, share } = contract;
  const day = (at: Date) => dayOf(at, ctx.config.TIMEZONE);
  const topicLines = topics.map(({ name }) => `· ${name}`);
  const { pdf, missing } = await documentPdf({
    title: '师徒结对协议',
    titleEn: 'Mentoring Contract',
    number,
    issuer: [await workspaceName(ctx), branch].filter(Boolean).join(' '),
    parts: [
      {
        heading: '双方 Parties',
        lines: [
          `徒弟 Apprentice：${nameOf(apprentice)}`,
          ...sides.slice(1).map((one) => `师傅 Mentor：${nameOf(one)}`),
        ],
      },
      { heading: '目标 Goals', lines: goals.split('\n').filter((line) => line.trim() !== '') },
      {
        heading: '期限 Term',
        lines: [
          `${startsOn} 至 ${endsOn}，${months} 个月，其中试用 ${probation} 个月`,
          ...(extended === undefined ? [] : [`延长 ${extended.months} 个月：${extended.reason}`]),
        ],
      },
      { heading: '任务 Tasks', lines: tasks.map((task, nth) => `${nth + 1}. ${task}`) },
      ...(topics.length === 0 ? [] : [{ heading: '题库 Topics', lines: [...topicLines, `出师时掌握 ${share}%`] }]),
    ],
    signed: [
      ...agreed.map(({ user, at }) => ({
        as: user === apprentice ? '徒弟 Apprentice' : '师傅 Mentor',
        name: nameOf(user),
        day: day(at),
      })),
      { as: '分会 Branch', name: nameOf(branchAgreed.user), day: day(branchAgreed.at) },
    ],
    day: startsOn,
  });
  return { number, pdf, missing };
}
