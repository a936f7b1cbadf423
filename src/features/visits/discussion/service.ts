import type { Actor } from '../../../bot/actor.ts';
import type { IdeaTaker } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { receipted } from '../../../delivery/receipts/receipted.ts';
import { allowance } from '../../../lib/allowance.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { living, type Write } from '../../../lib/living.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew, isDuplicateKey } from '../../../lib/stores/mongo.ts';
import { DAY_MS, instantOf } from '../../../lib/zone.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { type AudienceSpec, fitsScope } from '../../../members/audience/spec.ts';
import { onDutyOfRank, whoIsThere } from '../../../members/ranks.ts';
import { affairsOf, inAffairs, maySee, ownedBy } from '../../../members/roles.ts';
import { memberOf } from '../../../members/service.ts';
import { type Contribution, contributions, type Discussion, discussions } from '../model.ts';

/** Contributions of one person to one discussion. */
export const EACH = 3;
const GROUPS = 20;
const PAGE = 6;
/** A discussion ends with its last working hour. */
const DAY_END = '17:30';

export const TOPIC_WORDS = {
  gone: {
    zh: '没有找到这场大讨论。请打开主页，从那里继续。',
    en: 'There is no such discussion. Open the Home tab and go on from there.',
  },
  other: { zh: '这场大讨论由别的干部负责。', en: 'Other officers look after this discussion.' },
  notNow: {
    zh: '情况已经变了，这一步现在不能做。请重新打开再看。',
    en: 'It has moved on, and that is no longer possible. Open it again to see where it stands.',
  },
  over: { zh: '这次大讨论已经结束，不能再写。', en: 'This discussion is over, and nothing can be added.' },
  notAsked: { zh: '这次大讨论没有发给你。', en: 'This discussion isn’t addressed to you.' },
  enough: { zh: `每人最多 ${EACH} 条，你已经写满了。`, en: `Everybody can write ${EACH}, and you have.` },
  own: { zh: '这是你自己写的。', en: 'You wrote this one yourself.' },
  nobody: { zh: '这样选，一个人也发不到。请换一个对象。', en: 'This audience reaches nobody. Choose another one.' },
  scope: { zh: '只能发给本分会的人。', en: 'You can send it only to your own branch.' },
  groups: {
    zh: `最多 ${GROUPS} 类。请用已有的一类。`,
    en: `There can be ${GROUPS} groups at most. Use one that is there.`,
  },
  taken: { zh: '已经有人把它转走了。', en: 'Somebody has turned it into something already.' },
} satisfies Record<string, Bilingual>;

/** The discussion that an officer has to sum up. */
const aboutTopic = (id: string): string => `visits.discussion:${id}`;

const allowances = allowance('visits_said');
export const topicReceipts = receipted({ feature: 'visits', of: 'discussion', things: discussions, while: 'open' });

const lives = living<Discussion, Context>({
  name: 'discussion',
  model: discussions,
  gone: () => new UserError(TOPIC_WORDS.gone),
  busy: () => new UserError(TOPIC_WORDS.notNow),
  same: ({ revision }) => ({ revision }),
  also: ({ revision }) => ({ revision: revision + 1 }),
  wakesAt: (_ctx, { state, endsAt }) => (state === 'open' ? endsAt : undefined),
  hasNews: ({ untold }) => untold === true,
  follow: async (ctx, one) => {
    if (one.state === 'open') await goOut(ctx, one);
    if (one.state === 'closed') await tellEnd(ctx, one);
    if (one.state !== 'open') await topicReceipts.redraw(ctx, one);
    if (one.state === 'told') {
      await redrawAbout(ctx, aboutTopic(one._id));
      await tellSummary(ctx, one);
    }
  },
  followed: (now, one) => (now.state === one.state ? { untold: undefined } : undefined),
  due: async (ctx, one) => {
    if (one.reminding !== undefined) await topicReceipts.finishReminding(ctx, one);
    await change(ctx, one._id, (now, at) => (now.state === 'open' && now.endsAt <= at ? ENDED : undefined));
  },
  isDue: (now) => ({ $or: [{ wakeAt: { $lte: now } }, { untold: true }, { reminding: { $exists: true } }] }),
});

const ENDED: Write<Discussion> = { state: 'closed', untold: true };

