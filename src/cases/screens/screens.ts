import type { Button } from '@slack/types';
import { z } from 'zod';
import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { choice, person } from '../../bot/draw/form/chosen.ts';
import { form } from '../../bot/draw/form/form.ts';
import { date, text } from '../../bot/draw/form/kinds.ts';
import { formOnPage, type Saved } from '../../bot/draw/form/on-page.ts';
import { present } from '../../bot/draw/present.ts';
import { ref } from '../../bot/draw/ref.ts';
import type { Action, Modal, NoticeRenderer } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { sendSlackFile } from '../../bot/slack/file.ts';
import type { Context } from '../../context.ts';
import { redrawCopies, updateCopy } from '../../delivery/copies.ts';
import type { Locale } from '../../lib/language.ts';
import { pageIn } from '../../lib/pages.ts';
import { dayOf } from '../../lib/zone.ts';
import { audit } from '../../members/audit.ts';
import type { Case } from '../case.ts';
import type { Changed } from '../steps.ts';
import { isPossible } from '../steps.ts';
import { caseNotices } from './notices.ts';
import { type CaseLook, checkReader, shownCases, TOGETHER } from './shown.ts';
import { type CaseScreen, caseCard, caseList, caseModal } from './views.ts';
import { screenWords } from './words.ts';

const ROWS = 8;
const WORDS = 2_000;

/** See `caseScreens`. */
export interface CaseScreens<T extends Case> {
  actions: Record<'open' | 'step' | 'handOver' | 'photos', Action>;
  modals: Record<string, Modal>;
  notices: Record<'duty' | 'news' | 'digest', NoticeRenderer>;
  /** One case as the reader may see it. @throws UserError for people whom it does not concern */
  view(ctx: Context, reader: Actor, id: string, note?: string): Promise<ModalView>;
  /** Shows a case where the click was: in its own modal in its place, on any other on top. */
  show(request: ActionRequest, id: string, note?: string): Promise<void>;
  /** A page of cases that concern the reader. @param list.turn the action of the pages */
  list(
    ctx: Context,
    reader: Actor,
    found: readonly T[],
    list: { title: string; none?: string; turn: string; page: number; buttons?: readonly Button[] },
  ): Promise<Message>;
}

const said = (key: 'submit' | 'handOver' | 'to' | 'due') => (locale: Locale) => screenWords[locale][key];

/**
 * The screens of a feature's cases, drawn from its table: one case with the steps that its reader may take, lists, the forms of
 * the steps that ask for words or a day, handing over, photos, and the notices.
 *
 * ```ts
 * export const findingScreens = caseScreens({ cases: findingCases, texts: { zh, en }, kindName });
 * // actions: { ...findingScreens.actions }   modals: { ...findingScreens.modals }   notices: findingScreens.notices
 * ```
 * A step whose words are required, or that has a text in `asks`, opens a form; so does one that an officer takes and that sets a
 * clock whose end is chosen. Any other is taken by its button.
 */
