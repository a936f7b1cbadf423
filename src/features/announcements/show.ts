import type { Actor, ModalView } from '../../bot/feature.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { sizeOfAudience } from '../../members/audience-resolve.ts';
import { audienceNames, audienceText } from '../../members/audience-text.ts';
import type { Reader } from './card-views.ts';
import type { Announcement } from './model.ts';
import { previewModal } from './page-views.ts';
import { receiptModal } from './receipt-views.ts';
import { specOf, withinOf } from './service/drafts.ts';
import { receiptPage } from './service/receipts.ts';
import { faultsIn } from './service/send.ts';

export function readerOf({ locale, tz, name }: Actor): Reader {
  return { locale, tz, name, now: clock.now() };
}

/** An announcement as an officer sees it: before it goes out its preview, then its receipts. */
export async function pageOf(ctx: Context, actor: Actor, one: Announcement, note?: string): Promise<ModalView> {
  const reader = readerOf(actor);
  if (!['draft', 'awaiting', 'scheduled'].includes(one.state))
    return receiptModal(reader, await receiptPage(ctx, actor, one), note);
  const spec = specOf(one);
  const [names, size] = await Promise.all([audienceNames(ctx, spec), sizeOfAudience(ctx, spec, withinOf(one))]);
  return previewModal(
    reader,
    {
      ...{ one, faults: one.state === 'draft' ? faultsIn(one) : [], members: size.members },
      ...{ whom: audienceText(actor.locale, spec, names), isAuthor: one.author === actor.user },
    },
    note,
  );
}
