import { z } from 'zod';
import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { cut, LIMITS, option, section } from '../../bot/draw/blocks.ts';
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
import { type At, caseRefs } from './refs.ts';
import { type CaseLook, checkReader, shownCases, TOGETHER, upText } from './shown.ts';
import { type Around, type CaseList, type CaseScreen, caseCard, caseList, caseModal } from './views.ts';
import { wordsFor } from './words.ts';

const ROWS = 8;
const WORDS = 2_000;
/** Stands for a case that is not among the similar ones. */
const OTHER = 'other';

/** See `caseScreens`. */
export interface CaseScreens<T extends Case, Step extends string> {
  actions: Record<'open' | 'step' | 'handOver' | 'merge' | 'photos' | 'support' | 'watch', Action>;
  modals: Record<string, Modal>;
  notices: Record<'duty' | 'news' | 'digest', NoticeRenderer>;
  /** One case as the reader may see it. @throws UserError for people whom it does not concern */
  view(ctx: Context, reader: Actor, id: string, note?: string): Promise<ModalView>;
  /** Shows a case where the click was: in its own modal in its place, from a list in the place of the list, on any other on top. */
  show(request: ActionRequest, at: At, note?: string): Promise<void>;
  /** Takes a step as its button does, for a button of another name. @param day see `stepButtons` */
  press(request: ActionRequest, at: At, step: Step, day?: string): Promise<void>;
  /** A page of cases that concern the reader. @param list.size so many on a page; 8 if absent */
  list(
    ctx: Context,
    reader: Actor,
    found: readonly T[],
    list: CaseList & { page: number; size?: number },
  ): Promise<Message>;
}

/**
 * The screens of a feature's cases, drawn from its table: one case with the steps that its reader may take, lists, the forms of
 * the steps that ask for words or a day, handing over, photos, and the notices.
 *
 * ```ts
 * export const findingScreens = caseScreens({ cases: findingCases, texts: { zh, en }, kindNames });
 * // actions: { ...findingScreens.actions }   modals: { ...findingScreens.modals }   notices: findingScreens.notices
 * ```
 * A step whose words are required, or that has a text in `asks`, opens a form; so does one that an officer takes and that sets a
 * clock whose end is chosen. Any other is taken by its button.
 */
