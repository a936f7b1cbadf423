import type { Context } from '../../../../context.ts';
import type { AudiencePart } from '../../../../members/audience/spec.ts';
import { audienceOf, EVERYBODY } from '../../../../members/audience/spec.ts';
import { schedules } from '../../model.ts';

/** For whom a schedule was before there was one kind of audience. */
interface Former {
  kind: 'company' | 'branch' | 'team' | 'post';
  branch?: string;
  team?: string;
  post?: string;
}

/**
 * Rewrites the audiences of schedules that were made before there was one kind of audience; the log says how many. Each is
 * written only if it is still as it was read, so that any number of processes may do it at once, and again.
 */
export async function migrateAudiences(ctx: Pick<Context, 'db' | 'workspace' | 'log'>): Promise<void> {
  const { collection } = schedules(ctx);
  const old = await collection.find({ workspace: ctx.workspace, 'audience.kind': { $exists: true } }).toArray();
  let count = 0;
  for (const { _id, audience } of old) {
    const { modifiedCount } = await collection.updateOne({ _id, audience }, { $set: { audience: specOf(audience) } });
    count += modifiedCount;
  }
  if (count > 0) ctx.log.info({ schedules: count }, 'the audiences of schedules are written in the present form');
}

/** One that does not say which branch, team or post was for nobody, and stays so. */
function specOf({ kind, branch = '', team = '', post = '' }: Former) {
  if (kind === 'company') return EVERYBODY;
  const part: Record<Exclude<Former['kind'], 'company'>, AudiencePart | undefined> = {
    branch: branch === '' ? undefined : { kind: 'branch', branch },
    team: branch === '' || team === '' ? undefined : { kind: 'team', branch, team },
    post: post === '' ? undefined : { kind: 'post', post },
  };
  const found = part[kind];
  return found === undefined ? { include: [], except: [] } : audienceOf(found);
}
