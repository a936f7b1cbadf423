import { sentence } from '../../bot/draw/sentence.ts';
import type { Command, DirectCommand } from '../../bot/feature.ts';
import type { CommandRequest } from '../../bot/request.ts';
import type { Bilingual } from '../../lib/language.ts';
import { itemMessage, practiceMessage } from './answering/present.ts';
import { itemState } from './card/service/answer.ts';
import { messages } from './messages.ts';
import { nextPractice } from './practice/service/practice.ts';
import { homeData } from './record/home.ts';
import { homeMessage } from './record/home-views.ts';
import { boardFor, myRecord, todayOf } from './record/service.ts';
import { boardMessage, recordMessage } from './record/views.ts';
import type { PracticeMode } from './refs.ts';

/** `/jy quiz`: today's question if one waits, else the record and what can be done. */
export async function overview(request: CommandRequest): Promise<void> {
  const { ctx, actor } = request;
  const today = await todayOf(ctx, actor);
  if (today.state === 'open') {
    await request.reply(itemMessage(actor, await itemState(ctx, actor, today.card._id, today.item)));
    return;
  }
  await request.reply(homeMessage(actor.locale, await homeData(ctx, actor)));
}

const NOTHING: Bilingual = { zh: '', en: '' };

/** A verb that shows a question outside the scheduled quiz. */
function practiceCommand(mode: PracticeMode, aliases: string[], summary: Bilingual, usage = NOTHING): Command {
  return {
    verb: mode,
    aliases,
    role: 'worker',
    usage,
    summary,
    run: async ({ ctx, actor, text, reply }) => {
      const next = await nextPractice(ctx, actor, mode, 0, text);
      const say = messages[actor.locale];
      const none = mode === 'mistakes' ? say.mistakesEmpty : text === '' ? say.practiceEmpty : say.practiceNoTopic;
      await reply(next === undefined ? sentence(none) : practiceMessage(actor, next));
    },
  };
}

export const directCommands: DirectCommand[] = [
  { command: '/quiz', summary: { zh: '今天的题；答完了看成绩', en: 'today’s question, then your record' } },
];

export const workerCommands: Command[] = [
  practiceCommand(
    'practice',
    ['练习'],
    { zh: '随时练一题，不计分', en: 'practise a question, without points' },
    { zh: '[主题]', en: '[topic]' },
  ),
  practiceCommand('mistakes', ['错题', '错题本'], { zh: '重做答错的题', en: 'go over the questions you got wrong' }),
  practiceCommand('challenge', ['闯关'], { zh: '连续答对，错一题就结束', en: 'keep going until you miss one' }),
  {
    verb: 'me',
    aliases: ['我的', '我'],
    role: 'worker',
    usage: NOTHING,
    summary: { zh: '我的连续天数、积分和名次', en: 'your streak, points and rank' },
    run: async ({ ctx, actor, reply }) => reply(recordMessage(actor.locale, await myRecord(ctx, actor))),
  },
  {
    verb: 'board',
    aliases: ['排行榜', '排行'],
    role: 'worker',
    usage: NOTHING,
    summary: { zh: '班组、分会和全公司的排行榜', en: 'leaderboards of team, branch and company' },
    run: async ({ ctx, actor, reply }) => {
      await reply(boardMessage(actor.locale, await boardFor(ctx, actor, 'week', 'team')));
    },
  },
];
