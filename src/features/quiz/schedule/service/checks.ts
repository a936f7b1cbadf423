import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import type { Bilingual } from '../../../../lib/language.ts';
import { fitsScope } from '../../../../members/audience/spec.ts';
import type { Officer as AnyOfficer } from '../../../../members/roles.ts';
import { banks, questions, type Schedule } from '../../model.ts';
import { isLock } from '../../run/rules/schedule.ts';
import { WORDS } from '../../words.ts';

export type Officer = AnyOfficer & Pick<Actor, 'user'>;

/** What an officer decides of a schedule. */
export type ScheduleInput = Pick<
  Schedule,
  'name' | 'bank' | 'topics' | 'audience' | 'time' | 'cadence' | 'count' | 'lock' | 'mode' | 'channel'
>;
export type ScheduleField = keyof ScheduleInput;

/** What is wrong with one input of a schedule. */
export class ScheduleFault extends UserError {
  override name = 'ScheduleFault';
  readonly field: ScheduleField;
  constructor(field: ScheduleField, said: Bilingual) {
    super(said);
    this.field = field;
  }
}

export const SCHEDULE_NAME_MAX = 60;
export const TOPICS_MAX = 10;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const TOPICS_TOLD = 8;

const SAID = {
  name: { zh: '请给计划起一个名字，最多 60 个字。', en: 'Give the schedule a name of at most 60 characters.' },
  time: { zh: '请选一个时间，例如 09:00。', en: 'Choose a time, for example 09:00.' },
  lock: {
    zh: '请选截止时间，不能和发题时间相同。',
    en: 'Choose when answering ends; it cannot be the time of sending.',
  },
  count: { zh: '每次 1 到 5 题。', en: '1 to 5 questions each time.' },
  cadence: { zh: '请选每个工作日，或一周里的一天。', en: 'Choose every working day, or one day of the week.' },
  manyTopics: { zh: `最多 ${TOPICS_MAX} 个主题。`, en: `At most ${TOPICS_MAX} topics.` },
  channel: { zh: '频道模式请选一个频道。', en: 'Choose a channel for channel mode.' },
} satisfies Record<string, Bilingual>;

/**
 * What an officer decided, made clean.
 * @throws ScheduleFault naming the input that is wrong.
 */
export async function checkedSchedule(ctx: Context, actor: Officer, input: ScheduleInput): Promise<ScheduleInput> {
  if (!fitsScope(input.audience, actor)) throw new ScheduleFault('audience', WORDS.ownBranchOnly);
  const name = input.name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const topics = [...new Set(input.topics.map((topic) => topic.trim()).filter(Boolean))];
  const { cadence, channel, ...rest } = input;
  if (name === '' || name.length > SCHEDULE_NAME_MAX) throw new ScheduleFault('name', SAID.name);
  if (!TIME.test(input.time)) throw new ScheduleFault('time', SAID.time);
  if (!isLock(input.lock) || input.lock === input.time) throw new ScheduleFault('lock', SAID.lock);
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > 5)
    throw new ScheduleFault('count', SAID.count);
  if (cadence.kind === 'weekly' && ![1, 2, 3, 4, 5, 6, 7].includes(cadence.weekday))
    throw new ScheduleFault('cadence', SAID.cadence);
  if (topics.length > TOPICS_MAX) throw new ScheduleFault('topics', SAID.manyTopics);
  if (input.mode === 'channel' && !channel) throw new ScheduleFault('channel', SAID.channel);
  const bank = await banks(ctx).exists({ _id: input.bank, workspace: ctx.workspace, state: 'active' });
  if (bank === null) throw new ScheduleFault('bank', WORDS.noBank);
  await checkTopics(ctx, input.bank, topics);
  return { ...rest, name, topics, cadence, ...(channel ? { channel } : {}) };
}

async function checkTopics(ctx: Context, bank: string, topics: string[]): Promise<void> {
  if (topics.length === 0) return;
  const filter = { workspace: ctx.workspace, bank, state: 'active' as const };
  const [categories, tags]: unknown[][] = await Promise.all([
    questions(ctx).distinct('content.category', filter),
    questions(ctx).distinct('content.tags', filter),
  ]);
  const known = new Set([...(categories ?? []), ...(tags ?? [])].map(String).filter(Boolean));
  const unknown = topics.filter((topic) => !known.has(topic));
  if (unknown.length === 0) return;
  const [missing, some] = [unknown.join('、'), [...known].slice(0, TOPICS_TOLD).join('、')];
  throw new ScheduleFault('topics', {
    zh: `题库里没有这些主题：${missing}。${some ? `有：${some}。` : '请留空，从整个题库出题。'}`,
    en: `The bank has no such topic: ${missing}. ${some ? `It has: ${some}.` : 'Leave this empty to use the whole bank.'}`,
  });
}
