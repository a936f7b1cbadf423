import type { Criterion } from '../../src/features/skills/rules/records.ts';
import {
  makeContest,
  openContest,
  publishResults,
  saveCriterion,
  saveDiscipline,
} from '../../src/features/skills/service/contests.ts';
import { addHeat, gathered } from '../../src/features/skills/service/heats.ts';
import { handInSheet } from '../../src/features/skills/service/judging.ts';
import { entrantsOf } from '../../src/features/skills/service/results.ts';
import { newId } from '../../src/lib/ids.ts';
import { MINUTE_MS } from '../../src/lib/zone.ts';
import { CHAIR, type History, isPlayed, type Scene, type Stage } from './stage.ts';

const [CHEN, LI, MARIA, ZHAO, SUN, TOM] = ['U0QH1003', 'U0QH1004', 'U0QH1005', 'U0QH2002', 'U0QH2003', 'U0QH2004'];
const [MA, LIN] = ['U0QH3002', 'U0QH3003'];
/** Of four branches: whoever competes, three are left. */
const JUDGES = [LI, SUN, LIN, TOM] as string[];

const nobodyIsRelated = async () => new Set<string>();

interface Planned {
  name: string;
  discipline: string;
  where: string;
  criteria: readonly Criterion[];
  /** Working days before today on which it opens, sign-up ends, and the heat is. */
  days: readonly [opens: number, ends: number, heat: number];
  people: readonly string[];
  /** How many others compete. */
  others: number;
  /** So many judges have handed in by today; all, if absent. */
  handIn?: number;
}

const measured = (id: string, name: string, unit: string, target: number, points: number): Criterion => ({
  id,
  kind: 'measured',
  name,
  points,
  unit,
  target,
  tolerance: target / 20,
  rows: [
    { to: target / 10, points: Math.round(points * 0.75) },
    { to: target / 5, points: Math.round(points * 0.4) },
  ],
});

const judged = (id: string, name: string, points: number, levels: string[]): Criterion => ({
  id,
  kind: 'judged',
  name,
  points,
  levels,
});

const NETS: Planned = {
  name: '春季织网补网比武',
  discipline: '补网',
  where: '网具车间',
  criteria: [
    measured('mesh', '网目尺寸', 'mm', 40, 40),
    judged('knots', '网结', 30, ['松脱', '有松动', '基本牢固', '牢固匀称']),
    judged('look', '外观', 30, ['有漏补', '不平整', '基本平整', '平整看不出补过']),
  ],
  days: [-16, -12, -9],
  people: [CHEN, ZHAO] as string[],
  others: 6,
};

const WELDING: Planned = {
  name: '焊工技能比武',
  discipline: '焊接',
  where: '一号车间',
  criteria: [
    measured('width', '焊缝宽度', 'mm', 8, 40),
    judged('look', '外观', 60, ['有裂纹', '有咬边', '基本均匀', '均匀美观']),
  ],
  days: [-6, -2, -1],
  people: [MA, MARIA] as string[],
  others: 4,
  handIn: 2,
};

/** Two skill contests: one that is over with its certificates, and one whose sheets are half in. */
export const skillsHistory: History = (stage) => [...contestScenes(stage, NETS), ...contestScenes(stage, WELDING)];

/** Some of the many who work in a workshop, the same at each start. */
function othersOf({ people, chance }: Stage, about: string, count: number): string[] {
  return people
    .map((one) => `U0${one.number}`)
    .filter((user) => !isPlayed(user))
    .toSorted((a, b) => chance(about, a) - chance(about, b))
    .slice(0, count);
}

function contestScenes(stage: Stage, planned: Planned): Scene[] {
  const { ctx, chance } = stage;
  const { name, discipline, where, criteria, days, people, others, handIn } = planned;
  const [opens, ends, day] = days;
  const [contest, heat, of] = [newId(), newId(), 'first'];
  const competing = [...people, ...othersOf(stage, name, others)];
  const startsAt = stage.atWorkday(day, '08:30');
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * MINUTE_MS);
  const isWhole = handIn === undefined;
  return [
    {
      at: stage.atWorkday(opens, '10:20'),
      play: async () => {
        const chair = await stage.actor(CHAIR);
        const facts = { name, signUpUntil: stage.atWorkday(ends, '17:00'), appealHours: 48 };
        await makeContest(ctx, chair, contest, facts);
        await saveDiscipline(ctx, nobodyIsRelated, chair, contest, of, {
          name: discipline,
          judges: JUDGES,
          stewards: [],
          spread: 70,
          isDropped: isWhole,
          isBlind: true,
          isTimed: false,
          tie: 'measured-time',
        });
        for (const criterion of criteria) await saveCriterion(ctx, chair, contest, of, criterion);
        const dates = { startsAt, endsAt: after(180), where, capacity: 12, each: 15 };
        await addHeat(ctx, chair, heat, { contest, discipline: of }, dates);
        await openContest(ctx, chair, contest);
        await stage.lookShown('skills.tick');
      },
    },
    {
      at: stage.atWorkday(opens, '12:40'),
      play: async () => {
        await Promise.all(competing.map((user) => gathered.signUp(ctx, heat, { user, isMeant: false })));
        await stage.lookShown('skills.tick');
      },
    },
    { at: stage.atWorkday(ends, '17:01'), play: () => stage.tick('skills.tick') },
    {
      at: after(170),
      play: async () => {
        for (const { _id, member, panel } of await entrantsOf(ctx, contest))
          for (const judge of panel.slice(0, handIn))
            await handInSheet(ctx, nobodyIsRelated, await stage.actor(judge), _id, {
              values: Object.fromEntries(
                criteria.map((one) => [one.id, scoreFor(one, chance(name, member, judge, one.id))]),
              ),
            });
      },
    },
    ...(isWhole
      ? [
          {
            at: after(210),
            play: async () => {
              await publishResults(ctx, await stage.actor(CHAIR), contest);
              await stage.tick('skills.tick');
            },
          },
          { at: after(210 + 48 * 60 + 5), play: () => stage.tick('skills.tick') },
        ]
      : []),
  ];
}

/** What a judge gives: near the target, or one of the upper levels. @param luck from 0 to 1 */
function scoreFor(criterion: Criterion, luck: number): number {
  if (criterion.kind === 'judged') return luck < 0.45 ? 2 : 3;
  return Math.round(criterion.target * (0.9 + luck / 5) * 10) / 10;
}