async function change(
  ctx: Context,
  id: string,
  decide: (one: Discussion, at: Date) => Write<Discussion> | undefined,
): Promise<{ one: Discussion; isDone: boolean }> {
  const { one, isWritten } = await lives.decide(ctx, id, decide);
  if (isWritten) await lives.tellSoon(ctx, one);
  return { one, isDone: isWritten };
}

const within = ({ branch }: Discussion) => (branch === undefined ? undefined : { branch });

async function goOut(ctx: Context, one: Discussion): Promise<void> {
  await topicReceipts.open(ctx, one._id, { spec: one.spec, within: within(one) }, one.updatedAt);
  await topicReceipts.plan(ctx, one._id, { expiresAt: one.endsAt });
}

/** The officer who started it, or those who look after the branch, sort what was said. */
async function tellEnd(ctx: Context, { _id, by, branch }: Discussion): Promise<void> {
  const isThere = await whoIsThere(ctx, [by]);
  const people = isThere(by) ? [by] : (await onDutyOfRank(ctx, branch === undefined ? 1 : 0, branch ?? '')).users;
  const params = { discussion: _id };
  const ended = { notice: `visits.ended-${_id}`, kind: 'visits.ended', to: 'member' as const, params, priority: 4 };
  const notice = { ...ended, about: aboutTopic(_id) };
  await plan(
    ctx,
    people.map((recipient) => ({ ...notice, recipient })),
  );
}

/** Everybody who took part: wrote something, or supported what somebody wrote. */
async function participantsOf(ctx: Context, discussion: string): Promise<string[]> {
  const of = { workspace: ctx.workspace, discussion };
  const [wrote, supported] = await Promise.all([
    contributions(ctx).distinct('member', of),
    contributions(ctx).distinct('supporters', of),
  ]);
  return [...new Set([...wrote, ...supported])];
}

async function tellSummary(ctx: Context, { _id }: Discussion): Promise<void> {
  const params = { discussion: _id };
  const notice = { notice: `visits.summary-${_id}`, kind: 'visits.summary', to: 'member' as const, params };
  await plan(
    ctx,
    (await participantsOf(ctx, _id)).map((recipient) => ({ ...notice, recipient })),
  );
}

/** What the form of a discussion says. */
export interface Topic {
  question: string;
  spec: AudienceSpec;
  /** The last day. 'YYYY-MM-DD' */
  ends: string;
}

/** How many it reaches. @throws UserError when that is nobody, or not the officer's to write to */
export async function peopleOf(ctx: Context, actor: Actor, spec: AudienceSpec): Promise<number> {
  if (!fitsScope(spec, actor)) throw new UserError(TOPIC_WORDS.scope);
  const { branch } = ownedBy(actor);
  const { members } = await sizeOfAudience(ctx, spec, branch === undefined ? undefined : { branch });
  if (members === 0) throw new UserError(TOPIC_WORDS.nobody);
  return members;
}

/** Keeps a discussion that is not sent yet. @throws UserError when it has been sent meanwhile, or is another officer's */
export async function saveTopic(ctx: Context, actor: Actor, id: string, topic: Topic): Promise<Discussion> {
  const { workspace } = ctx;
  const now = clock.now();
  const { question, spec, ends } = topic;
  const said = { question, spec, endsAt: instantOf(ends, DAY_END, ctx.config.TIMEZONE), updatedAt: now };
  const fixed = {
    ...ownedBy(actor),
    by: actor.user,
    state: 'draft',
    via: 'dm',
    groups: [],
    remindersSent: 0,
    createdAt: now,
  };
  try {
    await discussions(ctx).updateOne(
      { _id: id, workspace, state: 'draft', by: actor.user },
      { $set: said, $inc: { revision: 1 }, $setOnInsert: { _id: id, workspace, ...fixed } as never },
      { upsert: true },
    );
  } catch (error) {
    if (isDuplicateKey(error)) throw new UserError(TOPIC_WORDS.notNow);
    throw error;
  }
  return lives.present(ctx, id);
}

/** A discussion that the officer looks after. @throws UserError */
export async function topicFor(ctx: Context, actor: Actor, id: string): Promise<Discussion> {
  const one = await lives.present(ctx, id);
  if (!maySee(actor, one.branch)) throw new UserError(TOPIC_WORDS.other);
  return one;
}

