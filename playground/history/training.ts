import { emptyDraft, newCourseId, saveDraft } from '../../src/features/training/course/service/courses.ts';
import { publish } from '../../src/features/training/course/service/publish.ts';
import { saveTerms } from '../../src/features/training/course/service/terms.ts';
import { ASPECTS } from '../../src/features/training/feedback/rules.ts';
import { given } from '../../src/features/training/feedback/service/feedback.ts';
import { writeDates } from '../../src/features/training/rules/dates.ts';
import type { Terms } from '../../src/features/training/rules/terms.ts';
import { signUpForAll } from '../../src/features/training/seats/service/join-all.ts';
import { gathered } from '../../src/features/training/seats/service/seats.ts';
import { allDatesOf, attendancesOf } from '../../src/features/training/session/service/sessions.ts';
import { hasAttended } from '../../src/gatherings/rules/marks.ts';
import { MINUTE_MS } from '../../src/lib/zone.ts';
import { CHINESE_BRANCHES, idOf } from '../company.ts';
import { CHAIR, type History, isPlayed, readsChinese, type Scene, type Stage, ZONE } from './stage.ts';

interface Camp {
  topic: string;
  about: string;
  where: string;
  trainer: string;
  capacity: number;
  /** Minutes of each date. */
  duration: number;
  /** Working days from today. */
  published: number;
  days: readonly number[];
  time: string;
  terms: Terms;
  /** Those who can be played and sign up. */
  played: readonly string[];
  /** How many others. */
  others: number;
}

const OVER: Camp = {
  topic: '急救员特训营',
  about: '心肺复苏、止血包扎、溺水救护。穿方便活动的衣服。',
  where: '综合楼三楼',
  trainer: 'U0QH1002',
  capacity: 24,
  duration: 150,
  published: -38,
  time: '09:00',
  days: [-26, -25, -24],
  terms: { needed: 'all', certificate: { months: 24, skill: '急救员' } },
  played: ['U0QH1003', 'U0QH1004', 'U0QH2003', 'U0QH3003'],
  others: 13,
};

const COMING: Camp = {
  topic: '冷链设备操作特训营',
  about: '制冷原理、日常点检、停电处置，第三天上机。带上岗位操作卡。',
  where: '临港加工分会培训室',
  trainer: 'U0QH3005',
  capacity: 20,
  duration: 120,
  published: -2,
  time: '14:00',
  days: [6, 7, 8],
  terms: { needed: 'all', certificate: { months: 36, skill: '冷链设备操作' } },
  played: ['U0QH3002', 'U0QH3003'],
  others: 11,
};

/** A camp that is over, with its attendance and its certificates, and one to come whose seats are mostly taken. */
export const trainingHistory: History = (stage) => [...campScenes(stage, OVER), ...campScenes(stage, COMING)];

function campScenes(stage: Stage, camp: Camp): Scene[] {
  const { ctx } = stage;
  const { topic, about, where, trainer, capacity, duration, published, days, time, terms, played, others } = camp;
  const id = newCourseId();
  const [first, ...more] = days.map((day) => stage.atWorkday(day, time));
  const publishing: Scene = {
    at: stage.atWorkday(published, '10:30'),
    play: async () => {
      const chair = await stage.actor(CHAIR);
      const empty = emptyDraft(chair);
      const facts = {
        ...empty.facts,
        topic,
        kind: 'camp' as const,
        where,
        trainer,
        capacity,
        duration,
        minutes: duration,
      };
      await saveDraft(ctx, chair, id, {
        ...empty,
        facts: { ...facts, ...(first === undefined ? {} : { startsAt: first }) },
        about,
        include: CHINESE_BRANCHES.map((branch) => `branch:${branch}`),
        more: writeDates(more, ZONE),
      });
      await saveTerms(ctx, chair, id, 0, terms);
      await publish(ctx, chair, id);
      await stage.lookShown('training.tick');
    },
  };
  const reads = new Set(stage.people.filter(readsChinese).map(idOf));
  const crowd = stage.people
    .map(idOf)
    .filter((user) => !played.includes(user) && user !== trainer && user !== CHAIR)
    .toSorted((a, b) => stage.chance(topic, a) - stage.chance(topic, b))
    .filter((user) => !isPlayed(user) && reads.has(user))
    .slice(0, others);
  const signing: Scene = {
    at: new Date(publishing.at.getTime() + 90 * MINUTE_MS),
    play: async () => {
      for (const user of [...played, ...crowd]) await signUpForAll(ctx, await stage.actor(user), id, true);
      await stage.lookShown('training.tick');
    },
  };
  return [
    publishing,
    signing,
    ...days.flatMap((_, nth) => dateScenes(stage, id, nth, stage.atWorkday(days[nth] ?? 0, time), duration)),
  ];
}

/** People check in with the digits on the screen, some late and a few not at all; the attendance closes, and they say how it was. */
function dateScenes(stage: Stage, course: string, nth: number, startsAt: Date, duration: number): Scene[] {
  const { ctx } = stage;
  const session = async () => (await allDatesOf(ctx, course))[nth];
  const after = (minutes: number): Date => new Date(startsAt.getTime() + minutes * MINUTE_MS);
  const checkIn = (isMine: (user: string) => boolean) => async (): Promise<void> => {
    const one = await session();
    const shown = one === undefined ? undefined : gathered.codeFor(ctx, one);
    if (one === undefined || shown === undefined) throw new Error('no digits on the screen');
    const there = one.seats.filter(({ member, state }) => state === 'held' && isMine(member));
    for (const { member } of there) await gathered.checkIn(ctx, await stage.actor(member), one._id, shown.code);
  };
  const part = (user: string): number => stage.chance(course, nth, user);
  return [
    { at: after(-4), play: checkIn((user) => part(user) < 0.82) },
    { at: after(18), play: checkIn((user) => part(user) >= 0.82 && part(user) < 0.94) },
    { at: after(duration + 61), play: () => stage.tick('training.tick') },
    {
      at: after(duration + 180),
      play: async () => {
        const one = await session();
        if (one === undefined) return;
        const rows = await attendancesOf(ctx, { session: one._id });
        for (const { member } of rows.filter(({ mark }) => hasAttended(mark))) {
          if (stage.chance('says', course, member) > 0.4) continue;
          const actor = await stage.actor(member);
          for (const aspect of ASPECTS)
            await given.grade(ctx, actor, one._id, aspect, stage.chance(aspect, member) < 0.75 ? 'good' : 'fair');
        }
      },
    },
  ];
}
