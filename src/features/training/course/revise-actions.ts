import { viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import { errorsAt, listIn, textIn } from '../form/input.ts';
import { formMessages } from '../form/messages.ts';
import { namesIn } from '../form/names.ts';
import { backTo } from '../pages/show.ts';
import { courseFor } from '../session/service/courses.ts';
import { reviseMessages } from './revise-messages.ts';
import { reviseModal } from './revise-views.ts';
import { reviseCourse } from './service/revise.ts';
import { coursePageOf } from './show.ts';

async function open(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const course = await courseFor(ctx, actor, value);
    const metadata = pack(value, course.revision ?? 0, viewBelow(request));
    return reviseModal(actor.locale, metadata, course, await namesIn(request, course, ''));
  });
}

async function saved(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata, inputs } = request;
  const [id = '', seen = '', viewBelow = ''] = unpack(metadata, 3);
  const [include, except, must] = ['include', 'except', 'must'].map((one) => listIn(inputs, one));
  const wanted = { include: include ?? [], except: except ?? [], must: must ?? [], more: textIn(inputs, 'more') };
  const isForAll = textIn(inputs, 'tell') === 'all';
  const done = await reviseCourse(ctx, actor, id, Number(seen), { ...wanted, isForAll });
  if ('faults' in done) return { errors: errorsAt(done.faults, formMessages[actor.locale].faults) };
  return backTo(ctx, viewBelow, await coursePageOf(ctx, actor, done, reviseMessages[actor.locale].saved));
}

export const reviseActions: Record<string, Action> = { revise: { role: 'officer', run: open } };
export const reviseModals: Record<string, Modal> = { revise: { role: 'officer', submit: saved } };