/** Asks everybody; twice is once. @throws UserError when it reaches nobody any more, or its last day is past */
export async function sendTopic(ctx: Context, actor: Actor, id: string): Promise<Discussion> {
  const { spec } = await topicFor(ctx, actor, id);
  await peopleOf(ctx, actor, spec);
  const { one } = await change(ctx, id, (now, at) => {
    if (now.state !== 'draft') return undefined;
    if (now.endsAt <= at) throw new UserError(TOPIC_WORDS.over);
    return { state: 'open', untold: true };
  });
  return one;
}

export async function dropTopic(ctx: Context, actor: Actor, id: string): Promise<void> {
  await topicFor(ctx, actor, id);
  await discussions(ctx).deleteOne({ _id: id, workspace: ctx.workspace, state: 'draft' });
}

/** Ends it before its last day. */
export async function endTopic(ctx: Context, actor: Actor, id: string): Promise<Discussion> {
  await topicFor(ctx, actor, id);
  return (await change(ctx, id, ({ state }) => (state === 'open' ? ENDED : undefined))).one;
}

/** Tells everybody who took part what came of it; once. @returns to how many */
export async function sumUp(ctx: Context, actor: Actor, id: string, summary: string): Promise<number> {
  await topicFor(ctx, actor, id);
  await change(ctx, id, ({ state }) => (state === 'closed' ? { state: 'told', summary, untold: true } : undefined));
  return (await participantsOf(ctx, id)).length;
}

/** Reminds people who were reached and have not written. @param nth which reminder it is, from 0 */
export async function remindOthers(ctx: Context, actor: Actor, id: string, nth: number): Promise<number> {
  return (await topicReceipts.remind(ctx, await topicFor(ctx, actor, id), nth, actor.user)) ?? 0;
}

/** An open discussion that was addressed to a member. @throws UserError */
async function openFor(ctx: Context, { user }: Pick<Actor, 'user'>, id: string): Promise<Discussion> {
  const [one, receipt] = await Promise.all([lives.present(ctx, id), topicReceipts.of(ctx, id, user)]);
  if (receipt === undefined) throw new UserError(TOPIC_WORDS.notAsked);
  if (one.state !== 'open' || one.endsAt <= clock.now()) throw new UserError(TOPIC_WORDS.over);
  return one;
}

/** A discussion that a member may read: one that was addressed to them, or that they look after. @throws UserError */
export async function readableTopic(ctx: Context, actor: Actor, id: string): Promise<Discussion> {
  const [one, receipt] = await Promise.all([lives.present(ctx, id), topicReceipts.of(ctx, id, actor.user)]);
  if (receipt === undefined && !maySee(actor, one.branch)) throw new UserError(TOPIC_WORDS.notAsked);
  return one;
}

/** A member says something, once however often the same form is sent. @throws UserError when it is over or enough */
export async function contribute(ctx: Context, actor: Actor, id: string, once: string, text: string): Promise<void> {
  const { workspace } = ctx;
  const one = await openFor(ctx, actor, id);
  const _id = idFrom(workspace, 'said', id, actor.user, once);
  const expiresAt = new Date(one.endsAt.getTime() + DAY_MS);
  const [place] = await allowances.use(ctx, [{ of: `${workspace} ${id} ${actor.user}`, once: _id, expiresAt }], EACH);
  if (place === undefined) throw new UserError(TOPIC_WORDS.enough);
  const branch = (await memberOf(ctx, actor.user))?.branch ?? '';
  const said = {
    _id,
    workspace,
    discussion: id,
    member: actor.user,
    branch,
    text,
    supporters: [],
    support: 0,
    at: clock.now(),
  };
  await insertNew(contributions(ctx), [said]);
  await topicReceipts.confirm(ctx, id, actor.user);
  await topicReceipts.showConfirmed(ctx, await lives.present(ctx, id), actor.user, undefined);
}

async function contributionOf(ctx: Context, id: string): Promise<Contribution> {
  const found = await contributions(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<Contribution>();
  if (found === null) throw new UserError(TOPIC_WORDS.gone);
  return found;
}

/** Twice is once. @throws UserError for one's own, and when it is over */
export async function supportSaid(ctx: Context, actor: Actor, id: string): Promise<Contribution> {
  const said = await contributionOf(ctx, id);
  await openFor(ctx, actor, said.discussion);
  if (said.member === actor.user) throw new UserError(TOPIC_WORDS.own);
  await contributions(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, supporters: { $ne: actor.user } },
    { $addToSet: { supporters: actor.user }, $inc: { support: 1 } },
  );
  return contributionOf(ctx, id);
}

