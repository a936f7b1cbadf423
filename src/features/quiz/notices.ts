import type { Actor } from '../../bot/actor.ts';
import { button, actions as buttons, context, cut, plain, section } from '../../bot/draw/blocks.ts';
import { message } from '../../bot/draw/message.ts';
import type { Feature, Follows, NoticeRenderer } from '../../bot/feature.ts';
import { timeFor } from '../../bot/text/times.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual } from '../../lib/language.ts';
import { DAY_MS } from '../../lib/zone.ts';
import { channelMessage, itemMessage, resultData } from './answering/present.ts';
import { importedNotice } from './bank/notices.ts';
import type { ResultData } from './card/result-views.ts';
import { itemOf } from './card/service/answer.ts';
import { cardInLine, channelCard } from './card/service/cards.ts';
import { cardById, itemAt } from './card/service/item.ts';
import { unanswered } from './card/service/unanswered.ts';
import { digestOf } from './digest/service/digest.ts';
import { digestMessage } from './digest/views.ts';
import { messages } from './messages.ts';
import { type Card, cards, questions } from './model.ts';
import { keyInWords } from './question/key/words.ts';
import { openRef } from './refs.ts';
import { reports } from './reports/model.ts';

/**
 * The day's card in the member's DM; with the result of the card before it, if that was counted at its lock. Sent, it
 * shows what came of it.
 */
const card: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  const { card: found, before } = (await cardInLine(ctx, params.card ?? '')) ?? {};
  if (found === undefined || recipient === undefined || found.items.length === 0) return { drop: 'no-card' };
  if (!isSent && found.lockAt <= clock.now()) return { drop: 'too-late' };
  const state = await itemOf(ctx, recipient, found, isSent ? await itemAt(ctx, found) : 0);
  // It goes with the first choice: what is tapped stands alone.
  const isUntouched = state.state === 'open' && found.picks.length === 0;
  return itemMessage(recipient, state, {
    previous: isUntouched ? await lockedResult(ctx, recipient, before) : undefined,
    own: true,
  });
};

/** The last question of a card that was counted at its lock: the others were answered on the spot, or not at all. */
async function lockedResult(ctx: Context, reader: Actor, before: Card | undefined): Promise<ResultData | undefined> {
  if (before === undefined) return undefined;
  const chosen = [...new Set(before.picks.map((one) => one.item))].sort((a, b) => b - a);
  for (const item of chosen) {
    const state = await itemOf(ctx, reader, before, item);
    if (state.state === 'answered' && state.outcome.byLock) return resultData(state);
  }
  return undefined;
}

/**
 * Says what is still possible, to those who have not answered; a sent one is the question itself once it was opened or
 * answered.
 */
const nudge: NoticeRenderer = async ({ ctx, recipient, locale, params, isSent }) => {
  const found = await cardById(ctx, params.card ?? '');
  if (found === undefined || recipient === undefined) return { drop: 'no-card' };
  if (isSent) return itemMessage(recipient, await itemOf(ctx, recipient, found, await itemAt(ctx, found)));
  if (await isMuted(ctx, found)) return { drop: 'muted' };
  if (found.lockAt <= clock.now()) return { drop: 'too-late' };
  const [open] = await unanswered(ctx, [found]);
  const item = open?.items[0];
  if (item === undefined) return { drop: 'answered' };
  const say = messages[locale];
  const text = say.nudge(timeFor(found.lockAt, clock.now(), recipient.tz, locale));
  const answer = openRef.button({ of: { kind: 'card', card: found._id, item } });
  return message([
    context(say.head([say.title])),
    section(text),
    buttons(
      button({ ...answer, label: say.answerNow, style: 'primary' }),
      button({ action: 'quiz.mute', label: say.notToday }),
    ),
  ]);
};

/** "Not today" holds for the day, and so for the cards that come after it was said. */
async function isMuted(ctx: Context, { member, day, sendAt }: Card): Promise<boolean> {
  const around = { $gt: new Date(sendAt.getTime() - DAY_MS), $lt: new Date(sendAt.getTime() + DAY_MS) };
  const found = await cards(ctx).exists({ workspace: ctx.workspace, member, sendAt: around, day, isMuted: true });
  return found !== null;
}

/** One card for a whole channel; it stays there when it is closed. */
const channel: NoticeRenderer = async ({ ctx, locale, params, isSent }) => {
  const found = await channelCard(ctx, params.run ?? '');
  return found === undefined || (found.isClosed && !isSent) ? { drop: 'too-late' } : channelMessage(locale, found);
};

/** Yesterday in numbers, for a channel. */
const digest: NoticeRenderer = async ({ ctx, locale, params }) => {
  const found = await digestOf(ctx, params.schedule ?? '', params.day ?? '');
  return found === undefined ? { drop: 'nobody was invited' } : digestMessage(locale, found);
};

/**
 * The key was corrected: one message to each person concerned, with the new answer, and thanks to the person who had
 * reported it.
 */
const regraded: NoticeRenderer = async ({ ctx, recipient, locale, params }) => {
  const found = await questions(ctx)
    .findOne({ _id: params.question ?? '', workspace: ctx.workspace })
    .lean();
  if (found === null) return { drop: 'no-question' };
  const say = messages[locale];
  const { stem } = found.content;
  const key = keyInWords(locale, found.content);
  const corrected = say.regraded(plain(cut(stem.replace(/\s+/g, ' '), 200)), plain(cut(key, 300)));
  const isReporter = await hasReported(ctx, recipient, found._id, Number(params.version));
  const text = [...(isReporter ? [say.reportedBy] : []), corrected, say.pointsMoved(Number(params.points))].join(
    say.gap,
  );
  return message([context(say.head([say.title, say.regradedTitle])), section(text)]);
};

/**
 * Whether the reader had reported what a version corrects; never of a notice from before versions were written down.
 */
async function hasReported(ctx: Context, reader: Actor | undefined, question: string, version: number) {
  if (reader === undefined || Number.isNaN(version)) return false;
  const found = await reports(ctx).exists({
    workspace: ctx.workspace,
    question,
    member: reader.user,
    correctedIn: version,
  });
  return found !== null;
}

export const notices: Record<string, NoticeRenderer> = {
  card,
  nudge,
  channel,
  digest,
  regraded,
  imported: importedNotice,
};

/** Those that go to many, as an officer would name them. */
export const noticeTitles: Record<string, Bilingual> = {
  card: { zh: '每日一题', en: 'Daily quiz' },
  nudge: { zh: '每日一题的提醒', en: 'Daily quiz: reminder' },
  regraded: { zh: '更正答案的通知', en: 'Daily quiz: corrected points' },
};

/** Why the above are not needed any more, for the officer who counts them. */
export const dropReasons: Record<string, Bilingual> = {
  answered: { zh: '已经答了', en: 'had answered already' },
  muted: { zh: '今天不要提醒', en: 'wanted no reminder that day' },
  'no-card': { zh: '题目已经不在', en: 'the question is gone' },
  'no-question': { zh: '题目已经不在', en: 'the question is gone' },
};

/** Those that a member may refuse. */
export const refusable: NonNullable<Feature['refusable']> = {
  card: { zh: '每天的题', en: 'Question of the day' },
  nudge: { zh: '截止前的提醒', en: 'Reminder before it closes' },
  regraded: { zh: '答案更正后的得分通知', en: 'News that my points were corrected' },
};

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  card: { byName: true },
  nudge: { stays: 'pressed late it says that the question is closed' },
  channel: { byName: true },
  digest: { stays: 'the numbers of a day that is over' },
  regraded: { stays: 'what was corrected then' },
  imported: { stays: 'the end of an import' },
};
