import { balloted } from '../../../ballots/ballots.ts';
import type { Context } from '../../../context.ts';
import { idFrom } from '../../../lib/ids.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { pollsOf, titleOf } from '../rules/programme.ts';
import type { Nominee, Poll, Programme } from '../rules/records.ts';
import { hasPart, kept, nomineesOf } from './calendar.ts';

/** Votes on titles. What was elected is written into the programme, which the tick then brings to its end. */
export const votes = balloted({
  feature: 'honours',
  mayDecideTie: async (ctx, { user }, { of: id = '' }) => {
    const programme = await kept.find(ctx, id);
    return programme !== undefined && !(await hasPart(ctx, programme, user));
  },
  follow: async (ctx, { _id: id, of: programme = '', state, outcome }) => {
    // A tie waits for an officer, and this is asked again; a vote that was called off elects nobody.
    if (state !== 'cancelled' && outcome?.tie !== undefined) return;
    await kept.decide(ctx, programme, ({ polls = [] }) => {
      const poll = polls.find((one) => one.id === id);
      if (poll === undefined || poll.elected !== undefined) return undefined;
      const elected = (outcome?.winners ?? []).flatMap((option) => poll.nominees[option] ?? []);
      return { polls: polls.map((one) => (one.id === id ? { ...one, elected } : one)) };
    });
  },
});

/** Calls the votes of a programme whose publicity is over, each once. */
export async function callVotes(ctx: Context, id: string): Promise<void> {
  const found = await kept.present(ctx, id);
  if (found.state !== 'voting') return;
  const all = await nomineesOf(ctx, id);
  const standing = new Set(all.filter(({ state }) => state === 'in').map(({ _id }) => _id));
  const { one } = await kept.decide(ctx, id, (programme) =>
    programme.polls === undefined
      ? { polls: pollsOf(programme, standing, (title, unit) => idFrom(ctx.workspace, 'vote', id, title, unit)) }
      : undefined,
  );
  for (const poll of one.polls ?? []) if (poll.elected === undefined) await callVote(ctx, one, poll, all);
}

async function callVote(ctx: Context, programme: Programme, poll: Poll, all: readonly Nominee[]): Promise<void> {
  const { name, judges, voters, createdBy, votingAt, voteUntil, branch } = programme;
  const title = titleOf(programme, poll.title);
  if (title === undefined || votingAt === undefined || voteUntil === undefined) return;
  const within = poll.unit === '' ? branch : poll.unit;
  await votes.call(
    ctx,
    { user: createdBy },
    poll.id,
    {
      title: [title.name, ...(poll.unit === '' ? [] : [poll.unit]), name].join(' · '),
      question: { kind: 'choose', options: await namesOf(ctx, poll, all), most: poll.places, places: poll.places },
      isSecret: true,
      rule: { majority: { share: 'half', of: 'cast' }, quorum: { share: 'half', of: 'all' } },
      electorate:
        voters === 'judges'
          ? { include: judges.map((user) => ({ kind: 'member' as const, user })), except: [] }
          : EVERYBODY,
      // Judges are of several branches.
      ...(within === undefined || voters === 'judges' ? {} : { branch: within }),
      opensAt: votingAt,
      closesAt: voteUntil,
    },
    programme._id,
  );
  await votes.goForward(ctx, poll.id);
}

const NAME_CHARS = 40;

/** What the options are called: names, with a number where two are the same. */
async function namesOf(ctx: Context, { nominees: ids }: Poll, all: readonly Nominee[]): Promise<string[]> {
  const members = ids.map((id) => all.find(({ _id }) => _id === id)?.member ?? '');
  const people = await membersOf(ctx, members);
  const names = members.map((member) => [...(people.get(member)?.name ?? member)].slice(0, NAME_CHARS).join(''));
  return names.map((name, nth) => {
    const before = names.slice(0, nth).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
