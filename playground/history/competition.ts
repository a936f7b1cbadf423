import { type Value, values } from '../../src/features/competition/model.ts';
import type { Indicator } from '../../src/features/competition/rules/facts.ts';
import { daysOf, slotsOf } from '../../src/features/competition/rules/slots.ts';
import {
  type CompetitionFacts,
  create,
  give,
  keepIndicator,
  start,
} from '../../src/features/competition/service/competitions.ts';
import { lives } from '../../src/features/competition/service/lives.ts';
import { type Report, reportMany } from '../../src/features/competition/service/reports.ts';
import { answer, challenge } from '../../src/features/competition/service/rivals.ts';
import { refuse, verify } from '../../src/features/competition/service/values.ts';
import { idFrom } from '../../src/lib/ids.ts';
import { addDays, instantOf } from '../../src/lib/zone.ts';
import { partKey } from '../../src/members/audience/spec.ts';
import { CHAIR, type History, type Scene, type Stage, ZONE } from './stage.ts';

const [HE, LIN, WU, HUANG] = ['U0QH1002', 'U0QH3003', 'U0QH2001', 'U0QH3001'] as const;
const branchKey = (branch: string): string => partKey({ kind: 'branch', branch });
const EAST = branchKey('东湖养殖分会');
const SOUTH = branchKey('南岗种植分会');
const PORT = branchKey('临港加工分会');
const GUEST = branchKey('国际员工分会');
const BRANCHES = [EAST, SOUTH, PORT, GUEST];

/** What an indicator is, but for what is usual. */
type Stated = Omit<Indicator, 'cap' | 'pace' | 'days' | 'reporters' | 'verifiers'>;

