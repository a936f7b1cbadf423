import { plain } from '../../../bot/draw/blocks.ts';
import type { Contributions } from '../../../bot/routing/contributions.ts';
import { maySee } from '../../../members/roles.ts';
import { contests } from '../model.ts';
import type { Contest } from '../rules/records.ts';

/** The contests whose brackets stand in a channel. */
export const channelUses: NonNullable<Contributions['channelUses']> = async ({ ctx, channel }) => {
  const found = await contests(ctx)
    .find({ workspace: ctx.workspace, channel, state: { $in: ['open', 'qualifying', 'drawn'] } })
    .sort({ _id: 1 })
    .lean<Contest[]>();
  return found.map(({ _id, name, createdBy, branch }) => ({
    what: { zh: `擂台赛“${plain(name)}”的对阵图`, en: `the bracket of “${plain(name)}”` },
    maker: createdBy,
    mayManage: (actor) => maySee(actor, branch),
    button: {
      action: `arena.open:${_id}`,
      label: { zh: '查看比赛', en: 'Open contest' },
      value: JSON.stringify({ id: _id }),
    },
  }));
};
