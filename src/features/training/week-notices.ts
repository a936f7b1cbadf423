import type { NoticeRenderer } from '../../bot/feature.ts';
import { readerOf, shownOf } from './service/present.ts';
import { weekFor } from './service/week.ts';
import { weekMessage } from './week-views.ts';

/** Of the week that it was planned for, and of what that week still brings when it is drawn. */
export const weekNotice: NoticeRenderer = async ({ ctx, recipient, params, isSent }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { week, own, open } = await weekFor(ctx, recipient);
  if (!isSent && week.name !== params.week) return { drop: 'over' };
  if (own.length + open.length === 0) return { drop: 'nothing-new' };
  const [mine, others] = await Promise.all([shownOf(ctx, recipient, own), shownOf(ctx, recipient, open)]);
  return weekMessage(readerOf(recipient), mine, others);
};
