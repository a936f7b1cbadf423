import type { ModalView } from '../../../../bot/draw/block-kit.ts';
import { viewBelow } from '../../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../../bot/request.ts';
import { pack, unpack } from '../../../../bot/text/command-text.ts';
import { audienceNames } from '../../../../members/audience/text.ts';
import { errorsAt, factsIn, peopleIn, textIn } from '../../form/input.ts';
import { formMessages } from '../../form/messages.ts';
import { officerMessages } from '../../messages/officer-messages.ts';
import { readerOf } from '../../messages/reader.ts';
import { backTo } from '../../pages/show.ts';
import { managedSession } from '../../session/service/sessions.ts';
import { faultsIn } from '../service/courses.ts';
import { coursePageOf } from '../show.ts';
import { makeUpMessages } from './messages.ts';
import { type MakeUp, makeUpOf, newMakeUp, saveMakeUp } from './service.ts';
import { makeUpModal } from './views.ts';

async function formOf({ ctx, actor }: ActionRequest, made: MakeUp, viewBelow: string): Promise<ModalView> {
  const { trainer } = made.draft.facts;
  const include = trainer === '' ? [] : [{ kind: 'member', user: trainer } as const];
  const names = await audienceNames(ctx, { include, except: [] });
  const [first = ''] = made.draft.makesUp ?? [];
  return makeUpModal(readerOf(actor), pack(made.id, first, viewBelow), made, names);
}

/** The form of a make-up that is a draft already. */
export async function makeUpDraftForm(request: ActionRequest): Promise<ModalView> {
  return formOf(request, await makeUpOf(request.ctx, request.actor, request.value), viewBelow(request));
}

async function saved({ ctx, actor, metadata, inputs }: SubmitRequest): Promise<SubmitResult> {
  const [id = '', original = '', viewBelow = ''] = unpack(metadata, 3);
  const makesUp = peopleIn(inputs, 'makesUp');
  if (makesUp.length === 0) return { errors: { makesUp: makeUpMessages[actor.locale].choose } };
  const { kind } = await managedSession(ctx, actor, original);
  const course = await saveMakeUp(ctx, actor, id, {
    facts: { ...factsIn(inputs), kind },
    about: textIn(inputs, 'about'),
    repeat: 'once',
    times: 1,
    more: '',
    include: [],
    except: [],
    must: [],
    makesUp,
  });
  const faults = await faultsIn(ctx, actor, course);
  if (faults.length > 0) return { errors: errorsAt(faults, formMessages[actor.locale].faults) };
  return backTo(ctx, viewBelow, await coursePageOf(ctx, actor, course, officerMessages[actor.locale].kept));
}

export const makeUpActions: Record<string, Action> = {
  makeUp: {
    role: 'officer',
    // The page of the closed session stays below: the make-up has a page of its own.
    run: (request) =>
      request.openModal(async () => formOf(request, await newMakeUp(request.ctx, request.actor, request.value), '')),
  },
};
export const makeUpModals: Record<string, Modal> = { makeUp: { role: 'officer', submit: saved } };