export function caseScreens<T extends Case, Step extends string, Clock extends string>(
  look: CaseLook<T, Step, Clock>,
): CaseScreens<T, Step> {
  const { cases, texts } = look;
  const { kind } = cases;
  const { feature } = kind;
  const screen: CaseScreen = { feature, texts, lists: look.lists };
  const refs = caseRefs(feature);
  const fromSchema = z.object({ id: z.string(), from: z.string().optional() });
  /** `day`: pressed in the message of that day's news. */
  const stepRef = ref(`${feature}.step`, fromSchema.extend({ step: z.string(), day: z.string().optional() }));
  const said =
    (key: 'submit' | 'handOver' | 'to' | 'due' | 'merge' | 'mergeInto' | 'mergeNumber' | 'mergeNone') =>
    (locale: Locale) =>
      wordsFor(texts, locale)[key];

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
  const viewOf = async (ctx: Context, reader: Actor, one: T, around: Omit<Around, 'up'> = {}): Promise<ModalView> => {
    const [shown] = await shownCases(look, ctx, reader, [one]);
    if (shown === undefined) throw new UserError(kind.words.gone);
    const up = shown.isAffair && shown.isOpen ? await upText(look, ctx, reader.locale, one) : undefined;
    return caseModal(screen, reader.locale, shown, { ...around, up });
  };
  const view = async (ctx: Context, reader: Actor, id: string, note?: string): Promise<ModalView> =>
    viewOf(ctx, reader, await readable(ctx, reader, id), { note });

  /** What became of a step, in words. */
  const noteOf = async (ctx: Context, reader: Actor, { item, isDone }: Changed<T>, step?: Step): Promise<string> => {
    const say = wordsFor(texts, reader.locale);
    const rule = step === undefined ? undefined : kind.steps[step];
    if (!isDone) {
      const isTaken = rule?.owns === true && item.state === rule.to && item.owner !== undefined;
      return isTaken && item.owner !== reader.user ? say.first(`<@${item.owner}>`) : say.moved;
    }
    if (rule?.reopens === true) return say.reopened(await upText(look, ctx, reader.locale, item, 'now'));
    if (rule?.by === 'sender') return say.said;
    return item.isAnonymous ? say.doneHidden : say.done;
  };

  /** The card of a case, as the answer to what was just pressed on it. */
  const cardOf = async (ctx: Context, reader: Actor, item: T, note: string): Promise<Message> => {
    const [shown] = await shownCases(look, ctx, reader, [item]);
    if (shown === undefined) throw new UserError(kind.words.gone);
    return caseCard(screen, reader.locale, shown, { what: note, asks: false });
  };
  const saved = async (ctx: Context, actor: Actor, done: Changed<T>, at: At, step?: Step): Promise<Saved> => {
    const note = await noteOf(ctx, actor, done, step);
    return {
      // Handed over, it may not concern them any more.
      page: await viewOf(ctx, actor, done.item, { note, from: at.from }),
      card: async (copy) => updateCopy(ctx, copy, await cardOf(ctx, actor, done.item, note)),
    };
  };

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
      const say = wordsFor(texts, actor.locale);
      const isBack = steps.some((step) => kind.steps[step].reopens === true);
      const isEnd = steps.some((step) => kind.steps[step].isLast === true);
      const above = isBack ? [say.goesTo(await upText(look, ctx, actor.locale, one))] : isEnd ? [say.closes] : [];
      return {
        title,
        above: above.map((line) => section(line)),
        words: { step: { label: title }, reason: { label }, words: { label } },
        options: { step: steps.map((step) => option(step, own.steps[step] ?? step)) },
        without: (['step', 'reason', 'words', 'due'] as const).filter((field) => !isAsked[field]),
        values: end === undefined ? {} : { due: dayOf(end, ctx.config.TIMEZONE) },
      };
    },
    save: async ({ ctx, actor }, { step: chosen, reason, words: more, due }, { id, step: named, day, from }) => {
      const step = stepOf(named === TOGETHER ? chosen : named);
      const words = (isNeeded(step) ? reason : more).trim();
      const done = await cases.take(ctx, actor, id, { step, due, ...(words === '' ? {} : { words }) });
      if (day !== undefined) await redrawDay(ctx, actor, day);
      return saved(ctx, actor, done, { id, from }, step);
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
    about: refs.handOver,
    draftOf: ({ id }) => ({ id }),
    mayOpen: ({ ctx, actor }, { id }) => cases.forOfficer(ctx, actor, id),
    save: async ({ ctx, actor }, { to }, at) => saved(ctx, actor, await cases.handOver(ctx, actor, at.id, to), at),
    faultsAt: 'to',
  });

  /** Into which one: one of the similar ones, or any by its number. */
  const mergeForm = formOnPage({
    form: form(
      `${feature}.merge`,
      {
        similar: choice({ label: said('mergeInto'), look: 'radio', needed: true, missing: said('mergeNone') }),
        number: text({ label: said('mergeNumber'), max: 20, placeholder: () => `${kind.prefix}-2026-0042` }),
      },
      { title: said('merge'), submit: said('merge') },
    ),
    role: 'officer',
    drafts: 'none',
    about: refs.merge,
    shown: async ({ ctx, actor }, { id }) => {
      const one = await cases.forOfficer(ctx, actor, id);
      const found = (await cases.mergeTargets(ctx, actor, one)).map(({ number, text: words }) =>
        option(number, cut(`${number} ${words.replaceAll(/\s+/g, ' ')}`, LIMITS.option)),
      );
      return {
        options: { similar: [...found, option(OTHER, wordsFor(texts, actor.locale).mergeOther)] },
        values: { similar: found.length === 0 ? OTHER : undefined },
      };
    },
    save: async ({ ctx, actor }, { similar, number: written }, at) => {
      const number = similar === OTHER ? written : similar;
      if (number === '') return { errors: { number: wordsFor(texts, actor.locale).mergeNone } };
      return saved(ctx, actor, await cases.merge(ctx, actor, at.id, number), at);
    },
    faultsAt: 'number',
  });

  const show: CaseScreens<T, Step>['show'] = async (request, { id, from }, note) => {
    const { ctx, actor } = request;
    const modal = async () => viewOf(ctx, actor, await readable(ctx, actor, id), { note, from });
    await present(request, { modal, ...(from === undefined ? { about: id } : {}) });
  };

  /** The message of a day's news, of which one piece has been answered. */
  const redrawDay = async (ctx: Context, { user: recipient }: Actor, day: string): Promise<void> => {
    await redrawCopies(ctx, `${feature}.digest-${day}`, { recipients: [recipient] });
  };

  /** Taken at once: the card that was pressed shows what became of it. @param day whose news were pressed, if it was no card */
  const takeNow = async (request: ActionRequest, at: At, step: Step, day: string | undefined): Promise<void> => {
    const { ctx, actor } = request;
    const done = await cases.take(ctx, actor, at.id, { step });
    const note = await noteOf(ctx, actor, done, step);
    await present(request, {
      ...(day === undefined ? { message: () => cardOf(ctx, actor, done.item, note) } : {}),
      modal: () => viewOf(ctx, actor, done.item, { note, from: at.from }),
      about: at.id,
    });
    if (day !== undefined) await redrawDay(ctx, actor, day);
    await request.refreshHome();
  };

  const pressStep = async (request: ActionRequest, at: At, named: string, day?: string): Promise<void> => {
    const isAtOnce = named !== TOGETHER && !asksWords(stepOf(named)) && chosenClock(stepOf(named)) === undefined;
    if (isAtOnce) return takeNow(request, at, stepOf(named), day);
    const { ctx, actor } = request;
    const one = await readable(ctx, actor, at.id);
    const isTaken = !stepsOf(named, one).some((step) => isPossible(kind, one, step));
    // Pressed on a page that is older than what somebody has done since: it is shown as it is now, and no form opens.
    if (isTaken) return show(request, at, wordsFor(texts, actor.locale).moved);
    const about = { ...at, step: named, ...(day === undefined ? {} : { day }) };
    return stepForm.press(request, about, day === undefined);
  };

  const takeStep = async (request: ActionRequest): Promise<void> => {
    const [step = '', day] = request.suffix.split('.');
    await pressStep(request, refs.step.read(request.value), step, day);
  };

  const support = async (request: ActionRequest): Promise<void> => {
    const { ctx, actor, value } = request;
    const { id, from } = refs.support.read(value);
    await readable(ctx, actor, id);
    const { number, _id } = await cases.support(ctx, actor, id);
    await show(request, { id: _id, from }, wordsFor(texts, actor.locale).supported(number));
  };

  const watch = async (request: ActionRequest): Promise<void> => {
    const { ctx, actor, value, suffix } = request;
    const { id, from } = refs.watch.read(value);
    await readable(ctx, actor, id);
    const { _id } = await cases.watch(ctx, actor, id, suffix === 'on');
    await show(request, { id: _id, from });
  };

  const sendPhotos = async (request: ActionRequest): Promise<void> => {
    const { ctx, actor, value } = request;
    const say = wordsFor(texts, actor.locale);
    const at = refs.photos.read(value);
    const one = await (look.isPublic === true ? cases.forOfficer(ctx, actor, at.id) : readable(ctx, actor, at.id));
    const photos = await cases.photosOf(ctx, one);
    for (const file of photos) await sendSlackFile(ctx, actor.user, file, say.photosOf(one.number));
    const what = {
      zh: `取走 ${one.number} 的照片，${photos.length} 张`,
      en: `took the photos of ${one.number}, ${photos.length} of them`,
    };
    await audit(ctx, { by: actor.user, kind: 'export', what });
    await show(request, at, say.photosSent);
  };

  return {
    view,
    show,
    press: pressStep,
    notices: caseNotices(look),
    list: async (ctx, reader, all, { page, size = ROWS, ...list }) => {
      const { rows, ...place } = pageIn(all, { page, size });
      const found = { ...place, rows: await shownCases(look, ctx, reader, rows) };
      return caseList(screen, reader.locale, { ...list, found });
    },
    actions: {
      open: { role: 'worker', run: (request) => show(request, refs.open.read(request.value)) },
      step: { role: 'worker', run: takeStep },
      handOver: { role: 'officer', run: (request) => handOverForm.press(request) },
      merge: { role: 'officer', run: (request) => mergeForm.press(request) },
      photos: { role: look.isPublic === true ? 'officer' : 'worker', run: sendPhotos },
      support: { role: 'worker', run: support },
      watch: { role: 'worker', run: watch },
    },
    modals: {
      ...stepForm.modals,
      ...handOverForm.modals,
      ...(kind.merges === undefined ? {} : mergeForm.modals),
    },
  };
}
