import type { Context } from '../../../context.ts';
import { runs, schedules } from '../model.ts';

/** `quiz.card-<run>`, `quiz.nudge-<run>`, `quiz.channel-<run>`. */
const OF_A_RUN = /^quiz\.(?:card|nudge|channel)-(.+)$/;

/** The schedule of a run's notices, and the shift it is for. @returns by notice */
export async function subjectsOf(ctx: Context, notices: readonly string[]): Promise<Map<string, string[]>> {
  const { workspace } = ctx;
  const runOf = new Map(notices.map((notice) => [notice, OF_A_RUN.exec(notice)?.[1] ?? '']));
  const found = await runs(ctx)
    .find({ workspace, _id: { $in: [...runOf.values()] } }, { schedule: 1, shift: 1 })
    .lean();
  const named = await schedules(ctx)
    .find({ workspace, _id: { $in: found.map(({ schedule }) => schedule) } }, { name: 1 })
    .lean();
  const names = new Map(named.map(({ _id, name }) => [_id, name]));
  const words = new Map(found.map(({ _id, schedule, shift }) => [_id, [names.get(schedule) ?? '', shift]]));
  return new Map([...runOf].map(([notice, run]) => [notice, words.get(run) ?? []]));
}