/** What the branches have done, month by month; the same three months in every start. */
const FIGURES: readonly {
  indicator: Stated;
  /** By branch. */
  months: readonly (readonly number[])[];
}[] = [
  {
    indicator: {
      ...{ id: 'plan', name: '生产计划完成率', measure: '%', direction: 'more', scale: 'rate', weight: 30 },
      ...{ fold: 'mean', target: 100, source: '生产日报' },
    },
    months: [
      [98.5, 103.2, 101, 96],
      [104, 101.5, 99.8, 99],
      [106.1, 100.2, 103.4, 101],
    ],
  },
  {
    indicator: {
      ...{ id: 'pass', name: '产品合格率', measure: '%', direction: 'more', scale: 'rate', weight: 25 },
      ...{ fold: 'mean', target: 98, source: '质检台账' },
    },
    months: [
      [97.9, 98.4, 99.1, 98],
      [98.6, 98.2, 99.3, 98.4],
      [98.8, 97.9, 99, 98.7],
    ],
  },
  {
    indicator: {
      ...{ id: 'harm', name: '安全事故', measure: '起', direction: 'less', scale: 'total', weight: 20 },
      ...{ fold: 'sum', target: 0, source: '安全台账' },
    },
    months: [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
  },
  {
    indicator: {
      ...{ id: 'power', name: '每吨产品用电', measure: '度', direction: 'less', scale: 'rate', weight: 15 },
      ...{ fold: 'mean', source: '电表抄数' },
    },
    months: [
      [212, 198, 240, 205],
      [206, 201, 228, 204],
      [203, 196, 225, 207],
    ],
  },
];

const usual = (): Pick<Indicator, 'cap' | 'pace' | 'days' | 'reporters' | 'verifiers'> => ({
  ...{ cap: 120, pace: 'month', days: 8 },
  reporters: [LIN, WU],
  verifiers: [CHAIR, HE],
});

const TEAMS = (
  [
    ['东湖养殖分会', '一号塘班'],
    ['东湖养殖分会', '二号塘班'],
    ['南岗种植分会', '大棚班'],
    ['南岗种植分会', '农机班'],
    ['临港加工分会', '冷库班'],
    ['临港加工分会', '包装班'],
  ] as const
).map(([branch, team]) => partKey({ kind: 'team', branch, team }));
const TIDY: Stated = {
  ...{ id: 'tidy', name: '现场整洁', measure: '分', direction: 'more', scale: 'total', weight: 10, target: 95 },
  ...{ fold: 'mean', source: '每周五现场检查表' },
};
const TIDY_WEEKS = 9;

/** A competition of three months between branches, a small indicator every week between teams, and rival matches. */
export const competitionHistory: History = (stage) => [...quarter(stage), ...weekly(stage)];

const monthsBack = (month: string, count: number): string => {
  let found = month;
  for (let nth = 0; nth < count; nth++) found = addDays(`${found}-01`, -1).slice(0, 7);
  return found;
};

/** The morning after a day, at an hour: somebody is at work, whatever day it is. */
const after = (day: string, days: number, time: string): Date => instantOf(addDays(day, days), time, ZONE);

function opening(
  { ctx, actor, tick }: Stage,
  id: string,
  at: Date,
  facts: CompetitionFacts,
  indicators: readonly Indicator[],
): Scene {
  return {
    at,
    play: async () => {
      const chair = await actor(CHAIR);
      await create(ctx, chair, id, facts);
      for (const indicator of indicators) await keepIndicator(ctx, chair, id, indicator);
      await start(ctx, chair, id);
      await tick('competition.tick');
    },
  };
}

function quarter(stage: Stage): Scene[] {
  const { ctx, today } = stage;
  const months = [2, 1, 0].map((back) => monthsBack(today.slice(0, 7), back));
  const [first = '', second = '', third = ''] = months;
  const id = idFrom('competition', first);
  const period = { from: `${first}-01`, to: addDays(`${addDays(`${third}-28`, 4).slice(0, 7)}-01`, -1) };
  const lastOf = (month: string) => daysOf(month, period).to;
  const facts: CompetitionFacts = {
    ...{ name: '保安全、提质量、降能耗劳动竞赛', kind: 'theme', level: 'branch', half: 10, prizes: [10, 6, 3] },
    ...period,
    chosen: BRANCHES,
  };
  const hours: Indicator = {
    ...{ id: 'hours', name: '培训学时', measure: '学时', direction: 'more', scale: 'head', weight: 10, fold: 'sum' },
    ...{ source: '', ...usual(), reporters: [], verifiers: [] },
  };
  const counted = { key: 'training.hours', feature: 'training', kinds: ['attend'], counts: 'hours' as const };
  const indicators = [
    ...FIGURES.map(
      ({ indicator }): Indicator => ({
        ...usual(),
        ...indicator,
      }),
    ),
    { ...hours, ledger: counted },
  ];
  const of = (nth: number, but: readonly string[] = []): Report[] =>
    FIGURES.flatMap(({ indicator, months: figures }) =>
      BRANCHES.flatMap((unit, at) => {
        const value = figures[nth]?.[at];
        if (value === undefined || but.includes(`${indicator.id} ${unit}`)) return [];
        return [{ indicator: indicator.id, unit, slot: months[nth] ?? '', value }];
      }),
    );
  // The port has forgotten a slight accident in its first report: it is corrected, with the reason for all to see.
  const forgotten = {
    indicator: 'harm',
    unit: PORT,
    slot: first,
    value: 1,
    reason: '冷库滑倒一起，漏报，安全科复核',
  };
  const recent = addDays(today, -2);
  // On the first days of a month it is the month before that is still being reported.
  const isBegun = recent >= `${third}-01`;
  // Some of it wait for the chair, one came back.
  const current = (nth: number): Scene[] => [
    reporting(stage, id, WU, after(recent, 0, '09:20'), of(nth, [`plan ${PORT}`, `power ${EAST}`])),
    {
      at: after(recent, 0, '15:30'),
      play: async () => {
        const chair = await stage.actor(CHAIR);
        for (const one of await waitingIn(stage, id)) {
          const is = `${one.indicator} ${one.unit}`;
          if (is === `power ${SOUTH}`) await refuse(ctx, chair, one._id, one.rev, '和电表底数对不上，请重抄一次');
          else if (one.indicator === 'plan') await verify(ctx, chair, one._id, one.rev);
        }
        await stage.tick('competition.tick');
      },
    },
  ];
  return [
    opening(stage, id, after(period.from, 0, '10:00'), facts, indicators),
    reporting(stage, id, LIN, after(lastOf(first), 3, '09:10'), of(0)),
    verifying(stage, id, after(lastOf(first), 3, '16:00')),
    reporting(stage, id, WU, after(lastOf(first), 12, '10:30'), [forgotten]),
    verifying(stage, id, after(lastOf(first), 13, '09:30')),
    {
      at: after(lastOf(first), 13, '09:50'),
      play: async () => {
        const chair = await stage.actor(CHAIR);
        const change = { unit: PORT, points: -2, isOut: false, reason: '轻微事故漏报，按竞赛办法扣 2 分' };
        await give(ctx, chair, id, { id: `${id}-malus`, ...change });
        const bonus = { unit: EAST, points: 1.5, isOut: false, reason: '节能改造经验在公司推广' };
        await give(ctx, chair, id, { id: `${id}-bonus`, ...bonus });
      },
    },
    ...(isBegun
      ? [
          reporting(stage, id, LIN, after(lastOf(second), 3, '09:10'), of(1, [`power ${GUEST}`])),
          verifying(stage, id, after(lastOf(second), 4, '16:00')),
          ...current(2),
        ]
      : current(1)),
    ...match(
      stage,
      id,
      { by: HE, sides: [EAST, SOUTH], days: [-40, -39], stake: '输的一方给赢的一方清一次塘口' },
      { by: WU, isTaken: true },
    ),
    ...match(
      stage,
      id,
      { by: HUANG, sides: [PORT, GUEST], days: [-20, -19], on: 'pass', stake: '输的一方请赢的一方吃一顿包子' },
      { by: CHAIR, isTaken: false, words: '这个月人手紧，下个季度奉陪' },
    ),
    ...match(stage, id, {
      by: WU,
      sides: [SOUTH, EAST],
      days: [-1, 0],
      on: 'power',
      stake: '赢的一方上台讲一次经验',
    }),
  ];
}

const waitingIn = ({ ctx }: Stage, competition: string): Promise<Value[]> =>
  values(ctx)
    .find({ workspace: ctx.workspace, competition, 'pending.at': { $exists: true } })
    .lean<Value[]>();

function reporting({ ctx }: Stage, id: string, user: string, at: Date, reports: readonly Report[]): Scene {
  return {
    at,
    play: async () => {
      const faults = await reportMany(ctx, { user }, await lives.present(ctx, id), reports);
      const wrong = faults.find((fault) => fault !== undefined);
      if (wrong !== undefined) throw new Error(`a value of the history was not taken: ${JSON.stringify(wrong)}`);
    },
  };
}

function verifying(stage: Stage, id: string, at: Date): Scene {
  return {
    at,
    play: async () => {
      for (const { _id, rev } of await waitingIn(stage, id)) await verify(stage.ctx, { user: CHAIR }, _id, rev);
      await stage.tick('competition.tick');
    },
  };
}

interface Match {
  by: string;
  sides: readonly [string, string];
  /** Days after today of the challenge and of the answer. */
  days: readonly [number, number];
  on?: string;
  stake: string;
}

function match(
  stage: Stage,
  id: string,
  { by, sides: [challenger, rival], days, on, stake }: Match,
  said?: { by: string; isTaken: boolean; words?: string },
): Scene[] {
  const { ctx } = stage;
  const _id = idFrom(id, challenger, rival);
  const asking: Scene = {
    at: stage.at(days[0], '10:15'),
    play: async () => {
      const wanted = { _id, challenger, rival, stake, ...(on === undefined ? {} : { indicator: on }) };
      await challenge(ctx, await stage.actor(by), await lives.present(ctx, id), wanted);
    },
  };
  if (said === undefined) return [asking];
  const answering: Scene = {
    at: stage.at(days[1], '11:00'),
    play: async () => void (await answer(ctx, await stage.actor(said.by), _id, said.isTaken, said.words ?? '')),
  };
  return [asking, answering];
}

/** Points out of a hundred by team and week: every team has its own level, and good and bad weeks. */
function weekly(stage: Stage): Scene[] {
  const { today, chance } = stage;
  const from = addDays(today, -7 * TIDY_WEEKS);
  const period = { from, to: addDays(today, 35) };
  const id = idFrom('competition', 'tidy', from);
  const facts: CompetitionFacts = {
    ...{ name: '班组现场整洁小指标竞赛', kind: 'small', level: 'team', half: 10, prizes: [5, 3, 2] },
    ...period,
    chosen: TEAMS,
  };
  const indicator: Indicator = { ...usual(), ...TIDY, pace: 'week', days: 4 };
  const over = slotsOf('week', period).filter((slot) => daysOf(slot, period).to < today);
  const pointsOf = (unit: string, slot: string): number =>
    Math.round(84 + 8 * chance('level', unit) + 8 * chance('week', unit, slot));
  return [
    opening(stage, id, instantOf(from, '10:40', ZONE), facts, [indicator]),
    ...over.flatMap((slot) => {
      const last = daysOf(slot, period).to;
      const reports = TEAMS.map((unit) => ({ indicator: 'tidy', unit, slot, value: pointsOf(unit, slot) }));
      return [
        reporting(stage, id, LIN, after(last, 1, '09:00'), reports),
        verifying(stage, id, after(last, 1, '17:10')),
      ];
    }),
  ];
}
