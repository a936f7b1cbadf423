import {
  contribute,
  saidPage,
  saveTopic,
  sendTopic,
  sumUp,
  supportSaid,
} from '../../src/features/visits/discussion/service.ts';
import { findingCases, recordFinding, recordVisit } from '../../src/features/visits/findings/service.ts';
import { planVisits, thisMonth } from '../../src/features/visits/round/service.ts';
import type { Kind, Scene as Place, Step } from '../../src/features/visits/rules.ts';
import { newId } from '../../src/lib/ids.ts';
import { dayOf } from '../../src/lib/zone.ts';
import { CHINESE_BRANCHES, idOf } from '../company.ts';
import { CHAIR, type History, isPlayed, readsChinese, type Scene, type Stage, ZONE } from './stage.ts';

const [HE, WU, HUANG] = ['U0QH1002', 'U0QH2001', 'U0QH3001'];

interface Visit {
  /** Working days before today. */
  was: number;
  officer: string;
  branch: string;
  place: string;
  where: Place;
  visited: readonly string[];
  /** What was said there; absent: nothing to do. */
  finding?: {
    kind: Kind;
    what: string;
    /** Working days after the visit, by whom, and with which words. */
    steps: readonly { after: number; step: Step; by: string; words?: string }[];
  };
}

const VISITS: readonly Visit[] = [
  {
    was: 44,
    officer: HE,
    branch: '东湖养殖分会',
    place: '二号塘',
    where: 'pond',
    visited: ['U0QH5008', 'U0QH5010'],
    finding: {
      kind: 'production',
      what: '投料船的桨叶磨损，跑一圈要多花一刻钟。',
      steps: [
        { after: 1, step: 'accept', by: HE },
        { after: 6, step: 'solved', by: HE, words: '新桨叶已装上，试跑一圈十二分钟。' },
        { after: 8, step: 'confirm', by: 'U0QH5008' },
      ],
    },
  },
  {
    was: 31,
    officer: WU,
    branch: '南岗种植分会',
    place: '职工宿舍三号楼',
    where: 'home',
    visited: ['U0QH5024'],
    finding: {
      kind: 'livelihood',
      what: '孩子九月上学，不知道异地入学要哪些材料。',
      steps: [
        { after: 1, step: 'accept', by: WU },
        { after: 4, step: 'solved', by: WU, words: '材料清单问清了，打印好送到宿舍，工会陪着去报的名。' },
        { after: 5, step: 'confirm', by: 'U0QH5024' },
      ],
    },
  },
  { was: 20, officer: HUANG, branch: '临港加工分会', place: '包装班', where: 'team', visited: ['U0QH5049'] },
  {
    was: 12,
    officer: HUANG,
    branch: '临港加工分会',
    place: '冷库班休息室',
    where: 'team',
    visited: ['U0QH3002', 'U0QH5040'],
    finding: {
      kind: 'safety',
      what: '防寒手套湿了没有替换，夜里搬货手指发麻。',
      steps: [
        { after: 1, step: 'accept', by: HUANG },
        { after: 3, step: 'start', by: HUANG, words: '已申请每人再发一副，采购中。' },
      ],
    },
  },
  {
    was: 4,
    officer: WU,
    branch: '南岗种植分会',
    place: '一号大棚',
    where: 'field',
    visited: ['U0QH2003'],
    finding: {
      kind: 'production',
      what: '卷帘机手柄太高，个子小的同事够不着。',
      steps: [
        { after: 1, step: 'accept', by: WU },
        { after: 3, step: 'solved', by: WU, words: '手柄都接长了，请大家试试。' },
      ],
    },
  },
  {
    was: 1,
    officer: HE,
    branch: '东湖养殖分会',
    place: '一号塘',
    where: 'pond',
    visited: ['U0QH1004'],
    finding: { kind: 'safety', what: '塘边救生圈的绳子老化，一拉就断。', steps: [] },
  },
];

interface Topic {
  question: string;
  asked: number;
  /** Working days from today. */
  ends: number;
  said: readonly string[];
  summary?: string;
}

