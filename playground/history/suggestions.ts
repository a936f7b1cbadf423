import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import type { Item } from '../../src/features/suggestions/item/model.ts';
import type { Outcome, Satisfaction } from '../../src/features/suggestions/item/states.ts';
import { accept, conclude, rate, start, support } from '../../src/features/suggestions/service/change.ts';
import { newId } from '../../src/lib/ids.ts';
import { dayOf } from '../../src/lib/zone.ts';
import { idOf } from '../company.ts';
import { type History, type Scene, type Stage, ZONE } from './stage.ts';

const [HE, WU, HUANG] = ['U0QH1002', 'U0QH2001', 'U0QH3001'];

interface Story {
  /** Working days before today. */
  sent: number;
  from: string;
  kind: string;
  text: string;
  place: string;
  branch: string;
  owner: string;
  /** Working days after it was sent; what is absent has not happened. */
  accepted?: number;
  started?: { after: number; words: string };
  answered?: { after: number; outcome: Outcome; words: string };
  rated?: { after: number; word: Satisfaction };
  supporters?: number;
}

const STORIES: readonly Story[] = [
  {
    sent: 55,
    from: 'U0QH2002',
    kind: 'idea',
    branch: '南岗种植分会',
    owner: WU,
    place: '农机库',
    text: '农机库钥匙每天要找人拿，建议装密码锁，谁取谁登记。',
    accepted: 1,
    started: { after: 2, words: '已经询价，下周装两把。' },
    answered: { after: 8, outcome: 'solved', words: '密码锁已装好，取用登记表挂在门后。' },
    rated: { after: 9, word: 'satisfied' },
    supporters: 6,
  },
  {
    sent: 47,
    from: 'U0QH5031',
    kind: 'livelihood',
    branch: '南岗种植分会',
    owner: WU,
    place: '大棚休息点',
    text: '大棚边的休息点没有热水，冬天来了，希望能接上。',
    accepted: 1,
    started: { after: 3, words: '和后勤看过现场，需要拉一路电。' },
    answered: { after: 14, outcome: 'solved', words: '电热水器已通电，每天七点前烧好。' },
    rated: { after: 15, word: 'satisfied' },
    supporters: 9,
  },
  {
    sent: 40,
    from: 'U0QH5009',
    kind: 'hazard',
    branch: '东湖养殖分会',
    owner: HE,
    place: '二号塘栈桥',
    text: '二号塘栈桥第三块板松了，踩上去会翘。',
    accepted: 1,
    started: { after: 1, words: '今天先围起来，明天换板。' },
    answered: { after: 2, outcome: 'solved', words: '三块旧板都换了，栏杆也紧过。' },
    rated: { after: 3, word: 'satisfied' },
  },
  {
    sent: 33,
    from: 'U0QH5046',
    kind: 'fault',
    branch: '临港加工分会',
    owner: HUANG,
    place: '包装线',
    text: '包装线二号封口机常卡膜，一班要停三四次。',
    accepted: 2,
    started: { after: 4, words: '厂家下周来人。' },
    answered: { after: 12, outcome: 'partly', words: '换了送膜轮，卡膜少了；新机列入明年计划。' },
    rated: { after: 14, word: 'partly' },
    supporters: 3,
  },
  {
    sent: 26,
    from: 'U0QH5057',
    kind: 'idea',
    branch: '国际员工分会',
    owner: 'U0QH1001',
    place: 'Canteen',
    text: 'Could the canteen label dishes with pork? A small sign would be enough.',
    accepted: 1,
    started: { after: 2, words: 'The canteen will print signs.' },
    answered: { after: 5, outcome: 'solved', words: 'All dishes are labelled now, in Chinese and English.' },
    rated: { after: 6, word: 'satisfied' },
    supporters: 8,
  },
  {
    sent: 17,
    from: 'U0QH5018',
    kind: 'livelihood',
    branch: '东湖养殖分会',
    owner: HE,
    place: '职工食堂',
    text: '早班六点上班，食堂六点半才开门，能不能提前到五点半？',
    accepted: 1,
    started: { after: 3, words: '在和食堂商量轮班。' },
    answered: { after: 7, outcome: 'impossible', words: '食堂人手不够，暂时提前不了；已在早班更衣室放了面包和热水。' },
  },
  {
    sent: 9,
    from: 'U0QH1003',
    kind: 'idea',
    branch: '东湖养殖分会',
    owner: HE,
    place: '一号塘',
    text: '一号塘的增氧机声音大，夜里巡塘听不见对讲机，建议换静音罩。',
    accepted: 1,
    started: { after: 2, words: '已经联系设备科，先试装一台。' },
    answered: { after: 8, outcome: 'solved', words: '两台都装了静音罩，请夜班再听听。' },
    supporters: 4,
  },
  {
    sent: 7,
    from: 'U0QH3005',
    kind: 'hazard',
    branch: '临港加工分会',
    owner: HUANG,
    place: '冷库二号门',
    text: '冷库二号门的应急开关按下去没有反应，里面的人出不来会出事。',
    supporters: 5,
  },
  {
    sent: 3,
    from: 'U0QH2003',
    kind: 'idea',
    branch: '南岗种植分会',
    owner: WU,
    place: '三号大棚',
    text: '三号大棚的滴灌表可以扫码登记，不用再抄本子。',
    accepted: 1,
  },
  {
    sent: 1,
    from: 'U0QH1004',
    kind: 'fault',
    branch: '东湖养殖分会',
    owner: HE,
    place: '饲料房',
    text: '饲料房的电子秤每天要校两次，读数还是漂。',
  },
];

