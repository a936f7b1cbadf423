import { canBeSecret, newCode } from '../../src/ballots/envelopes.ts';
import { ABSTAIN, NO, YES } from '../../src/ballots/rules/question.ts';
import { callVote, votes } from '../../src/features/votes/service.ts';
import { idFrom } from '../../src/lib/ids.ts';
import { EVERYBODY } from '../../src/members/audience/spec.ts';
import { idOf } from '../company.ts';
import { CHAIR, type History, isPlayed, type Stage } from './stage.ts';

const [SHIFT, CANTEEN] = [idFrom('votes', 'shift'), idFrom('votes', 'canteen')];

/** A vote that is counted, and one that waits for whoever tries the bot. */
export const votesHistory: History = (stage) => [
  { at: stage.atWorkday(-9, '09:20'), play: () => shiftVote(stage) },
  {
    at: stage.atWorkday(-8, '12:30'),
    play: async () => {
      for (const user of stage.people.map(idOf)) {
        const chance = stage.chance('shift', user);
        const said = chance < 0.6 ? YES : chance < 0.78 ? NO : ABSTAIN;
        if (chance < 0.86) await votes.vote(stage.ctx, { user }, SHIFT, [said], newCode());
      }
    },
  },
  { at: stage.atWorkday(-6, '17:05'), play: () => stage.tick('votes.tick') },
  { at: stage.atWorkday(-1, '10:40'), play: () => canteenVote(stage) },
  {
    at: stage.atWorkday(-1, '16:10'),
    play: async () => {
      // Those who are played have still to vote.
      for (const user of stage.people.map(idOf).filter((one) => !isPlayed(one))) {
        const chance = stage.chance('canteen', user);
        if (chance < 0.5) await votes.vote(stage.ctx, { user }, CANTEEN, [Math.floor(chance * 6)], '');
      }
    },
  },
];

async function shiftVote(stage: Stage): Promise<void> {
  await callVote(stage.ctx, await stage.actor(CHAIR), SHIFT, {
    title: '冬季上班时间推迟半小时？',
    about: '12 月到 2 月，早班 8:30 开始、17:30 结束。通过以后由工会和公司协商。',
    question: { kind: 'yesNo' },
    rule: { quorum: { share: 'twoThirds', of: 'all' }, majority: { share: 'half', of: 'all' } },
    isSecret: canBeSecret(stage.ctx),
    electorate: EVERYBODY,
    opensAt: stage.atWorkday(-9, '09:20'),
    closesAt: stage.atWorkday(-6, '17:00'),
  });
}

async function canteenVote(stage: Stage): Promise<void> {
  await callVote(stage.ctx, await stage.actor(CHAIR), CANTEEN, {
    title: '食堂新增哪个窗口？',
    question: { kind: 'choose', options: ['面食', '轻食沙拉', '川湘小炒'], most: 1, places: 1 },
    rule: { majority: { share: 'most' } },
    isSecret: false,
    electorate: EVERYBODY,
    opensAt: stage.atWorkday(-1, '10:40'),
    closesAt: stage.atWorkday(4, '17:00'),
  });
}
