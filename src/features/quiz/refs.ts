import { z } from 'zod';
import { type Ref as AnyRef, ref } from '../../bot/draw/ref.ts';
import type { BoardScope } from '../../participation/boards/boards.ts';
import type { PeriodKind } from '../../participation/boards/periods.ts';

/** How a question is practised outside the scheduled quiz. */
export const PRACTICE_MODES = ['practice', 'mistakes', 'challenge'] as const;
export type PracticeMode = (typeof PRACTICE_MODES)[number];

const question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('card'),
    card: z.string().min(1),
    item: z.number().int().min(0),
    /** It stands on the message that brought the card, which shows the answer by itself then. */
    own: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('practice'),
    mode: z.enum(PRACTICE_MODES),
    question: z.string().min(1),
    /** Names this one showing: an answer to it counts once. */
    nonce: z.string().min(1),
    /** The right answers before it in a challenge. */
    score: z.number().int().min(0),
    /** What is practised, empty for all. */
    topic: z.string(),
  }),
]);

/** What a button of a question points to: an item of a card, or a question of a practice. */
export type Ref = z.output<typeof question>;

/** A question, and what was chosen of it. */
const chosen = z.object({ of: question, chosen: z.number().int().optional() });
type Chosen = z.output<typeof chosen>;

const ofQuestion = (verb: string): AnyRef<Chosen> => ref(`quiz.${verb}`, chosen, { before: chosenBefore });

export const pickRef = ofQuestion('pick');
export const checkRef = ofQuestion('check');
export const confirmRef = ofQuestion('confirm');
export const openRef = ofQuestion('open');
export const revealRef = ofQuestion('reveal');
export const writeRef = ofQuestion('write');
export const reportRef = ofQuestion('report');

/** One more question, of a topic. */
export const practiceRef = ref('quiz.practice', z.object({ topic: z.string() }), {
  before: (value) => ({ topic: value.startsWith('topic|') ? topicBefore(value.slice('topic|'.length)) : '' }),
});
/** One more question of a challenge, after so many right answers. */
export const challengeRef = ref('quiz.challenge', z.object({ score: z.number().int().min(0) }), {
  before: (value) => ({ score: Number(value) || 0 }),
});

export const BOARD_PERIODS = ['day', 'week', 'month', 'year'] as const satisfies PeriodKind[];
export const BOARD_SCOPES = ['team', 'branch', 'company'] as const satisfies BoardScope[];
export const boardRef = ref('quiz.board', z.object({ period: z.enum(BOARD_PERIODS), scope: z.enum(BOARD_SCOPES) }), {
  before: ['period', 'scope'],
});
export const explainRef = ref('quiz.explain', z.object({ schedule: z.string(), day: z.string() }), {
  before: ['schedule', 'day'],
});

const onPage = z.object({ id: z.string().min(1), page: z.number().int() });
export const dismissRef = ref('quiz.dismissReport', onPage, { before: ['id', 'page'] });
export const pauseRef = ref('quiz.pauseSchedule', onPage, { before: ['id', 'page'] });
export const resumeRef = ref('quiz.resumeSchedule', onPage, { before: ['id', 'page'] });
export const endRef = ref('quiz.endSchedule', onPage, { before: ['id', 'page'] });

/** Which version of a question an officer sees. */
const seen = z.object({ id: z.string().min(1), version: z.number().int() });
/** `report`: the one because of which it is corrected. */
export const fixKeyRef = ref('quiz.fixKey', seen.extend({ report: z.string().optional() }));
export const mendRef = ref('quiz.mend', seen);

export const scheduleRef = ref('quiz.schedule', z.object({ id: z.string().min(1), isChange: z.boolean() }));
/** `of`: the bank with whose name the form was opened. Once there is a preview: where it came from, and what it shall be called. */
export const importRef = ref(
  'quiz.import',
  z.object({ of: z.string(), mark: z.string().optional(), name: z.string().optional() }),
  { before: () => ({ of: '' }) },
);

/** The values before there were references: `c|card|item|chosen` and `mode|question|nonce~topic|score|chosen`. */
function chosenBefore(value: string): Chosen | undefined {
  // An action_id had dots for bars.
  const [kind, first, second = '', third, fourth] = value.split(value.includes('|') ? '|' : '.');
  const [nonce = '', topic = ''] = second.split('~');
  const number = (part: string | undefined) => (part === undefined || part === '' ? undefined : Number(part));
  const isCard = kind === 'c';
  const of = isCard
    ? { kind: 'card', card: first, item: number(second) }
    : { kind: 'practice', mode: kind, question: first, nonce, score: number(third), topic: topicBefore(topic) };
  return chosen.safeParse({ of, chosen: number(isCard ? third : fourth) }).data;
}

function topicBefore(packed: string): string {
  return Buffer.from(packed, 'base64url').toString();
}
