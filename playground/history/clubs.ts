import { allClubs, changeClub, foundClub, join } from '../../src/features/clubs/service/clubs.ts';
import { type EventFacts, holdEvent, invite } from '../../src/features/clubs/service/events.ts';
import { gathered } from '../../src/features/clubs/service/gathered.ts';
import { given } from '../../src/features/clubs/service/store.ts';
import { newId } from '../../src/lib/ids.ts';
import { MINUTE_MS } from '../../src/lib/zone.ts';
import { CHAIR, type History, isPlayed, type Scene, type Stage } from './stage.ts';

const [CHEN, MARIA, SUN, MA, LIN, GAO] = ['U0QH1003', 'U0QH1005', 'U0QH2003', 'U0QH3002', 'U0QH3003', 'U0QH3005'];

interface Society {
  name: string;
  about: string;
  chair: string;
  deputy: string;
  asks: boolean;
  dues: string;
  /** Working days before today. */
  founded: number;
  played: readonly string[];
  /** How many others. */
  others: number;
}

const READING: Society = {
  name: '青禾读书社',
  about: '每月一本书，周三晚上一起聊。',
  chair: SUN,
  deputy: LIN,
  asks: false,
  dues: '',
  founded: 52,
  played: [CHEN, MARIA],
  others: 13,
};

const BADMINTON: Society = {
  name: '羽毛球社',
  about: '周四下班后在职工活动中心打球，新手有人带。',
  chair: MA,
  deputy: GAO,
  asks: true,
  dues: '每年 60 元，买球用',
  founded: 36,
  played: [SUN],
  others: 11,
};

/** Two clubs: a reading evening that was, a match to come for everybody, and an application that waits for an answer. */
export const clubsHistory: History = (stage) => [
  ...societyScenes(stage, READING),
  ...societyScenes(stage, BADMINTON),
  ...eveningScenes(stage),
  ...matchScenes(stage),
  {
    at: stage.atWorkday(-1, '12:40'),
    play: async () => {
      await join(stage.ctx, await stage.actor(LIN), await clubOf(stage, BADMINTON), '大学打过两年，周四都有空。');
      await stage.lookShown('clubs.tick');
    },
  },
];

async function clubOf({ ctx }: Stage, { name }: Society): Promise<string> {
  const found = (await allClubs(ctx)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no club ${name}`);
  return found._id;
}

/** Some of the many, the same at each start. */
function othersOf({ people, chance }: Stage, about: string, count: number): string[] {
  return people
    .map((one) => `U0${one.number}`)
    .filter((user) => !isPlayed(user))
    .toSorted((a, b) => chance(about, a) - chance(about, b))
    .slice(0, count);
}

function societyScenes(stage: Stage, society: Society): Scene[] {
  const { ctx } = stage;
  const { name, about, chair, deputy, asks, dues, founded, played, others } = society;
  const entering = [...played, ...othersOf(stage, name, others)];
  return [
    {
      at: stage.atWorkday(-founded, '10:00'),
      play: async () => {
        await foundClub(ctx, await stage.actor(CHAIR), newId(), { name, about, asks: false, dues, deputy }, chair);
        await stage.lookShown('clubs.tick');
      },
    },
    {
      at: stage.atWorkday(2 - founded, '12:30'),
      play: async () => {
        const id = await clubOf(stage, society);
        const head = await stage.actor(chair);
        await join(ctx, await stage.actor(deputy), id, '');
        await Promise.all(entering.map(async (user) => join(ctx, await stage.actor(user), id, '')));
        // From then on the chair is asked.
        if (asks) await changeClub(ctx, head, id, { name, about, asks, dues, deputy }, false);
        await stage.lookShown('clubs.tick');
      },
    },
  ];
}

/** An event is held and told, and people sign up for it. */
function invitingScenes(
  stage: Stage,
  society: Society,
  { id, facts, told, coming }: { id: string; facts: EventFacts; told: Date; coming: readonly string[] },
): Scene[] {
  const { ctx } = stage;
  return [
    {
      at: told,
      play: async () => {
        const chair = await stage.actor(society.chair);
        await holdEvent(ctx, chair, id, { club: await clubOf(stage, society) }, facts);
        await invite(ctx, chair, id);
        await stage.lookShown('clubs.tick');
      },
    },
    {
      at: new Date(told.getTime() + 3 * 60 * MINUTE_MS),
      play: async () => {
        await Promise.all(coming.map((user) => gathered.signUp(ctx, id, { user, isMeant: true })));
        await stage.lookShown('clubs.tick');
      },
    },
  ];
}

function eveningScenes(stage: Stage): Scene[] {
  const { ctx } = stage;
  const id = newId();
  const startsAt = stage.atWorkday(-9, '18:30');
  const after = (minutes: number): Date => new Date(startsAt.getTime() + minutes * MINUTE_MS);
  const coming = [CHEN, SUN, LIN, ...othersOf(stage, READING.name, 9)];
  const there = coming.filter((user) => user === SUN || stage.chance('evening', user) < 0.85);
  return [
    ...invitingScenes(stage, READING, {
      id,
      told: stage.atWorkday(-14, '12:10'),
      coming,
      facts: {
        topic: '读书会：《平凡的世界》',
        about: '读完上部就可以来，没读完也欢迎。茶水社里准备。',
        where: '职工书屋',
        startsAt,
        endsAt: after(90),
        capacity: 20,
        guests: 0,
        points: 5,
        isForAll: false,
      },
    }),
    {
      at: after(2),
      play: async () => {
        const shown = gathered.codeFor(ctx, await gathered.called(ctx, await stage.actor(SUN), id));
        if (shown === undefined) throw new Error('no digits on the screen');
        for (const user of there) await gathered.checkIn(ctx, await stage.actor(user), id, shown.code);
      },
    },
    { at: after(90 + 61), play: () => stage.tick('clubs.tick') },
    {
      at: after(90 + 100),
      play: async () => {
        for (const user of there)
          if (stage.chance('says', user) < 0.7)
            await given.grade(
              ctx,
              await stage.actor(user),
              id,
              'event',
              stage.chance('how', user) < 0.8 ? 'good' : 'fair',
            );
      },
    },
  ];
}

function matchScenes(stage: Stage): Scene[] {
  const startsAt = stage.atWorkday(4, '18:00');
  return invitingScenes(stage, BADMINTON, {
    id: newId(),
    told: stage.atWorkday(-2, '11:30'),
    coming: [MA, GAO, SUN, ...othersOf(stage, BADMINTON.name, 6)],
    facts: {
      topic: '羽毛球友谊赛',
      about: '双打，现场抽签。球拍可以借，自带运动鞋。',
      where: '职工活动中心',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 150 * MINUTE_MS),
      capacity: 16,
      guests: 1,
      points: 5,
      isForAll: true,
    },
  });
}
