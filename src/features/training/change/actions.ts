import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { backTo } from '../../../bot/draw/live-view.ts';
import { viewBelow } from '../../../bot/draw/present.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { MINUTE_MS } from '../../../lib/zone.ts';
import { memberOf } from '../../../members/service.ts';
import { shownOne } from '../card/service/present.ts';
import { errorsAt, factsFrom, factValues, namedOptions, secondWords } from '../form/fields.ts';
import { namesIn } from '../form/names.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { readerOf } from '../messages/reader.ts';
import { affairsOf } from '../pages/service/mine.ts';
import { pageOf } from '../pages/show.ts';
import { factsOf } from '../session/service/facts.ts';
import { managedSession } from '../session/service/sessions.ts';
import { apartNote } from './apart-views.ts';
import { conflictNote } from './conflict-views.ts';
import { cancelForm, changeForm, changeRef, scopeOptions } from './forms.ts';
import { type Apart, type Change, type Conflict, cancelSession, changeSession } from './service/change.ts';
import { faultsOfChange } from './service/faults.ts';
import { hasLater, seenDate } from './service/waves.ts';

const change: OpenForm = formModal({
  form: changeForm,
  role: 'officer',
  edits: true,
  about: (metadata) => changeRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }, typed) => {
    const { id, asked } = changeRef.read(metadata);
    const session = await managedSession(ctx, actor, id);
    const { startsAt, endsAt, kind, about, ...facts } = factsOf(session);
    const duration = Math.round((endsAt.getTime() - startsAt.getTime()) / MINUTE_MS);
    const trainer = typed.trainer ?? session.trainer;
    const isAsked = asked.length > 0;
    return {
      values: { ...factValues({ ...facts, startsAt, duration }), kind, about, scope: isAsked ? 'later' : 'only' },
      options: {
        scope: scopeOptions(actor.locale, 'change', isAsked),
        trainer: namedOptions(actor.locale, {}, trainer, await namesIn(ctx, {}, [trainer])).trainer,
      },
      words: secondWords(actor.locale, session.second),
      without: (await hasLater(ctx, session)) ? [] : ['scope'],
    };
  },
  submit: async (request, { scope, kind, about, ...values }) => {
    const { ctx, actor, metadata } = request;
    const { id, version, below, asked } = changeRef.read(metadata);
    const office = officerMessages[actor.locale];
    const before = await managedSession(ctx, actor, id);
    const { duration, startsAt = before.startsAt, ...facts } = factsFrom(values, before.second, actor.locale);
    const isStranger =
      facts.trainer !== before.trainer && (await memberOf(ctx, facts.trainer))?.state !== 'active'
        ? ['trainer' as const]
        : [];
    const faults = [...new Set([...faultsOfChange(before, { ...facts, kind, startsAt, duration }), ...isStranger])];
    if (faults.length > 0) return { errors: errorsAt(faults, actor.locale) };
    const to: Change = {
      ...facts,
      kind,
      about,
      startsAt,
      endsAt: new Date(startsAt.getTime() + duration * MINUTE_MS),
      capacity: facts.capacity,
      reminders: facts.reminders,
      second: facts.second,
    };
    const later = scope === 'only' ? undefined : { asked, isOver: scope === 'over' };
    const done = await changeSession(ctx, actor, id, version, to, later);
    const again = (asks: readonly string[]) =>
      changeRef.pack({ id, below, version: done.session.version, asked: [...asks] });
    if ('since' in done)
      return {
        update: await change.again(request, again([]), { note: await noteOf(request, done, office.conflictWhat) }),
      };
    if ('apart' in done) {
      const dates = done.apart.map(({ date }) => seenDate(date));
      return { update: await change.again(request, again(dates), { note: await apartOf(request, done) }) };
    }
    await request.refreshHome();
    const { session, kept } = done;
    const isTold = session.version !== version && session.seats.length > 0;
    const note = [isTold ? office.saved : office.savedQuiet, ...(kept > 0 ? [office.keptApart(kept)] : [])].join('\n');
    return backTo(request, below, await pageOf(ctx, actor, session, { note }));
  },
});

const cancel: OpenForm = formModal({
  form: cancelForm,
  role: 'officer',
  about: (metadata) => changeRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }) => {
    const session = await managedSession(ctx, actor, changeRef.read(metadata).id);
    return {
      options: { scope: scopeOptions(actor.locale, 'cancel') },
      without: (await hasLater(ctx, session)) ? [] : ['scope'],
    };
  },
  submit: async (request, { reason, scope }) => {
    const { ctx, actor, metadata } = request;
    const { id, version, below } = changeRef.read(metadata);
    const office = officerMessages[actor.locale];
    const done = await cancelSession(ctx, actor, id, version, reason, scope === 'later');
    const { session } = done;
    if ('since' in done) {
      const again = changeRef.pack({ id, below, version: session.version, asked: [] });
      return {
        update: await cancel.again(request, again, { note: await noteOf(request, done, office.conflictCancel) }),
      };
    }
    await request.refreshHome();
    return backTo(request, below, await pageOf(ctx, actor, session, { note: office.cancelled }));
  },
});

/** Opens a form about a session as it is now. */
const opens = (form: OpenForm): Action => ({
  role: 'officer',
  run: (request) =>
    request.openModal(async () => {
      const { _id: id, version } = await managedSession(request.ctx, request.actor, request.value);
      return form.open(request, changeRef.pack({ id, version, below: viewBelow(request), asked: [] }));
    }),
});

async function noteOf({ ctx, actor }: SubmitRequest, { session, since }: Conflict, what: string): Promise<string> {
  const { changes } = await affairsOf(ctx, session);
  const shown = await shownOne(ctx, actor, session);
  return conflictNote(readerOf(actor), shown, changes.slice(-since.length), what);
}

/** What was set of later dates alone: is it to stay, or to be overwritten? */
async function apartOf({ ctx, actor }: SubmitRequest, { apart }: Apart): Promise<string> {
  const names = await namesIn(
    ctx,
    {},
    apart.map(({ date }) => date.trainer),
  );
  return apartNote(
    readerOf(actor),
    apart.map(({ date, fields }) => ({ ...factsOf(date), fields, trainer: names.get(date.trainer) ?? '' })),
  );
}

export const changeActions: Record<string, Action> = { edit: opens(change), cancelForm: opens(cancel) };
export const changeModals: Record<string, Modal> = { change: change.modal, cancel: cancel.modal };
