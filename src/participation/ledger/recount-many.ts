import { type AudienceContext, resolveAudience } from '../../members/audience/resolve.ts';
import { audienceOf, EVERYBODY } from '../../members/audience/spec.ts';
import { recount, standingsOf } from './store.ts';

const PAGE = 200;

/**
 * Makes the standings of many members again from the ledger, after what they are counted by has changed.
 * @param branch only its members; everybody without one
 * @param after where an earlier run had come to
 * @param done is told of each page's last member, so that a run that dies goes on from there
 */
export async function recountMany(
  ctx: AudienceContext,
  { branch, after }: { branch?: string; after: string },
  done: (member: string) => Promise<void>,
): Promise<void> {
  const audience = branch === undefined ? EVERYBODY : audienceOf({ kind: 'branch', branch });
  for await (const page of resolveAudience(ctx, audience, 'company', { size: PAGE })) {
    const last = page.at(-1)?.user ?? '';
    if (last <= after) continue;
    const known = await standingsOf(
      ctx,
      page.map(({ user }) => user),
    );
    for (const user of known.keys()) await recount(ctx, user);
    await done(last);
  }
}
