import type { NoticeRenderer } from '../../../bot/feature.ts';
import { shownOf } from '../card/service/present.ts';
import { readerOf } from '../messages/reader.ts';
import { digestFor } from './service.ts';
import { digestMessage } from './views.ts';

/** The week as it is when it is drawn: what was taken or cancelled since is not in it. */
export const digest: NoticeRenderer = async ({ ctx, recipient, params: { week = '', open: offered = '' } }) => {
  if (recipient === undefined) return { drop: 'over' };
  const { own, open } = await digestFor(ctx, recipient, week, offered.split(' '));
  if (own.length + open.length === 0) return { drop: 'over' };
  const shown = await shownOf(ctx, recipient, [...own, ...open]);
  const left = shown.slice(own.length).filter((one) => one.ofCourse.attended === undefined);
  if (own.length + left.length === 0) return { drop: 'over' };
  return digestMessage(readerOf(recipient), shown.slice(0, own.length), left);
};