export function caseScreens<T extends Case, Step extends string, Clock extends string>(
  look: CaseLook<T, Step, Clock>,
): CaseScreens<T> {
  const { cases, texts } = look;
  const { kind } = cases;
  const { feature } = kind;
  const screen: CaseScreen = { feature, texts };
  /** `day`: pressed in the message of that day's news. */
  const stepRef = ref(`${feature}.step`, z.object({ id: z.string(), step: z.string(), day: z.string().optional() }));

  const stepOf = (name: string): Step => {
    if (name in kind.steps && kind.steps[name as Step].by !== 'clock' && name !== kind.merges) return name as Step;
    throw new UserError(kind.words.notNow);
  };
  const stepsOf = (named: string, one: T): Step[] =>
    named === TOGETHER ? (look.together ?? []).filter((step) => isPossible(kind, one, step)) : [stepOf(named)];
  const isNeeded = (step: Step): boolean => kind.steps[step].words === 'required';
  const asksWords = (step: Step): boolean => isNeeded(step) || texts.zh.asks[step] !== undefined;
  const chosenClock = (step: Step): Clock | undefined =>
    kind.steps[step].by === 'sender'
      ? undefined
      : kind.clocks.find(({ isChosen, setBy }) => isChosen === true && setBy.includes(step))?.name;

  const readable = async (ctx: Context, reader: Actor, id: string): Promise<T> => {
    const one = await cases.present(ctx, id);
    checkReader(look, ctx, reader, one);
    return one;
  };
  const viewOf = async (ctx: Context, reader: Actor, one: T, note?: string): Promise<ModalView> => {
    const [shown] = await shownCases(look, ctx, reader, [one]);
    if (shown === undefined) throw new UserError(kind.words.gone);
    return caseModal(screen, reader.locale, shown, note);
  };
  const view = async (ctx: Context, reader: Actor, id: string, note?: string): Promise<ModalView> =>
    viewOf(ctx, reader, await readable(ctx, reader, id), note);
  const noteOf = ({ locale }: Actor, { isDone }: Changed<T>): string => screenWords[locale][isDone ? 'done' : 'moved'];

  /** The card of a case, as the answer to what was just pressed on it. */
  const cardOf = async (ctx: Context, reader: Actor, { item, isDone }: Changed<T>): Promise<Message> => {
    const [shown] = await shownCases(look, ctx, reader, [item]);
    if (shown === undefined) throw new UserError(kind.words.gone);
    return caseCard(screen, reader.locale, shown, { what: noteOf(reader, { item, isDone }), asks: false });
  };
  const saved = async (ctx: Context, actor: Actor, done: Changed<T>): Promise<Saved> => ({
    // Handed over, it may not concern them any more.
    page: await viewOf(ctx, actor, done.item, noteOf(actor, done)),
    card: async (copy) => updateCopy(ctx, copy, await cardOf(ctx, actor, done)),
  });

  const stepForm = formOnPage({
    form: form(
      `${feature}.step`,
      {
        step: choice({ label: said('submit'), look: 'radio', needed: true }),
        reason: text({ label: said('submit'), max: WORDS, long: true, needed: true }),
        words: text({ label: said('submit'), max: WORDS, long: true }),
        due: date({ label: said('due'), after: 'today' }),
      },
      { title: said('submit'), submit: said('submit') },
    ),
    role: 'worker',
    about: stepRef,
    draftOf: ({ id, step }) => ({ id, step }),
    shown: async ({ ctx, actor }, { id, step: named }) => {
      const one = await readable(ctx, actor, id);
      const steps = stepsOf(named, one);
      const own = texts[actor.locale];
      const due = steps.map(chosenClock).find((name) => name !== undefined);
      const end = due === undefined ? undefined : await cases.endOf(ctx, one, due);
      const title = own.steps[named] ?? named;
      const label = own.asks[named] ?? title;
      // Words that a step can't do without stand in a field of their own, which Slack marks as needed.
      const isNeededHere = steps.some(isNeeded);
      const isAsked = {
        step: named === TOGETHER,
        reason: isNeededHere,
        words: !isNeededHere && steps.some(asksWords),
        due: due !== undefined,
      };
      return {
        title,
        words: { step: { label: title }, reason: { label }, words: { label } },
        options: { step: steps.map((step) => option(step, own.steps[step] ?? step)) },
        without: (['step', 'reason', 'words', 'due'] as const).filter((field) => !isAsked[field]),
        values: end === undefined ? {} : { due: dayOf(end, ctx.config.TIMEZONE) },
      };
    },
    save: async ({ ctx, actor }, { step: chosen, reason, words: more, due }, { id, step: named, day }) => {
      const step = stepOf(named === TOGETHER ? chosen : named);
      const words = (isNeeded(step) ? reason : more).trim();
      const done = await cases.take(ctx, actor, id, { step, due, ...(words === '' ? {} : { words }) });
      if (day !== undefined) await redrawDay(ctx, actor, day);
      return saved(ctx, actor, done);
    },
  });

  const handOverForm = formOnPage({
    form: form(
      `${feature}.handOver`,
      { to: person({ label: said('to'), needed: true }) },
      { title: said('handOver'), submit: said('handOver') },
    ),
    role: 'officer',
    drafts: 'none',
    about: ref(`${feature}.handOver`, z.object({ id: z.string() }), { before: ['id'] }),
    mayOpen: ({ ctx, actor }, { id }) => cases.forOfficer(ctx, actor, id),
    save: async ({ ctx, actor }, { to }, { id }) => saved(ctx, actor, await cases.handOver(ctx, actor, id, to)),
    faultsAt: 'to',
  });

  const show: CaseScreens<T>['show'] = (request, id, note) =>
    present(request, { modal: () => view(request.ctx, request.actor, id, note), about: id });

  /** The message of a day's news, of which one piece has been answered. */
  const redrawDay = async (ctx: Context, { user: recipient }: Actor, day: string): Promise<void> => {
    await redrawCopies(ctx, `${feature}.digest-${day}`, { recipient });
  };

  /** Taken at once: the card that was pressed shows what became of it. @param day whose news were pressed, if it was no card */
  const press = async (request: ActionRequest, step: Step, day: string | undefined): Promise<void> => {
    const { ctx, actor, value } = request;
    const done = await cases.take(ctx, actor, value, { step });
    await present(request, {
      ...(day === undefined ? { message: () => cardOf(ctx, actor, done) } : {}),
      modal: () => viewOf(ctx, actor, done.item, noteOf(actor, done)),
      about: value,
    });
    if (day !== undefined) await redrawDay(ctx, actor, day);
    await request.refreshHome();
  };

  const takeStep = async (request: ActionRequest): Promise<void> => {
    const { suffix, value: id } = request;
    const [step = '', day] = suffix.split('.');
    const isAtOnce = step !== TOGETHER && !asksWords(stepOf(step)) && chosenClock(stepOf(step)) === undefined;
    if (isAtOnce) return press(request, stepOf(step), day);
    return stepForm.press(request, { id, step, ...(day === undefined ? {} : { day }) }, day === undefined);
  };

  return {
    view,
    show,
    notices: caseNotices(look),
    list: async (ctx, reader, all, { page, ...list }) => {
      const { rows, ...place } = pageIn(all, { page, size: ROWS });
      const found = { ...place, rows: await shownCases(look, ctx, reader, rows) };
      return caseList(screen, reader.locale, { ...list, found });
    },
    actions: {
      open: { role: 'worker', run: (request) => show(request, request.value) },
      step: { role: 'worker', run: takeStep },
      handOver: { role: 'officer', run: (request) => handOverForm.press(request) },
      photos: {
        role: 'worker',
        run: async (request) => {
          const { ctx, actor, value } = request;
          const say = screenWords[actor.locale];
          const one = await readable(ctx, actor, value);
          const photos = await cases.photosOf(ctx, one);
          for (const file of photos) await sendSlackFile(ctx, actor.user, file, say.photosOf(one.number));
          const what = {
            zh: `取走 ${one.number} 的照片，${photos.length} 张`,
            en: `took the photos of ${one.number}, ${photos.length} of them`,
          };
          await audit(ctx, { by: actor.user, kind: 'export', what });
          await show(request, value, say.photosSent);
        },
      },
    },
    modals: { ...stepForm.modals, ...handOverForm.modals },
  };
}
