import { holders, nominees, objections, programmes } from '../../src/features/honours/model.ts';
import type { Holder, Nominee, Programme, Title } from '../../src/features/honours/rules/records.ts';
import { handInSheet } from '../../src/features/honours/service/judging.ts';
import { nominate } from '../../src/features/honours/service/nominees.ts';
import { makeProgramme, openProgramme, saveTitle } from '../../src/features/honours/service/programmes.ts';
import { tick } from '../../src/features/honours/service/tick.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

/*
 * A programme of one title made without forms, for stories that begin later. Nominations are open until Wednesday 2026-03-11 17:00,
 * nominees check until Thursday, judges score until Friday, publicity ends on Tuesday the 17th; each at 17:30.
 */

export const { admin: OFFICER, officer: HE, chen: CHEN, li: LI, maria: MARIA, zhao: ZHAO } = PEOPLE;
export const [SUN, TOM, MA, LIN, AISHA, GAO] = [
  'U0QH2003',
  'U0QH2004',
  'U0QH3002',
  'U0QH3003',
  'U0QH3004',
  'U0QH3005',
] as const;
/** Of four branches: whoever is nominated, three are left. */
export const JUDGES = [LI, SUN, LIN, TOM];
export const CHECK_ENDS = '2026-03-12T17:30:00+08:00';
export const SCORES_END = '2026-03-13T17:30:00+08:00';
export const PUBLICITY_ENDS = '2026-03-17T17:30:00+08:00';

export const nobodyIsRelated = async () => new Set<string>();
export const NAMES = new Map([
  ['quiz', { zh: '每日一题', en: 'Daily quiz' }],
  ['honours', { zh: '荣誉', en: 'Honours' }],
]);

export const TITLE: Title = {
  id: 'chief',
  name: '首席员工',
  about: '业务精湛，带徒有方',
  places: 1,
  per: 'company',
  years: 0,
  hours: 0,
  safeMonths: 0,
  months: 24,
  belongs: '每月津贴 500 元',
};

export const goOn = (work: Workplace) => tick(work.ctx, nobodyIsRelated, NAMES);

/** A programme whose nominations are open. */
export async function programmeOf(
  work: Workplace,
  more: { title?: Partial<Title>; judges?: string[]; by?: string; voters?: Programme['voters'] } = {},
): Promise<string> {
  const officer = await actor(work, more.by ?? OFFICER);
  const id = newId();
  await makeProgramme(work.ctx, officer, id, {
    name: '2026 年度青投蓝领 3+',
    criteria: [
      { id: 'c1', name: '业绩', points: 60 },
      { id: 'c2', name: '带徒', points: 40 },
    ],
    judges: more.judges ?? JUDGES,
    isDropped: false,
    nominateUntil: new Date('2026-03-11T17:00:00+08:00'),
    checkDays: 1,
    scoreDays: 1,
    publicityDays: 2,
    voters: more.voters ?? 'none',
    voteDays: 1,
  });
  await saveTitle(work.ctx, officer, id, { ...TITLE, ...more.title });
  await openProgramme(work.ctx, officer, id);
  return id;
}

export async function nominated(work: Workplace, programme: string, member: string, by = member): Promise<string> {
  const said = { title: TITLE.id, member, why: '二十年没有返工', asBranch: false };
  return (await nominate(work.ctx, await actor(work, by), programme, said))._id;
}

export async function programmeNow(work: Workplace, id: string): Promise<Programme> {
  const found = await programmes(work.ctx).findOne({ _id: id }).lean<Programme>();
  if (found === null) throw new Error('no programme');
  return found;
}

export async function nomineeNow(work: Workplace, id: string): Promise<Nominee> {
  const found = await nominees(work.ctx).findOne({ _id: id }).lean<Nominee>();
  if (found === null) throw new Error('no nominee');
  return found;
}

export const holdersNow = (work: Workplace): Promise<Holder[]> =>
  holders(work.ctx).find({}).sort({ _id: 1 }).lean<Holder[]>();
export const casesNow = (work: Workplace) => objections(work.ctx).find({}).sort({ number: 1 }).lean();

/** Every judge of a panel gives somebody the same. */
export async function scoreAll(work: Workplace, id: string, c1: number, c2: number): Promise<void> {
  for (const judge of (await nomineeNow(work, id)).panel)
    await handInSheet(work.ctx, nobodyIsRelated, await actor(work, judge), id, { c1, c2 });
}

/** To the phase in which nominees check their dossiers. */
export async function toChecking(work: Workplace): Promise<void> {
  await work.moveTo('2026-03-11T17:00:10+08:00');
  await goOn(work);
}

/** To the phase in which judges score. */
export async function toScoring(work: Workplace): Promise<void> {
  await toChecking(work);
  await work.moveTo(CHECK_ENDS);
  await goOn(work);
  await goOn(work);
}

/** To publicity, with a score for each nominee. */
export async function toPublicity(work: Workplace, scores: Record<string, readonly [number, number]>): Promise<void> {
  await toScoring(work);
  for (const [id, [c1, c2]] of Object.entries(scores)) await scoreAll(work, id, c1, c2);
  await work.moveTo(SCORES_END);
  await goOn(work);
}
