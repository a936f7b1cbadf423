import type { Context } from '../src/context.ts';
import { dossierOf } from '../src/features/honours/service/dossier.ts';
import { type Entry, ledger } from '../src/participation/ledger/model.ts';
import type { Bed } from './bed.ts';
import { median } from './load.ts';
import type { Row } from './table.ts';

export interface DossierSizes {
  /** Of one member. */
  entries: number;
  /** Others with as many each, among whom the member is found. */
  others: number;
  rounds: number;
}

const BATCH = 10_000;
const DAY_MS = 86_400_000;
const TARGET_MS = 100;
const NAMES = new Map([['quiz', { zh: '每日一题', en: 'Daily quiz' }]]);

/** The dossier of a member with many entries, as it fills itself from the ledger. @returns ms of each round */
export async function measureDossier(bed: Bed, sizes: DossierSizes): Promise<number[]> {
  const { ctx } = await bed.open('honours');
  const until = new Date('2026-03-10T09:00:00Z');
  await fill(ctx, sizes, until);
  const times: number[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    const since = performance.now();
    const { dossier, facts } = await dossierOf(ctx, NAMES, 'U0', { safeMonths: 12 }, until);
    times.push(performance.now() - since);
    if (dossier.length < 5 || facts.years < 1) throw new Error('the dossier lacks lines');
  }
  return times;
}

/** What somebody does in some years: answers, hours, matches with places, thanks, corrections. */
const KINDS: readonly Partial<Entry>[] = [
  { feature: 'quiz', kind: 'answer', points: 10, outcome: { correct: true, credit: 1 } },
  { feature: 'quiz', kind: 'answer', points: 0, outcome: { correct: false, credit: 0 } },
  { feature: 'training', kind: 'attend', minutes: 60, outcome: {} },
  { feature: 'thanks', kind: 'thanked', outcome: {} },
  { feature: 'arena', kind: 'play', points: 5, outcome: { right: 3, of: 5 } },
  { feature: 'suggestions', kind: 'adopted', points: 20, outcome: { number: 'S-2026-0001' } },
];

async function fill(ctx: Context, { entries, others }: DossierSizes, until: Date): Promise<void> {
  const { workspace } = ctx;
  const rows: Entry[] = [];
  for (let member = 0; member <= others; member++)
    for (let nth = 0; nth < entries; nth++) {
      const at = new Date(until.getTime() - (entries - nth) * (DAY_MS / 4));
      const key = `bench-${member}-${nth}`;
      const isPlace = nth % 100 === 0;
      const isReversal = nth % 50 === 49;
      rows.push({
        workspace,
        member: `U${member}`,
        unit: {},
        activity: `a${nth}`,
        day: at.toISOString().slice(0, 10),
        at,
        points: 0,
        minutes: 0,
        streak: false,
        outcome: {},
        feature: 'quiz',
        kind: 'answer',
        ...KINDS[nth % KINDS.length],
        ...(isPlace ? { feature: 'arena', kind: 'place', outcome: { place: 1 + (nth % 7) } } : {}),
        ...(isReversal
          ? { kind: 'reversal', reverses: `bench-${member}-${nth - 1}`, reversedKind: 'answer', outcome: {} }
          : {}),
        key,
      });
    }
  for (let start = 0; start < rows.length; start += BATCH)
    await ledger(ctx).collection.insertMany(rows.slice(start, start + BATCH) as never[], { ordered: false });
}

export function dossierRows(times: readonly number[], { entries }: DossierSizes): Row[] {
  const sorted = times.toSorted((a, b) => a - b);
  const worst = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
  return [
    {
      what: `Dossier of a member with ${entries} entries, p50 / p99`,
      ours: `${median(times).toFixed(1)} / ${worst.toFixed(1)} ms`,
      target: `p99 < ${TARGET_MS} ms`,
      isReached: worst < TARGET_MS,
    },
  ];
}
