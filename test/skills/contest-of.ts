import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { contests, entrants, heats } from '../../src/features/skills/model.ts';
import type { Contest, Criterion, Entrant, Scores } from '../../src/features/skills/rules/records.ts';
import { makeContest, openContest, saveCriterion, saveDiscipline } from '../../src/features/skills/service/contests.ts';
import { addHeat, gathered } from '../../src/features/skills/service/heats.ts';
import { handInSheet } from '../../src/features/skills/service/judging.ts';
import { tick } from '../../src/features/skills/service/tick.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, has, modalOf } from '../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../helpers/workplace.ts';

/*
 * A skill contest made without forms, for stories that begin later.
 */

export const { admin: OFFICER, officer: HE, chen: CHEN, li: LI, maria: MARIA } = PEOPLE;
export const [ZHAO, SUN, TOM] = ['U0QH2002', 'U0QH2003', 'U0QH2004'] as const;
export const [MA, LIN, AISHA, GAO] = ['U0QH3002', 'U0QH3003', 'U0QH3004', 'U0QH3005'] as const;
/** Of four branches: whoever competes, three are left. */
export const JUDGES = [LI, SUN, LIN, TOM];

export const nobodyIsRelated = async () => new Set<string>();

export const WIDTH: Criterion = {
  id: 'width',
  kind: 'measured',
  name: '焊缝宽度',
  points: 40,
  unit: 'mm',
  target: 8,
  tolerance: 0.3,
  rows: [
    { to: 0.5, points: 30 },
    { to: 1, points: 15 },
  ],
};
export const LOOK: Criterion = {
  id: 'look',
  kind: 'judged',
  name: '外观',
  points: 60,
  levels: ['有裂纹', '有咬边', '基本均匀', '均匀美观'],
};

const at = (time: string) => new Date(`${time}:00+08:00`);

export interface Made {
  contest: string;
  heat: string;
}

/** A contest of one discipline in one heat, open for sign-up until 2026-03-11 17:00. The heat is on the 12th from 9 to 12. */
export async function contestOf(
  work: Workplace,
  more: {
    judges?: string[];
    stewards?: string[];
    capacity?: number;
    isTimed?: boolean;
    isDropped?: boolean;
    bank?: string;
    branch?: string;
    by?: string;
  } = {},
): Promise<Made> {
  const {
    judges = JUDGES,
    stewards = [],
    capacity = 10,
    isTimed = false,
    isDropped = false,
    bank,
    by = OFFICER,
  } = more;
  const officer = await actor(work, by);
  const facts = { name: '焊工技能比武', signUpUntil: at('2026-03-11T17:00'), appealHours: 24 };
  const { _id: contest } = await makeContest(work.ctx, officer, newId(), facts);
  await saveDiscipline(work.ctx, nobodyIsRelated, officer, contest, 'welding', {
    name: '焊接',
    judges,
    stewards,
    spread: 40,
    isDropped,
    isBlind: true,
    isTimed,
    tie: 'theory-measured-time',
    ...(bank === undefined ? {} : { theory: { banks: [bank], count: 2, minutes: 10, weight: 20 } }),
  });
  await saveCriterion(work.ctx, officer, contest, 'welding', WIDTH);
  await saveCriterion(work.ctx, officer, contest, 'welding', LOOK);
  const heat = newId();
  await addHeat(
    work.ctx,
    officer,
    heat,
    { contest, discipline: 'welding' },
    { startsAt: at('2026-03-12T09:00'), endsAt: at('2026-03-12T12:00'), where: '一号车间', capacity, each: 15 },
  );
  await openContest(work.ctx, officer, contest);
  return { contest, heat };
}

/** They sign up, and start numbers are drawn; then the heat begins. */
export async function underWay(work: Workplace, made: Made, people: readonly string[]): Promise<void> {
  for (const user of people) await gathered.signUp(work.ctx, made.heat, { user, isMeant: false });
  await work.moveTo('2026-03-11T17:00:10+08:00');
  await tick(work.ctx, nobodyIsRelated);
  await work.moveTo('2026-03-12T09:00:10+08:00');
}

export async function contestNow(work: Workplace, id: string): Promise<Contest> {
  const found = await contests(work.ctx).findOne({ _id: id }).lean<Contest>();
  if (found === null) throw new Error('no contest');
  return found;
}

export const heatNow = async (work: Workplace, id: string) => heats(work.ctx).findOne({ _id: id }).lean();

export async function entrantOf(work: Workplace, contest: string, member: string): Promise<Entrant> {
  const found = await entrants(work.ctx).findOne({ contest, member }).lean<Entrant>();
  if (found === null) throw new Error(`${member} does not compete`);
  return found;
}

export const scores = (mm: number, level: number, seconds?: number): Scores => ({
  values: { width: mm, look: level },
  ...(seconds === undefined ? {} : { seconds }),
});

/** A judge hands in a sheet of somebody. */
export async function score(
  work: Workplace,
  contest: string,
  judge: string,
  member: string,
  said: Scores,
): Promise<void> {
  const { _id } = await entrantOf(work, contest, member);
  await handInSheet(work.ctx, nobodyIsRelated, await actor(work, judge), _id, said);
}

/** Every judge of a panel gives somebody the same. */
export async function scoreAll(work: Workplace, contest: string, member: string, said: Scores): Promise<void> {
  const { panel } = await entrantOf(work, contest, member);
  for (const judge of panel) await score(work, contest, judge, member, said);
}

/** A button by its action, whichever of several it is. */
export const act = (action: string): RegExp => new RegExp(`^${action.replace('.', '\\.')}(?::|$)`);

/** Presses a button in the modal in front of a person, and waits for what follows. */
export async function press(
  person: PlaygroundPerson,
  action: string,
  then: string,
): Promise<ReturnType<typeof modalOf>> {
  await person.click(act(action), { in: 'modal' });
  return modalOf(person, has(then), `${action} → ${then}`);
}
