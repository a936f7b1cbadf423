import type { Title } from '../../src/features/honours/rules/records.ts';
import { nomineesOf } from '../../src/features/honours/service/calendar.ts';
import { handInSheet } from '../../src/features/honours/service/judging.ts';
import { nominate } from '../../src/features/honours/service/nominees.ts';
import { makeProgramme, openProgramme, saveTitle } from '../../src/features/honours/service/programmes.ts';
import { newId } from '../../src/lib/ids.ts';
import { CHAIR, type History, type Scene, type Stage } from './stage.ts';

const [CHEN, LI, MARIA, ZHAO, SUN, TOM] = ['U0QH1003', 'U0QH1004', 'U0QH1005', 'U0QH2002', 'U0QH2003', 'U0QH2004'];
const [MA, LIN, AISHA] = ['U0QH3002', 'U0QH3003', 'U0QH3004'];
/** Of four branches: whoever is nominated, three are left. */
const JUDGES = [LI, SUN, LIN, TOM] as string[];

const nobodyIsRelated = async () => new Set<string>();

interface Planned {
  name: string;
  titles: readonly Title[];
  /** Working days before today on which it opens; two later nominations end. */
  opens: number;
  publicityDays: number;
  /** Who is nominated, by whom, for which title, and why. */
  people: readonly (readonly [member: string, by: string, title: string, why: string])[];
  hasEnd: boolean;
}

const title = (id: string, name: string, about: string, places: number, belongs: string): Title => ({
  id,
  name,
  about,
  places,
  per: 'company',
  years: 0,
  hours: 0,
  safeMonths: 12,
  months: 24,
  belongs,
});

const LAST: Planned = {
  name: '上一年度青投蓝领 3+ 评选',
  titles: [
    title('chief', '首席员工', '业务拔尖，能解决别人解决不了的问题', 1, '每月津贴 500 元'),
    title('leader', '班组头雁', '带班有方，班组全年没有事故', 1, '优先参加外出培训'),
  ],
  opens: -40,
  publicityDays: 3,
  people: [
    [CHEN, MARIA, 'chief', '夜里听声音就知道哪台增氧机要坏，全年少停机 41 小时。'],
    [ZHAO, CHEN, 'chief', '自己改的播种机，一天多播 30 亩。'],
    [MA, MA, 'leader', '冷库班连续两年没有工伤，交接班表是我做的。'],
  ] as never,
  hasEnd: true,
};

const NOW: Planned = {
  name: '本年度行业技师评选',
  titles: [title('expert', '行业技师', '手艺过硬，肯带徒弟', 2, '导师资格，每月津贴 300 元')],
  opens: -8,
  publicityDays: 5,
  people: [
    [MARIA, AISHA, 'expert', 'Raised the survival rate of fry from 71% to 88% in one season.'],
    [ZHAO, ZHAO, 'expert', '十五年没有返工，带出四个农机手。'],
    [CHEN, ZHAO, 'expert', '一号塘全年溶氧达标率 99%。'],
  ] as never,
  hasEnd: false,
};

/** Two programmes: one whose titles are held, and one in publicity. */
export const honoursHistory: History = (stage) => [...scenesOf(stage, LAST), ...scenesOf(stage, NOW)];

function scenesOf(stage: Stage, planned: Planned): Scene[] {
  const { ctx, chance } = stage;
  const { name, titles, opens, publicityDays, people, hasEnd } = planned;
  const id = newId();
  const tick = (day: number): Scene => ({ at: stage.atWorkday(day, '17:31'), play: () => stage.tick('honours.tick') });
  return [
    {
      at: stage.atWorkday(opens, '09:40'),
      play: async () => {
        const chair = await stage.actor(CHAIR);
        await makeProgramme(ctx, chair, id, {
          name,
          criteria: [
            { id: 'c1', name: '业绩', points: 40 },
            { id: 'c2', name: '技能', points: 30 },
            { id: 'c3', name: '带徒传艺', points: 30 },
          ],
          judges: JUDGES,
          isDropped: false,
          nominateUntil: stage.atWorkday(opens + 2, '17:00'),
          checkDays: 1,
          scoreDays: 2,
          publicityDays,
          voters: 'none',
          voteDays: 3,
        });
        for (const one of titles) await saveTitle(ctx, chair, id, one);
        await openProgramme(ctx, chair, id);
        await stage.lookShown('honours.tick');
      },
    },
    {
      at: stage.atWorkday(opens + 1, '10:15'),
      play: async () => {
        for (const [member, by, of, why] of people)
          await nominate(ctx, await stage.actor(by), id, { title: of, member, why, asBranch: false });
      },
    },
    tick(opens + 2),
    tick(opens + 3),
    {
      at: stage.atWorkday(opens + 4, '10:30'),
      play: async () => {
        for (const { _id, member, panel } of await nomineesOf(ctx, id))
          for (const judge of panel) {
            const points = (of: string, most: number) =>
              Math.round(most * (0.7 + chance(name, member, judge, of) * 0.3));
            const values = { c1: points('c1', 40), c2: points('c2', 30), c3: points('c3', 30) };
            await handInSheet(ctx, nobodyIsRelated, await stage.actor(judge), _id, values);
          }
      },
    },
    tick(opens + 5),
    ...(hasEnd ? [tick(opens + 5 + publicityDays)] : []),
  ];
}
