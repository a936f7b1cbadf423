import { newCode } from '../src/ballots/envelopes.ts';
import { ABSTAIN } from '../src/ballots/rules/question.ts';
import { deliveries } from '../src/delivery/model.ts';
import { votes } from '../src/features/votes/service.ts';
import { EVERYBODY } from '../src/members/audience/spec.ts';
import type { Bed } from './bed.ts';
import { addMembers, userAt } from './company.ts';
import { quantile } from './load.ts';
import type { Row } from './table.ts';

const HOUR_MS = 3_600_000;
/** So many vote at the same moment, and one of so many does not vote. */
const AT_ONCE = 50;
const ABSENT = 10;
const ID = 'bench';
/** Set for 20,000. */
const TARGET = { openS: 15, voteP99: 250, countS: 15 };

export interface BallotSizes {
  voters: number;
}

export interface BallotResult {
  /** The roll written, and everybody's notice planned, s. */
  openS: number;
  /** Until the vote stands, ms: what lies before the ack. */
  vote: { p50: number; p99: number };
  /** A reminder planned for each who has not voted, s. */
  remindS: number;
  reminded: number;
  /** Rows shut, envelopes opened and shuffled, box written, counted, burnt, and everybody's result planned, s. */
  countS: number;
}

/** A secret vote of everybody, from the opening to the result. */
export async function measureBallots(bed: Bed, { voters }: BallotSizes): Promise<BallotResult> {
  const { ctx: opened } = await bed.open('ballots');
  const ctx = { ...opened, config: { ...opened.config, SUGGESTIONS_KEY: 'a1'.repeat(32) } };
  await addMembers(ctx, voters);
  const officer = { user: userAt(0), roles: ['administrator' as const], scope: 'company' as const };
  const now = Date.now();
  await votes.call(ctx, officer, ID, {
    title: 'A new shift plan',
    question: { kind: 'yesNo' },
    rule: { quorum: { share: 'twoThirds', of: 'all' }, majority: { share: 'half', of: 'all' } },
    isSecret: true,
    electorate: EVERYBODY,
    // So far along that people are reminded as soon as somebody looks.
    opensAt: new Date(now - 40 * HOUR_MS),
    closesAt: new Date(now + 10 * HOUR_MS),
  });
  const openS = await seconds(() => votes.goForward(ctx, ID));
  const times: number[] = [];
  const people = Array.from({ length: voters }, (_, index) => index).filter((index) => index % ABSENT !== 0);
  for (let start = 0; start < people.length; start += AT_ONCE)
    await Promise.all(
      people.slice(start, start + AT_ONCE).map(async (index) => {
        const since = performance.now();
        await votes.vote(ctx, { user: userAt(index) }, ID, [index % (ABSTAIN + 1)], newCode());
        times.push(performance.now() - since);
      }),
    );
  const remindS = await seconds(() => votes.wake(ctx));
  const reminded = await deliveries(ctx).countDocuments({ workspace: ctx.workspace, kind: 'votes.ballotRemind' });
  if (reminded !== voters - people.length) throw new Error(`${reminded} are reminded`);
  const actor = { ...officer, name: '', locale: 'zh' as const, tz: 'Asia/Shanghai' };
  const rest = { branch: undefined, team: undefined, post: undefined, shift: undefined };
  const countS = await seconds(async () => {
    await votes.endNow(ctx, { ...actor, ...rest }, ID);
    await votes.goForward(ctx, ID);
  });
  const { outcome } = await votes.lives.present(ctx, ID);
  if (outcome?.voted !== people.length) throw new Error(`${outcome?.voted} of ${people.length} votes are counted`);
  return { openS, vote: { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }, remindS, reminded, countS };
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await run();
  return (performance.now() - since) / 1_000;
}

/** What was measured, in rows of the table. */
export function ballotRows({ openS, vote, remindS, reminded, countS }: BallotResult, { voters }: BallotSizes): Row[] {
  const s = (value: number): string => `${value.toFixed(1)} s`;
  const share = voters / 20_000;
  const within = (value: number, most: number) => ({ target: `< ${s(most)}`, isReached: value < most });
  const ms = (value: number): string => `${Math.round(value)} ms`;
  return [
    {
      what: `A secret vote of ${voters.toLocaleString('en')}: opened`,
      ours: s(openS),
      ...within(openS, Math.max(2, TARGET.openS * share)),
    },
    {
      what: `… a vote stands, ${AT_ONCE} at once, p50 / p99`,
      ours: `${ms(vote.p50)} / ${ms(vote.p99)}`,
      target: `< ${TARGET.voteP99} ms`,
      isReached: vote.p99 < TARGET.voteP99,
    },
    { what: `… ${reminded.toLocaleString('en')} reminded`, ours: s(remindS) },
    { what: '… counted, and its keys burnt', ours: s(countS), ...within(countS, Math.max(2, TARGET.countS * share)) },
  ];
}