const TOPICS: readonly Topic[] = [
  {
    question: '怎样让食堂的饭菜更合口味？',
    asked: -34,
    ends: -27,
    said: [
      '早班的粥再稠一点。',
      '每周有一天做面食。',
      '夜班的饭别放凉，能不能用保温箱送？',
      '辣菜旁边放个标牌。',
      '汤可以自己添。',
    ],
    summary: '食堂从下月起每周三做面食，夜班饭改用保温箱送，辣菜都放了标牌。谢谢大家出的主意。',
  },
  {
    question: '交接班时哪些事最容易漏？怎样让下一班接得住？',
    asked: -4,
    ends: 5,
    said: [
      '设备报过修没有，下一班常常不知道。放一本夹在机器上的报修单。',
      '塘里加过药要写明时间和剂量，不能只说一声。',
      '班前会五分钟，两个班长当面交。',
      '冷库温度有过报警，要写在白板上，等处理好再擦。',
      '钥匙和对讲机有个登记牌，谁拿了一看就知道。',
      '夜班拍几张照片发到频道里，早班一来就能看到。',
    ],
  },
];

/** Visits with what was found on them, a month's plan, a discussion that is over and one that goes on. */
export const visitsHistory: History = (stage) => [
  ...VISITS.flatMap((visit) => visitScenes(stage, visit)),
  ...TOPICS.flatMap((topic) => topicScenes(stage, topic)),
  {
    at: stage.atWorkday(-1, '08:40'),
    play: async () => {
      const month = thisMonth(stage.ctx);
      await planVisits(stage.ctx, { month, officer: HE, branch: '东湖养殖分会', scenes: ['pond', 'team', 'home'] });
      await planVisits(stage.ctx, { month, officer: WU, branch: '南岗种植分会', scenes: ['field', 'home'] });
      await planVisits(stage.ctx, { month, officer: HUANG, branch: '临港加工分会', scenes: ['team'] });
    },
  },
];

function visitScenes(stage: Stage, { was, officer, branch, place, where, visited, finding }: Visit): Scene[] {
  const { ctx } = stage;
  const once = newId();
  const seen = { once, place, visited, branch, scene: where };
  const steps = finding?.steps ?? [];
  return [
    {
      at: stage.atWorkday(-was, '14:20'),
      play: async () => {
        const actor = await stage.actor(officer);
        if (finding === undefined) await recordVisit(ctx, actor, branch, seen);
        else await recordFinding(ctx, actor, branch, { ...seen, kind: finding.kind, what: finding.what, photos: [] });
        await stage.lookShown('visits.tick');
      },
    },
    ...steps.map(
      ({ after, step, by, words }): Scene => ({
        at: stage.atWorkday(after - was, '16:10'),
        play: async () => {
          const taking = { step, ...(words === undefined ? {} : { words }) };
          await findingCases.take(ctx, await stage.actor(by), findingCases.idOf(ctx, once), taking);
          await stage.lookShown('visits.tick');
        },
      }),
    ),
  ];
}

function topicScenes(stage: Stage, { question, asked, ends, said, summary }: Topic): Scene[] {
  const { ctx } = stage;
  const id = newId();
  const crowd = stage.people
    .filter((one) => readsChinese(one) && !isPlayed(idOf(one)))
    .map(idOf)
    .toSorted((a, b) => stage.chance(question, a) - stage.chance(question, b));
  const asking: Scene = {
    at: stage.atWorkday(asked, '09:20'),
    play: async () => {
      const chair = await stage.actor(CHAIR);
      const spec = { include: CHINESE_BRANCHES.map((branch) => ({ kind: 'branch' as const, branch })), except: [] };
      await saveTopic(ctx, chair, id, { question, spec, ends: dayOf(stage.atWorkday(ends, '12:00'), ZONE) });
      await sendTopic(ctx, chair, id);
      await stage.tick('visits.tick');
    },
  };
  const saying = said.map(
    (text, nth): Scene => ({
      at: new Date(stage.atWorkday(asked + Math.floor(nth / 3), '12:15').getTime() + nth * 60_000),
      play: async () => contribute(ctx, await stage.actor(crowd[nth] ?? CHAIR), id, `said-${nth}`, text),
    }),
  );
  const supporting: Scene = {
    at: stage.atWorkday(asked + 2, '12:50'),
    play: async () => {
      for (const one of (await saidPage(ctx, id, 1)).rows)
        for (const user of crowd.slice(said.length))
          if (stage.chance('supports', one._id, user) < 0.07) await supportSaid(ctx, await stage.actor(user), one._id);
    },
  };
  const telling = summary === undefined ? [] : [tellingScene(stage, id, ends + 1, summary)];
  return [asking, ...saying, supporting, ...telling];
}

function tellingScene(stage: Stage, id: string, days: number, summary: string): Scene {
  return {
    at: stage.atWorkday(days, '10:00'),
    play: async () => {
      await stage.tick('visits.tick');
      await sumUp(stage.ctx, await stage.actor(CHAIR), id, summary);
      await stage.lookShown('visits.tick');
    },
  };
}
