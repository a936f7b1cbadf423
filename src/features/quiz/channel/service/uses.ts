import { plain } from '../../../../bot/draw/blocks.ts';
import type { Contributions } from '../../../../bot/routing/contributions.ts';
import { fitsScope } from '../../../../members/audience/spec.ts';
import { type Schedule, schedules } from '../../model.ts';

/** The schedules whose questions or digests go to a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel }) => {
  const found = await schedules(ctx)
    .find({ workspace: ctx.workspace, channel, state: { $ne: 'ended' } })
    .sort({ createdAt: 1, _id: 1 })
    .lean<Schedule[]>();
  return found.map(({ name, mode, audience, createdBy }) => ({
    what:
      mode === 'channel'
        ? { zh: `答题计划“${plain(name)}”`, en: `quiz schedule “${plain(name)}”` }
        : { zh: `答题计划“${plain(name)}”的汇总`, en: `the digest of quiz schedule “${plain(name)}”` },
    maker: createdBy,
    mayManage: (actor) => fitsScope(audience, actor),
    button: { action: 'quiz.schedules', label: { zh: '答题计划', en: 'Quiz schedules' } },
  }));
};
