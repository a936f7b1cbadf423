import type { PlainTextOption } from '@slack/types';
import { pack, unpack } from '../../bot/command-text.ts';
import type { Actor, Feature } from '../../bot/feature.ts';
import type { QuestionSource } from '../../bot/questions.ts';
import type { Context } from '../../context.ts';
import { writeQuestion } from './rules.ts';

interface Asked {
  ctx: Context;
  actor: Actor;
}

/** The questions of other features' banks that may be asked with an announcement. */
export interface Questions {
  isEmpty: boolean;
  search(request: Asked & { query: string }): Promise<PlainTextOption[]>;
  /** A copy of one, as an officer would write it. @returns undefined when it is gone */
  copyOf(request: Asked, key: string): Promise<string | undefined>;
}

/** @param features those that may have banks */
export function questionsOf(features: readonly Feature[]): Questions {
  const sources = new Map<string, QuestionSource>(
    features.flatMap(({ name, questions }) => (questions === undefined ? [] : [[name, questions] as const])),
  );
  return {
    isEmpty: sources.size === 0,
    search: async (request) => {
      const found = [...sources].map(async ([name, source]) =>
        (await source.search(request)).map((one) => ({ ...one, value: pack(name, one.value ?? '') })),
      );
      return (await Promise.all(found)).flat();
    },
    copyOf: async (request, key) => {
      const [name = '', id = ''] = unpack(key, 2);
      const found = await sources.get(name)?.find(request, id);
      return found === undefined ? undefined : writeQuestion(found);
    },
  };
}
