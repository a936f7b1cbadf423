import { questionsOf } from '../../src/bot/question-sources.ts';
import { features } from '../../src/features/index.ts';
import type { Contract } from '../../src/features/mentoring/rules/records.ts';
import {
  agree,
  answerMeeting,
  checkIn,
  markTasks,
  propose,
  recordMeeting,
  topicsOf,
} from '../../src/features/mentoring/service/pairs.ts';
import { offerTeaching, wish } from '../../src/features/mentoring/service/people.ts';
import { CHAIR, type History, type Scene, type Stage } from './stage.ts';

const [CHEN, MARIA, ZHAO, SUN, LIN, GAO] = ['U0QH1003', 'U0QH1005', 'U0QH2002', 'U0QH2003', 'U0QH3003', 'U0QH3005'] as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const LEARNING = 'history-water';
const QUESTIONS = questionsOf(features);

const CONTRACT: Contract = {
  goals: '三个月里独立管好一口塘的水质',
  months: 6,
  probation: 1,
  topics: [],
  tasks: ['测溶氧和氨氮', '写一周的巡塘记录', '处理一次缺氧'],
  share: 70,
};

/** Working days before today on which the two met, how long, and who said so. */
const MEETINGS: readonly [back: number, minutes: number, by: string][] = [
  [46, 60, CHEN],
  [43, 40, MARIA],
  [36, 90, CHEN],
  [29, 40, CHEN],
  [15, 60, MARIA],
  [6, 40, CHEN],
];

const teachers: readonly [user: string, skills: string][] = [
  [MARIA, '水质检测，苗种'],
  [ZHAO, '农机修理，焊接'],
  [LIN, '质检，冷链'],
];

function meetings(stage: Stage): Scene[] {
  return MEETINGS.map(([back, minutes, by]) => ({
    at: stage.atWorkday(-back, '15:30'),
    play: async () => {
      const other = by === CHEN ? MARIA : CHEN;
      const id = `history-${back}`;
      await recordMeeting(stage.ctx, await stage.actor(by), LEARNING, { id, mentor: MARIA, minutes });
      // The last one waits for Maria's word.
      if (back > 6) await answerMeeting(stage.ctx, await stage.actor(other), LEARNING, id, true);
    },
  }));
}

/** A pair in its third month, one that waits for its mentor, and somebody who looks for a mentor. */
export const mentoringHistory: History = (stage) => {
  const { ctx } = stage;
  const scene = (back: number, time: string, play: () => Promise<unknown>): Scene => ({
    at: stage.atWorkday(-back, time),
    play: async () => void (await play()),
  });
  const month = (user: string, words: string) => async () => {
    const given = { month: 1, going: 'well', enough: 'enough', words } as const;
    await stage.tick('mentoring.tick');
    await checkIn(ctx, await stage.actor(user), LEARNING, given);
  };
  return [
    ...teachers.map(([user, skills], nth) =>
      scene(52, `10:0${nth}`, async () => offerTeaching(ctx, await stage.actor(user), skills, 2)),
    ),
    scene(50, '10:30', async () => {
      const chair = await stage.actor(CHAIR);
      const [first] = await QUESTIONS.banks({ ctx, actor: chair, query: '' });
      const topics = first?.value === undefined ? [] : await topicsOf(ctx, QUESTIONS, [first.value], CHEN);
      await propose(ctx, chair, LEARNING, { apprentice: CHEN, mentors: [MARIA] }, { ...CONTRACT, topics });
    }),
    scene(49, '10:40', async () => agree(ctx, await stage.actor(MARIA), LEARNING, 1)),
    scene(49, '14:10', async () => agree(ctx, await stage.actor(CHEN), LEARNING, 1)),
    ...meetings(stage),
    scene(22, '10:10', month(CHEN, '溶氧仪会用了，氨氮还要多练')),
    scene(22, '16:10', month(MARIA, 'Careful, and asks good questions')),
    scene(12, '11:00', async () => markTasks(ctx, await stage.actor(MARIA), LEARNING, [0])),
    scene(3, '10:20', async () => wish(ctx, await stage.actor(SUN), '焊接')),
    scene(2, '09:40', async () =>
      propose(
        ctx,
        await stage.actor(CHAIR),
        'history-cold',
        { apprentice: GAO, mentors: [LIN] },
        {
          ...CONTRACT,
          goals: '会看冷链的温度曲线，能判断故障',
          tasks: ['读温度曲线', '换一次探头'],
        },
      ),
    ),
  ];
};
