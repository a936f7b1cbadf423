import { pack, unpack } from '../../bot/command-text.ts';
import type { Action, ActionRequest, Locale, Modal, SubmitRequest, SubmitResult } from '../../bot/feature.ts';
import { numberIn, textIn } from './form-input.ts';
import { certificateFaults, NEEDED, type Terms, type TermsFault, termsOf } from './rules/terms.ts';
import { courseFor } from './service/courses.ts';
import { managedSession } from './service/sessions.ts';
import { saveTerms } from './service/terms.ts';
import { backTo, below, coursePageOf, pageOf } from './show.ts';
import { termsMessages } from './terms-messages.ts';
import { termsModal } from './terms-views.ts';

const INPUT_OF: Record<TermsFault, string> = { months: 'months', monthsAlone: 'months', skillAlone: 'skill' };

/** What stands in the form, or what is wrong with it, at its input. */
function termsIn(
  inputs: SubmitRequest['inputs'],
  locale: Locale,
): { terms: Terms } | { errors: Record<string, string> } {
  const isGiven = textIn(inputs, 'certificate') === 'yes';
  const [months, skill] = [numberIn(inputs, 'months'), textIn(inputs, 'skill').trim()];
  const faults = certificateFaults({ isGiven, months, skill });
  const say = termsMessages[locale].faults;
  if (faults.length > 0) return { errors: Object.fromEntries(faults.map((one) => [INPUT_OF[one], say[one]])) };
  const certificate = { ...(months === undefined ? {} : { months }), ...(skill === '' ? {} : { skill }) };
  return {
    terms: {
      needed: NEEDED.find((one) => one === textIn(inputs, 'needed')) ?? 'each',
      ...(isGiven ? { certificate } : {}),
    },
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
      return termsModal(actor.locale, metadata, termsOf(course));
    });
  },
});

async function saved({ ctx, actor, metadata, inputs }: SubmitRequest): Promise<SubmitResult> {
  const [id = '', seen = '', viewBelow = '', session = ''] = unpack(metadata, 4);
  const read = termsIn(inputs, actor.locale);
  if ('errors' in read) return read;
  const course = await saveTerms(ctx, actor, id, Number(seen), read.terms);
  const note = termsMessages[actor.locale].saved;
  const page =
    session === ''
      ? await coursePageOf(ctx, actor, course, note)
      : await pageOf(ctx, actor, await managedSession(ctx, actor, session), { note });
  return backTo(ctx, viewBelow, page);
}

export const termsActions: Record<string, Action> = { terms: open(false), termsOf: open(true) };
export const termsModals: Record<string, Modal> = { terms: { role: 'officer', submit: saved } };
