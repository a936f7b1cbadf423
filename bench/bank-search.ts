import { insertQuestions, makeBank } from '../src/features/quiz/bank/service/store.ts';
import { browse } from '../src/features/quiz/browse/service.ts';
import type { Question } from '../src/features/quiz/question/rules/question.ts';
import type { Bed } from './bed.ts';
import { median } from './load.ts';
import { textAt } from './similar-texts.ts';
import type { Row } from './table.ts';

export interface BankSearchSizes {
  questions: number;
  looks: number;
}

export interface BankSearchResult {
  p50: number;
  p99: number;
  /** Words that no question has: all of the index is read. */
  nothingMs: number;
  /** The last page of the bank without a word. */
  lastPageMs: number;
}

const WORDS = ['路灯', '漏水', '叉车 生锈', '建议换新的', '食堂 排队', '灭火器', '过期', '夜班'];

/** A page of a bank in which an officer looks for words, as the screen asks for it. */
export async function measureBankSearch(bed: Bed, sizes: BankSearchSizes): Promise<BankSearchResult> {
  const { ctx } = await bed.open('bank');
  const bank = await makeBank(ctx, { user: 'U0BENCH' }, '题库');
  const made = Array.from({ length: sizes.questions }, (_, index): [string, Question] => [
    `print-${index}`,
    {
      kind: 'single',
      stem: textAt(index),
      options: ['马上报告', '明天再说', '自己修', '不用管'],
      correct: 0,
      category: `第${index % 20}类`,
      tags: [],
      posts: [],
    },
  ]);
  await insertQuestions(ctx, bank._id, made);
  const look = async (words: string, page = 1): Promise<number> => {
    const since = performance.now();
    await browse(ctx, bank._id, { words, kind: undefined, category: undefined, state: 'active' }, page);
    return performance.now() - since;
  };
  const timesOf = async (words: readonly string[], page = 1): Promise<number[]> => {
    const times: number[] = [];
    for (let nth = 0; nth < sizes.looks; nth++) times.push(await look(words[nth % words.length] ?? '', page));
    return times.toSorted((a, b) => a - b);
  };
  const found = await timesOf(WORDS);
  return {
    p50: median(found),
    p99: found[Math.floor(found.length * 0.99)] ?? 0,
    nothingMs: median(await timesOf(['没有这样的词'])),
    lastPageMs: median(await timesOf([''], Math.ceil(sizes.questions / 8))),
  };
}

const TARGET_MS = 150;

export function bankSearchRows(found: BankSearchResult, { questions }: BankSearchSizes): Row[] {
  return [
    {
      what: `Words looked for in a bank of ${questions}, p50 / p99`,
      ours: `${found.p50.toFixed(1)} / ${found.p99.toFixed(1)} ms`,
      target: `p50 < ${TARGET_MS} ms`,
      isReached: found.p50 < TARGET_MS,
    },
    { what: '… words that no question has', ours: `${found.nothingMs.toFixed(1)} ms` },
    { what: '… its last page, without words', ours: `${found.lastPageMs.toFixed(1)} ms` },
  ];
}