/** A contribution that an officer looks after. @throws UserError */
export async function saidFor(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ said: Contribution; one: Discussion }> {
  const said = await contributionOf(ctx, id);
  return { said, one: await topicFor(ctx, actor, said.discussion) };
}

/** Puts a contribution into a group, which is made where there is none of the name. @throws UserError when there are enough */
export async function sortSaid(ctx: Context, actor: Actor, id: string, group: string): Promise<void> {
  const { said } = await saidFor(ctx, actor, id);
  await lives.decide(ctx, said.discussion, ({ groups }) => {
    if (groups.includes(group)) return undefined;
    if (groups.length >= GROUPS) throw new UserError(TOPIC_WORDS.groups);
    return { groups: [...groups, group] };
  });
  await contributions(ctx).updateOne({ _id: id, workspace: ctx.workspace }, { $set: { group } });
}

/** Turns a contribution into something of a feature's, once. @throws UserError when it was turned into something else before */
export async function turnSaid(
  ctx: Context,
  actor: Actor,
  id: string,
  feature: string,
  to: IdeaTaker,
): Promise<Contribution> {
  const { said } = await saidFor(ctx, actor, id);
  const mine = { _id: id, workspace: ctx.workspace };
  // Taken first: of two officers one turns it, and who comes back after a crash completes the same.
  await contributions(ctx).updateOne({ ...mine, became: { $exists: false } }, { $set: { became: { feature } } });
  const now = await contributionOf(ctx, id);
  if (now.became?.feature !== feature) throw new UserError(TOPIC_WORDS.taken);
  if (now.became.number !== undefined) return now;
  const idea = { once: `visits.idea-${id}`, text: said.text, author: said.member, branch: said.branch };
  const { number } = await to.take(ctx, actor, idea);
  await contributions(ctx).updateOne(mine, { $set: { 'became.number': number } });
  return contributionOf(ctx, id);
}

/** A page of what was said: the groups in their order, in each the most supported first. */
export async function saidPage(ctx: Context, discussion: string, page: number): Promise<Paged<Contribution>> {
  const of = { workspace: ctx.workspace, discussion };
  return pageOf(contributions(ctx), of, { group: 1, support: -1, at: 1, _id: 1 }, { page, size: PAGE });
}

/** How much was said, by how many, of how many who were asked. */
export async function countsOf(
  ctx: Context,
  discussion: string,
): Promise<{ said: number; people: number; asked: number }> {
  const [said, people, asked] = await Promise.all([
    contributions(ctx).countDocuments({ workspace: ctx.workspace, discussion }),
    topicReceipts.members(ctx, discussion, 'confirmed'),
    topicReceipts.members(ctx, discussion),
  ]);
  return { said, people, asked };
}

export function saidBy(ctx: Context, discussion: string, member: string): Promise<number> {
  return contributions(ctx).countDocuments({ workspace: ctx.workspace, discussion, member });
}

/** In which of these discussions a member has said something. */
export async function saidIn(ctx: Context, member: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const own = { workspace: ctx.workspace, member, discussion: { $in: [...ids] } };
  return new Set<string>(await contributions(ctx).distinct('discussion', own));
}

/** The discussions that an officer looks after, the newest first. */
export function topicsOf(ctx: Context, actor: Actor): Promise<Discussion[]> {
  const filter = { workspace: ctx.workspace, ...inAffairs(affairsOf(actor)) };
  return discussions(ctx).find(filter).sort({ createdAt: -1 }).limit(50).lean<Discussion[]>();
}

/** The discussions that were addressed to a member and are open, or have been so lately. */
export async function topicsFor(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Discussion[]> {
  const latest = await topicReceipts.latestOf(ctx, user, 10);
  const ids = latest.map(({ id }) => id);
  return discussions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids } })
    .sort({ createdAt: -1 })
    .lean<Discussion[]>();
}

export const { present: presentTopic, find: findTopic, wake: wakeTopics } = lives;
export const sweepSaid = (ctx: Context): Promise<void> => allowances.sweep(ctx);
export const topicModels = [
  discussions,
  contributions,
  allowances.model,
  topicReceipts.receipts,
  topicReceipts.tallies,
];
