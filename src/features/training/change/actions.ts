import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import { pack, unpack } from '../../../bot/text/command-text.ts';
import { MINUTE_MS } from '../../../lib/zone.ts';
import { audienceNames } from '../../../members/audience/text.ts';
import { memberOf } from '../../../members/service.ts';
import { shownOne } from '../card/service/present.ts';
import { classKindIn, errorsAt, factsIn, textIn } from '../form/input.ts';
import { formMessages } from '../form/messages.ts';
import { namesIn } from '../form/names.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { readerOf } from '../messages/reader.ts';
import { affairsOf } from '../pages/service/mine.ts';
import { backTo, pageOf } from '../pages/show.ts';
import { factsOf } from '../session/service/facts.ts';
import { managedSession } from '../session/service/sessions.ts';
import { apartNote } from './apart-views.ts';
import { conflictNote } from './conflict-views.ts';
import { type Apart, type Change, type Conflict, cancelSession, changeSession } from './service/change.ts';
import { faultsOfChange } from './service/faults.ts';
import { hasLater, seenDate } from './service/waves.ts';
import { cancelModal, changeModal } from './views.ts';

async function openEdit(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const session = await managedSession(ctx, actor, value);
    const names = await namesIn(request, undefined, session.trainer);
    const metadata = pack(value, session.version, viewBelow(request));
    return changeModal(actor.locale, metadata, factsOf(session), names, { hasLater: await hasLater(ctx, session) });
  });
}

async function openCancel(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  await request.openModal(async () => {
    const session = await managedSession(ctx, actor, value);
    const metadata = pack(value, session.version, viewBelow(request));
    return cancelModal(actor.locale, metadata, await hasLater(ctx, session));
  });
}

async function cancelled(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata, inputs } = request;
  const [id = '', version = '', viewBelow = ''] = unpack(metadata, 3);
  const reason = textIn(inputs, 'reason');
  const office = officerMessages[actor.locale];
  const done = await cancelSession(ctx, actor, id, Number(version), reason, textIn(inputs, 'scope') === 'later');
  const { session } = done;
  if ('since' in done) {
    const note = await noteOf(request, done, office.conflictCancel);
    const again = pack(id, session.version, viewBelow);
    return { update: cancelModal(actor.locale, again, await hasLater(ctx, session), { note, reason }) };
  }
  await request.refreshHome();
  return backTo(ctx, viewBelow, await pageOf(ctx, actor, session, { note: office.cancelled }));
}

async function changed(request: SubmitRequest): Promise<SubmitResult> {
  const { ctx, actor, metadata, inputs } = request;
  const [id = '', version = '', viewBelow = '', asked = ''] = unpack(metadata, 4);
  const office = officerMessages[actor.locale];
  const before = await managedSession(ctx, actor, id);
  const { duration, startsAt = before.startsAt, ...typed } = factsIn(inputs);
  const facts = { ...typed, kind: classKindIn(inputs, before.kind), about: textIn(inputs, 'about') };
  const isStranger =
    facts.trainer !== before.trainer && (await memberOf(ctx, facts.trainer))?.state !== 'active'
      ? ['trainer' as const]
      : [];
  const faults = [...new Set([...faultsOfChange(before, { ...facts, startsAt, duration }), ...isStranger])];
  if (faults.length > 0) return { errors: errorsAt(faults, formMessages[actor.locale].faults) };
  const to: Change = {
    ...facts,
    startsAt,
    endsAt: new Date(startsAt.getTime() + duration * MINUTE_MS),
    capacity: facts.capacity,
  };
  const scope = textIn(inputs, 'scope');
  const later =
    scope === 'later' || scope === 'over' ? { asked: asked.split(' '), isOver: scope === 'over' } : undefined;
  const done = await changeSession(ctx, actor, id, Number(version), to, later);
  if ('since' in done) return { update: await conflicting(request, done, to, viewBelow) };
  if ('apart' in done) return { update: await asking(request, done, to, viewBelow) };
  await request.refreshHome();
  const { session, kept } = done;
  const isTold = session.version !== Number(version) && session.seats.length > 0;
  const note = [isTold ? office.saved : office.savedQuiet, ...(kept > 0 ? [office.keptApart(kept)] : [])].join('\n');
  return backTo(ctx, viewBelow, await pageOf(ctx, actor, session, { note }));
}

/** The form again, with what was typed and what somebody else has saved; the next press is meant. */
async function conflicting(
  request: SubmitRequest,
  done: Conflict,
  typed: Change,
  viewBelow: string,
): Promise<ModalView> {
  const { ctx, actor } = request;
  const { session } = done;
  const note = await noteOf(request, done, officerMessages[actor.locale].conflictWhat);
  const names = await namesIn(request, undefined, typed.trainer);
  const metadata = pack(session._id, session.version, viewBelow);
  return changeModal(actor.locale, metadata, typed, names, { hasLater: await hasLater(ctx, session), note });
}

async function noteOf({ ctx, actor }: SubmitRequest, { session, since }: Conflict, what: string): Promise<string> {
  const { changes } = await affairsOf(ctx, session);
  const shown = await shownOne(ctx, actor, session);
  return conflictNote(readerOf(actor), shown, changes.slice(-since.length), what);
}

/** The form again, with what was set of later dates alone: is it to stay, or to be overwritten? */
async function asking(
  request: SubmitRequest,
  { session, apart }: Apart,
  typed: Change,
  viewBelow: string,
): Promise<ModalView> {
  const { ctx, actor } = request;
  const people = [typed.trainer, ...apart.map(({ date }) => date.trainer)].filter((user) => user !== '');
  const include = [...new Set(people)].map((user) => ({ kind: 'member', user }) as const);
  const names = await audienceNames(ctx, { include, except: [] });
  const note = apartNote(
    readerOf(actor),
    apart.map(({ date, fields }) => ({ ...factsOf(date), fields, trainer: names.get(date.trainer) ?? '' })),
  );
  const asked = apart.map(({ date }) => seenDate(date)).join(' ');
  const metadata = pack(session._id, session.version, viewBelow, asked);
  return changeModal(actor.locale, metadata, typed, names, { hasLater: true, note, isAsked: true });
}

export const changeActions: Record<string, Action> = {
  edit: { role: 'officer', run: openEdit },
  cancelForm: { role: 'officer', run: openCancel },
};
export const changeModals: Record<string, Modal> = {
  change: { role: 'officer', submit: changed },
  cancel: { role: 'officer', submit: cancelled },
};
