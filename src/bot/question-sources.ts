import type { PlainTextOption } from '@slack/types';
import type { Context } from '../context.ts';
import type { Actor } from './actor.ts';
import { writeQuestion } from './draw/question-text.ts';
import type { Feature } from './feature.ts';
import type { ChoiceQuestion, DrawnQuestion, QuestionSource, Recall } from './questions.ts';
import { pack, unpack } from './text/command-text.ts';

interface Asked {
  ctx: Context;
  actor: Actor;
}

/** The questions of other features' banks; banks and questions go by keys that name their feature too. */
export interface Questions {
  isEmpty(): boolean;
  search(request: Asked & { query: string }): Promise<PlainTextOption[]>;
  /** @returns undefined when it is gone */
  find(request: Asked, key: string): Promise<ChoiceQuestion | undefined>;
  /** A copy of one, as an officer would write it. @returns undefined when it is gone */
  copyOf(request: Asked, key: string): Promise<string | undefined>;
  banks(request: Asked & { query: string }): Promise<PlainTextOption[]>;
  /** See `QuestionSource.draw`. */
  draw(request: Asked, bankKey: string, count: number, except: readonly string[]): Promise<DrawnQuestion[]>;
  /** What a member still knows of a bank. @returns undefined when the bank is gone */
  recall(ctx: Context, bankKey: string, member: string, at: Date): Promise<Recall | undefined>;
}

/** @param features those that may have banks */
export function questionsOf(features: readonly Feature[]): Questions {
  const sources = (): Map<string, QuestionSource> =>
    new Map(features.flatMap(({ name, questions }) => (questions === undefined ? [] : [[name, questions] as const])));
  const offered = async (ask: (source: QuestionSource) => Promise<PlainTextOption[]>): Promise<PlainTextOption[]> => {
    const found = [...sources()].map(async ([name, source]) =>
      (await ask(source)).map((one) => ({ ...one, value: pack(name, one.value ?? '') })),
    );
    return (await Promise.all(found)).flat();
  };
  const find: Questions['find'] = async (request, key) => {
    const [name = '', id = ''] = unpack(key, 2);
    return sources().get(name)?.find(request, id);
  };
  return {
    isEmpty: () => sources().size === 0,
    search: (request) => offered((source) => source.search(request)),
    find,
    copyOf: async (request, key) => {
      const found = await find(request, key);
      return found === undefined ? undefined : writeQuestion(found);
    },
    banks: (request) => offered((source) => source.banks(request)),
    recall: async (ctx, bankKey, member, at) => {
      const [name = '', bank = ''] = unpack(bankKey, 2);
      return sources().get(name)?.recall(ctx, bank, member, at);
    },
    draw: async (request, bankKey, count, except) => {
      const [name = '', bank = ''] = unpack(bankKey, 2);
      return (await sources().get(name)?.draw(request, bank, count, except)) ?? [];
    },
  };
}
