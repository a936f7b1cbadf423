import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { addDays, dayOf, instantOf } from '../../../../lib/zone.ts';
import { type Certificate, certificates } from '../model.ts';

const AT_ONCE = 500;

/** Reminds of refreshers whose day has come, each holder once; what is not needed any more is dropped when it is drawn. */
export async function remindRefreshers(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const tz = ctx.config.TIMEZONE;
  const due = await certificates(ctx)
    .find({ workspace, remindOn: { $lte: dayOf(clock.now(), tz) }, annulledAt: { $exists: false } })
    .limit(AT_ONCE)
    .lean<Certificate[]>();
  if (due.length === 0) return;
  await plan(
    ctx,
    due.map(({ number, member, until }) => ({
      notice: `training.refresh-${number}`,
      kind: 'training.refresh',
      recipient: member,
      to: 'member',
      params: { number },
      ...(until === undefined ? {} : { expiresAt: instantOf(addDays(until, 1), '00:00', tz) }),
    })),
  );
  const numbers = due.map((one) => one.number);
  await certificates(ctx).updateMany({ workspace, number: { $in: numbers } }, { $unset: { remindOn: 1 } });
}

/** Whether its holder has something later of the same: another certificate that holds longer. */
export async function isRenewed(ctx: Context, { member, subject, number, until }: Certificate): Promise<boolean> {
  if (until === undefined) return false;
  const later = await certificates(ctx).exists({
    workspace: ctx.workspace,
    member,
    subject,
    number: { $ne: number },
    annulledAt: { $exists: false },
    $or: [{ until: { $exists: false } }, { until: { $gt: until } }],
  });
  return later !== null;
}
