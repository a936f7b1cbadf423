import type { Actor } from '../../../bot/actor.ts';
import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { asModal } from '../../../bot/draw/present.ts';
import type { Action } from '../../../bot/feature.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { itemMessage } from '../answering/present.ts';
import { explainedMessage } from '../card/explain-views.ts';
import { itemState } from '../card/service/answer.ts';
import { joinRun } from '../card/service/cards.ts';
import { explainedDay, explainedRun } from '../card/service/explain.ts';
import { messages } from '../messages.ts';
import { explainRef } from '../refs.ts';

/*
 * What a channel reads is for everyone, so what it offers opens in a modal: there each person answers, sees their own
 * result, or reads why.
 */

/**
 * The channel's question, to be answered; after the lock their own result, or the explanation for people who did not
 * join.
 */
async function questionModal(ctx: Context, actor: Actor, runId: string): Promise<ModalView> {
  const { locale, tz } = actor;
  const joined = await joinRun(ctx, actor, runId);
  if ('card' in joined) {
    const state = await itemState(ctx, actor, joined.card._id, 0);
    return asModal(locale, itemMessage(actor, state, { reveal: true }), messages[locale].title);
  }
  const say = messages[locale];
  const closed = say.missed(timeFor(joined.closed.lockAt, clock.now(), tz, locale));
  return asModal(locale, explainedMessage(locale, await explainedRun(ctx, joined.closed), [closed]), say.explainTitle);
}

/** The questions of the day that a digest tells of. */
async function dayModal(ctx: Context, actor: Actor, schedule: string, day: string): Promise<ModalView> {
  const say = messages[actor.locale];
  const { questions, all, withheld } = await explainedDay(ctx, actor, schedule, day);
  const notes = [
    ...(questions.length + withheld === 0 ? [say.explainNone] : []),
    ...(all - withheld > questions.length ? [say.explainMore(questions.length, all)] : []),
    ...(withheld > 0 ? [say.explainWithheld(withheld)] : []),
  ];
  return asModal(actor.locale, explainedMessage(actor.locale, questions, notes), say.explainTitle);
}

const joinAction: Action = {
  role: 'worker',
  run: ({ ctx, actor, value, openModal }) => openModal(() => questionModal(ctx, actor, value)),
};

const explainAction: Action = {
  role: 'worker',
  run: ({ ctx, actor, value, openModal }) => {
    const { schedule, day } = explainRef.read(value);
    return openModal(() => dayModal(ctx, actor, schedule, day));
  },
};

export const channelActions: Record<string, Action> = { join: joinAction, [explainRef.verb]: explainAction };
