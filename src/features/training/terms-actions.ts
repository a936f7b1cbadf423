import { pack, unpack } from '../../bot/command-text.ts';
import type { Action, ActionRequest, Modal, SubmitRequest, SubmitResult } from '../../bot/feature.ts';
import { textIn } from './form-input.ts';
import { prerequisiteErrors, prerequisitesIn } from './prerequisites-input.ts';
import { NEEDED, type Terms, termsOf } from './rules/terms.ts';
import { courseFor } from './service/courses.ts';
import { topicsOf } from './service/prerequisites.ts';
import { managedSession } from './service/sessions.ts';
import { saveTerms } from './service/terms.ts';
import { backTo, below, coursePageOf, pageOf } from './show.ts';
import { termsMessages } from './terms-messages.ts';
import { termsModal } from './terms-views.ts';

function termsIn(inputs: SubmitRequest['inputs']): Terms {
  return {
    needed: NEEDED.find((one) => one === textIn(inputs, 'needed')) ?? 'each',
    ...prerequisitesIn(inputs),
  };
}

/** Opens the form from the page of a course, or of one of its sessions. */
const open = (isOfSession: boolean): Action => ({
  role: 'officer',
  run: async (request: ActionRequest) => {
    const { ctx, actor, value } = request;
    await request.openModal(async () => {
      const id = isOfSession ? (await managedSession(ctx, actor, value)).course : value;
      const course = await courseFor(ctx, actor, id);
      const metadata = pack(id, course.termsRev ?? 0, below(request), isOfSession ? value : '');
      const terms = termsOf(course);
      return termsModal(actor.locale, metadata, terms, await topicsOf(ctx, terms.before ?? []));
    });
  },
});

async function saved({ ctx, actor, metadata, inputs }: SubmitRequest): Promise<SubmitResult> {
  const [id = '', seen = '', viewBelow = '', session = ''] = unpack(metadata, 4);
  const terms = termsIn(inputs);
  const errors = await prerequisiteErrors(ctx, actor, id, terms);
  if (errors !== undefined) return { errors };
  const course = await saveTerms(ctx, actor, id, Number(seen), terms);
  const note = termsMessages[actor.locale].saved;
  const page =
    session === ''
      ? await coursePageOf(ctx, actor, course, note)
      : await pageOf(ctx, actor, await managedSession(ctx, actor, session), { note });
  return backTo(ctx, viewBelow, page);
}

export const termsActions: Record<string, Action> = { terms: open(false), termsOf: open(true) };
export const termsModals: Record<string, Modal> = { terms: { role: 'officer', submit: saved } };
