import { cut, plain } from '../../../bot/draw/blocks.ts';
import type { Bilingual } from '../../../lib/language.ts';
import type { NamedMissing } from './rules.ts';

const TOPIC = 60;

/** What is missing before somebody can sign up, with what to do; harmless in a message. */
export function missingSentence(missing: NamedMissing): Bilingual {
  if (missing.what === 'course') {
    const { zh, en } = missing.topic;
    const named = (topic: string) => plain(cut(topic, TOPIC));
    return { zh: `报名前请先完成“${named(zh)}”。`, en: `Complete “${named(en)}” before you sign up.` };
  }
  const { needed, has } = missing;
  return {
    zh: `近一年每日一题满 ${needed} 分才能报名，你现在 ${has} 分，还差 ${needed - has} 分。每天答题就能加分。`,
    en: `To sign up you need ${needed} quiz points from the last year; you have ${has}, ${needed - has} short. Answer the daily quiz to earn more.`,
  };
}
