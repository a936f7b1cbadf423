import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { datedTimeFor, timeFor } from '../../../bot/text/times.ts';
import { clock } from '../../../lib/clock.ts';
import type { Locale } from '../../../lib/language.ts';
import { missedMessage, type ResultData, resultMessage } from '../card/result-views.ts';
import type { ChannelCard } from '../card/service/cards.ts';
import type { AnsweredItem, ItemState } from '../card/service/item.ts';
import { cardMessage, channelCardMessage } from '../card/views.ts';
import { messages } from '../messages.ts';
import type { PracticeQuestion, PracticeResult } from '../practice/service/practice.ts';
import type { ShownQuestion } from '../question/question-views.ts';
import { shownOrder } from '../question/rules/shuffle.ts';
import { challengeRef, practiceRef, type Ref } from '../refs.ts';

/** The state of a card's question as the message its reader sees. @param extra.own it is the message that brings the card */
export function itemMessage(
  reader: Pick<Actor, 'locale' | 'tz'>,
  state: ItemState,
  extra: { reveal?: boolean; previous?: ResultData | undefined; own?: boolean } = {},
): Message {
  const { card, item } = state;
  const ref: Ref = { kind: 'card', card: card._id, item, ...(extra.own === true ? { own: true } : {}) };
  const question = shownItem(state);
  const next: Ref | undefined = item + 1 < card.items.length ? { ...ref, item: item + 1 } : undefined;
  switch (state.state) {
    case 'open':
      return cardMessage(reader.locale, {
        ref,
        question,
        picked: state.picked,
        streak: state.streak,
        until: timeFor(card.lockAt, clock.now(), reader.tz, reader.locale),
        position: { now: item + 1, of: card.items.length },
        previous: extra.previous,
        mode: 'card',
      });
    case 'answered':
      return resultMessage(reader.locale, { ...resultData(state), ref, next, mode: 'card' });
    case 'missed': {
      const time = datedTimeFor(card.lockAt, reader.tz, reader.locale);
      return missedMessage(reader.locale, { question, ref, time, reveal: extra.reveal ?? false, next });
    }
  }
}

export function resultData(state: AnsweredItem): ResultData {
  const { outcome, points, streak, weekPoints, teamRank, comesBack, shieldsEarned } = state;
  return {
    question: shownItem(state),
    response: outcome.response,
    correct: outcome.correct,
    credit: outcome.credit,
    points,
    streak,
    weekPoints,
    teamRank,
    comesBack,
    shieldsEarned,
    byLock: outcome.byLock ?? false,
  };
}

function shownItem(state: ItemState): ShownQuestion {
  return { content: state.question.content, order: state.card.items[state.item]?.order ?? [] };
}

/** A channel's card; its times are those of the channel's zone. */
export function channelMessage(locale: Locale, { run, category, answered, isClosed }: ChannelCard): Message {
  const until = timeFor(run.lockAt, clock.now(), run.tz, locale);
  return channelCardMessage(locale, { run: run._id, category, until, answered, isClosed });
}

/** A question to practise. */
export function practiceMessage(reader: Pick<Actor, 'locale'>, { ref, question }: PracticeQuestion): Message {
  return cardMessage(reader.locale, {
    ref,
    question: { content: question.content, order: shownOrder(question.content, ref.nonce) },
    picked: undefined,
    streak: 0,
    until: undefined,
    position: { now: 1, of: 1 },
    mode: ref.mode === 'challenge' ? 'challenge' : 'practice',
    note: noteOf(reader, ref.mode, ref.score),
  });
}

/** Its result, with the next one a tap away; a challenge ends with the first mistake. */
export function practiceResultMessage(reader: Pick<Actor, 'locale'>, done: PracticeResult): Message {
  const { ref, question, outcome } = done;
  const say = messages[reader.locale];
  const isOver = ref.mode === 'challenge' && !outcome.correct;
  return resultMessage(reader.locale, {
    question: { content: question.content, order: shownOrder(question.content, ref.nonce) },
    response: outcome.response,
    correct: outcome.correct,
    credit: outcome.credit,
    points: 0,
    streak: 0,
    weekPoints: 0,
    teamRank: undefined,
    comesBack: done.comesBack,
    byLock: false,
    ref,
    again: { label: isOver ? say.again : say.next, ...(isOver ? challengeRef.button({ score: 0 }) : nextButton(done)) },
    next: undefined,
    mode: ref.mode === 'challenge' ? 'challenge' : 'practice',
    note: isOver ? say.challengeOver(done.score, done.best) : noteOf(reader, ref.mode, done.score),
  });
}

/** What the next question needs to know of this one: the challenge its score, practice its topic. */
function nextButton({ ref, score }: PracticeResult): { action: string; value?: string } {
  switch (ref.mode) {
    case 'challenge':
      return challengeRef.button({ score });
    case 'practice':
      return practiceRef.button({ topic: ref.topic });
    case 'mistakes':
      return { action: 'quiz.mistakes' };
  }
}

function noteOf(reader: Pick<Actor, 'locale'>, mode: PracticeQuestion['ref']['mode'], score: number): string {
  const say = messages[reader.locale];
  if (mode === 'challenge')
    return score === 0 ? say.challenge : `${say.challenge}${say.daySep}${say.challengeScore(score)}`;
  return mode === 'mistakes' ? say.mistakes : say.practice;
}
