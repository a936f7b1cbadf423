import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Course, courses, type Session } from '../model.ts';
import { type Material, MOST_MATERIALS } from '../rules/materials.ts';
import { courseFor } from '../session/service/courses.ts';
import { materialsMessages } from './messages.ts';

const FULL = { zh: materialsMessages.zh.filled, en: materialsMessages.en.filled };

/** What there is to read for these courses. */
export async function materialsOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Material[]>> {
  const found = await courses(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...new Set(ids)] }, materials: { $exists: true } }, { materials: 1 })
    .lean<Pick<Course, '_id' | 'materials'>[]>();
  return new Map(found.map(({ _id, materials = [] }) => [_id, materials]));
}

/** Adds one, before the course is published or after; the same again adds nothing. @throws UserError when there are enough */
export async function addMaterial(ctx: Context, actor: Actor, id: string, material: Material): Promise<Course> {
  await courseFor(ctx, actor, id);
  await courses(ctx).updateOne(
    {
      workspace: ctx.workspace,
      _id: id,
      'materials.link': { $ne: material.link },
      [`materials.${MOST_MATERIALS - 1}`]: { $exists: false },
    },
    { $push: { materials: material }, $set: { updatedAt: clock.now() } },
  );
  const course = await courseFor(ctx, actor, id);
  if (!course.materials?.some((one) => one.link === material.link)) throw new UserError(FULL);
  return course;
}

/** Takes one away; twice is once. */
export async function removeMaterial(ctx: Context, actor: Actor, id: string, link: string): Promise<Course> {
  await courseFor(ctx, actor, id);
  await courses(ctx).updateOne(
    { workspace: ctx.workspace, _id: id, 'materials.link': link },
    { $pull: { materials: { link } }, $set: { updatedAt: clock.now() } },
  );
  return courseFor(ctx, actor, id);
}

/** Sends a course's materials to a person, in a message that shares their files with them. The same click sends once. */
export async function sendMaterials(ctx: Context, actor: Actor, session: Session, clickId: string): Promise<void> {
  await plan(ctx, [
    {
      notice: `training.materials-${session._id}-${clickId.replace(/\W/g, '-')}`,
      kind: 'training.materials',
      recipient: actor.user,
      to: 'member',
      params: { session: session._id },
      urgent: true,
      priority: 1,
    },
  ]);
}
