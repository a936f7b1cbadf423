import { eachMember } from '../../members/audience/audience.ts';
import type { Store } from './model.ts';
import { recount, standingsOf } from './store.ts';

const PAGE = 200;

/**
 * Makes the standings of many members anew from the ledger, after what they are counted by has changed.
 * @param branch only its members; everybody without one
 * @param after where an earlier run had come to
 * @param done is told of each page's last member, so that a run that dies goes on from there
 */
export async function recountMany(
  ctx: Store,
  { branch, after }: { branch?: string; after: string },
  done: (member: string) => Promise<void>,
): Promise<void> {
  const audience = branch === undefined ? { kind: 'company' as const } : { kind: 'branch' as const, branch };
  for await (const page of eachMember(ctx, audience, PAGE)) {
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
