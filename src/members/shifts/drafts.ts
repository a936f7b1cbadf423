import { UserError } from '../../bot/routing/errors.ts';
import { clock } from '../../lib/clock.ts';
import { upserted } from '../../lib/stores/mongo.ts';
import { DAY_MS } from '../../lib/zone.ts';
import type { Store } from '../model.ts';
import { type CompanyShift, type ShiftDraft, shiftDrafts } from './model.ts';
import { changeShift, nameShift } from './service.ts';

const GONE = {
  zh: '这次预览已经过期，班次没有改动。请再打开“班次”，重新填写。',
  en: 'This preview has expired, and nothing was changed. Open Shifts and fill in the form again.',
};

/** Keeps what is previewed; the same request keeps it once, as it was sent last. Those of yesterday go. */
export async function draftShift(ctx: Store, draft: Omit<ShiftDraft, 'workspace' | 'at'>): Promise<void> {
  const { workspace } = ctx;
  const at = clock.now();
  await shiftDrafts(ctx).deleteMany({ workspace, at: { $lt: new Date(at.getTime() - DAY_MS) } });
  const one = { ...draft, workspace, at };
  await upserted(() => shiftDrafts(ctx).replaceOne({ _id: draft._id, workspace }, one, { upsert: true }).exec());
}

/** Makes a preview count, once. @throws UserError when it is gone, or as `nameShift` and `changeShift` */
export async function confirmShift(ctx: Store, id: string): Promise<CompanyShift> {
  const draft = await shiftDrafts(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<ShiftDraft>();
  if (draft === null) throw new UserError(GONE);
  const { shift, by, name, from, pattern, crews } = draft;
  const [said, deed] = [
    { name, from, pattern, crews },
    { by, request: id },
  ];
  return shift === undefined ? nameShift(ctx, id, said, deed) : changeShift(ctx, shift.id, shift.seen, said, deed);
}