/** Ten suggestions: most are solved, one waits for its sender's word, one is overdue and was escalated. */
export const suggestionsHistory: History = (stage) => STORIES.flatMap((story, nth) => scenesOf(stage, story, nth));

function scenesOf(stage: Stage, story: Story, nth: number): Scene[] {
  const { ctx } = stage;
  const { sent, from, kind, text, place, branch, owner, accepted, started, answered, rated, supporters = 0 } = story;
  let item: Item | undefined;
  const scene = (after: number, time: string, play: (id: string) => Promise<unknown>): Scene => ({
    at: stage.atWorkday(after - sent, time),
    play: async () => {
      await play(item?._id ?? '');
      await stage.lookShown('suggestions.tick');
    },
  });
  const others = stage.people.filter((one) => idOf(one) !== from);
  const by = others.toSorted((a, b) => stage.chance(nth, a.number) - stage.chance(nth, b.number)).slice(0, supporters);
  return [
    scene(0, '09:10', async () => {
      const draft = { once: newId(), kind, text, place, branch, isAnonymous: false, files: [] };
      item = await submit(ctx, await stage.actor(from), draft, []);
    }),
    ...(supporters === 0
      ? []
      : [
          scene(0, '16:30', async (id) => {
            for (const one of by) await support(ctx, await stage.actor(idOf(one)), id);
          }),
        ]),
    ...(accepted === undefined
      ? []
      : [
          scene(accepted, '10:05', async (id) =>
            accept(ctx, await stage.actor(owner), id, dayOf(stage.atWorkday(accepted - sent + 15, '12:00'), ZONE)),
          ),
        ]),
    ...(started === undefined
      ? []
      : [scene(started.after, '11:00', async (id) => start(ctx, await stage.actor(owner), id, started.words))]),
    ...(answered === undefined
      ? []
      : [
          scene(answered.after, '15:00', async (id) =>
            conclude(ctx, await stage.actor(owner), id, answered.outcome, answered.words),
          ),
        ]),
    ...(rated === undefined
      ? []
      : [scene(rated.after, '12:20', async (id) => rate(ctx, await stage.actor(from), id, rated.word))]),
  ];
}
