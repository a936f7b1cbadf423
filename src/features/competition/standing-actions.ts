import type { Actor } from '../../bot/actor.ts';
import type { Message } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formModal } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { asModal, present, viewBelow } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { sendSlackFile } from '../../bot/slack/file.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import type { Locale } from '../../lib/language.ts';
import { audit } from '../../members/audit.ts';
import { answerForm, challengeForm, weightsForm } from './forms.ts';
import { messages, slotWords } from './messages.ts';
import type { Competition } from './model.ts';
import { type RivalLine, rivalsMessage } from './page-views.ts';
import { answerRef, bookRef, challengeRef, howRef, rivalsRef, standingsRef, tryRef } from './refs.ts';
import type { Facts } from './rules/facts.ts';
import { standingOf } from './rules/reckon.ts';
import { type ExportWords, standingsFile } from './service/export.ts';
import { type Standings, standingsOf } from './service/facts.ts';
import { answer, challenge, rivalOf, rivalsOf, scoreIn } from './service/rivals.ts';
import { lives, visible } from './service/store.ts';
import { ownUnit, speaksFor } from './service/units.ts';
import { valuesOf } from './service/values.ts';
import { correctionsOf, howMessage, standingsMessage, trialMessage } from './standing-views.ts';
import { WORDS } from './words.ts';

const MOST_OPTIONS = 100;

/** A competition that has begun. @throws UserError for a draft */
async function begun(ctx: Context, actor: Actor, id: string): Promise<Competition> {
  const one = await visible(ctx, actor, id);
  if (one.state === 'draft') throw new UserError(WORDS.notOpen);
  return one;
}

/** The table of a competition for a reader. */
export async function standingsFor(ctx: Context, actor: Actor, one: Competition, page = 1): Promise<Message> {
  return standingsMessage(actor.locale, await standingsOf(ctx, one), { page, own: ownUnit(one, actor) });
}

async function showStandings(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { id, page } = standingsRef.read(value);
  const one = await begun(ctx, actor, id);
  await present(request, {
    message: () => standingsFor(ctx, actor, one, page),
    title: messages[actor.locale].standingsTitle,
  });
}

/** How the rank of a unit was computed. @throws UserError for one that does not compete */
export async function howFor(ctx: Context, actor: Actor, id: string, unit: string): Promise<Message> {
  const one = await begun(ctx, actor, id);
  const [shown, values] = await Promise.all([standingsOf(ctx, one), valuesOf(ctx, id)]);
  const row = shown.now.rows.find((each) => each.unit.key === unit);
  if (row === undefined) throw new UserError(WORDS.strangeUnit);
  return howMessage(actor.locale, shown, row, correctionsOf(values.filter((each) => each.unit === unit)));
}

async function showHow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, origin } = request;
  const { id, unit } = howRef.read(value);
  const draw = () => howFor(ctx, actor, id, unit);
  const title = messages[actor.locale].standingsTitle;
  // One modal, wherever it is asked for: it is long, and it is read beside the table.
  await present(request, {
    modal: async () => asModal(actor.locale, await draw(), title),
    ...(origin.kind === 'modal' ? { inModal: 'instead' as const } : {}),
  });
}

/** Who may try other weights: everybody. Nothing of it is kept. */
const trying = formModal({
  form: async ({ ctx, actor, metadata }) => weightsForm((await begun(ctx, actor, tryRef.read(metadata).id)).indicators),
  role: 'worker',
  drafts: 'none',
  submit: async ({ ctx, actor, metadata }, weights) => {
    const { id, below = '' } = tryRef.read(metadata);
    const one = await begun(ctx, actor, id);
    const { facts, now }: Standings = await standingsOf(ctx, one);
    const tried: Facts = {
      ...facts,
      indicators: facts.indicators.map((indicator, at) => ({
        ...indicator,
        weight: weights[`w${at}`] ?? indicator.weight,
      })),
    };
    const drawn = trialMessage(actor.locale, one, now, standingOf(tried), tried.indicators);
    return backTo(ctx, below, asModal(actor.locale, drawn, messages[actor.locale].tryWeights));
  },
});

function exportWords(locale: Locale): ExportWords {
  const say = messages[locale];
  const { sheet } = say;
  return {
    ...sheet,
    direction: ({ direction }) => say.direction[direction],
    scale: ({ scale }) => say.scale[scale],
    fold: ({ fold }) => say.fold[fold],
    source: ({ source }) => source || say.byLedger,
    slot: (slot) => slotWords(locale, slot),
    out: say.out,
    byLedger: say.byLedger,
    openState: ({ pending, refused }) => (pending === undefined ? sheet.refused(refused?.reason ?? '') : sheet.pending),
  };
}

async function sendBook(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, reply, origin } = request;
  const say = messages[actor.locale];
  const one = await begun(ctx, actor, bookRef.read(value).id);
  const bytes = await standingsFile(ctx, one, exportWords(actor.locale));
  await sendSlackFile(ctx, actor.user, { filename: `competition-${one.from}.xlsx`, bytes }, say.exported(one.name));
  const what = { zh: `导出“${one.name}”的名次计算表`, en: `exported the reckoning of “${one.name}”` };
  await audit(ctx, { by: actor.user, kind: 'export', what });
  if (origin.kind === 'message') await reply(sentence(say.exportDone));
  else await request.openModal(async () => asModal(actor.locale, sentence(say.exportDone), say.standingsTitle));
}

/** The matches of a competition, as they stand. */
export async function rivalLines(ctx: Context, actor: Actor, one: Competition): Promise<RivalLine[]> {
  const [found, { now }] = await Promise.all([rivalsOf(ctx, one._id), standingsOf(ctx, one)]);
  const nameOf = (key: string) => one.units.find((unit) => unit.key === key)?.name ?? '';
  return found.map((rival) => ({
    rival,
    sides: [nameOf(rival.challenger), nameOf(rival.rival)],
    scores: [scoreIn(now, rival, rival.challenger), scoreIn(now, rival, rival.rival)],
    mayAnswer: speaksFor(actor, rival.rival),
  }));
}

async function rivalsFor(ctx: Context, actor: Actor, one: Competition, note?: string): Promise<Message> {
  const mayChallenge = one.state === 'open' && one.units.some(({ key }) => speaksFor(actor, key));
  return rivalsMessage(actor.locale, one, await rivalLines(ctx, actor, one), mayChallenge, note);
}

const rivalsModal = async (ctx: Context, actor: Actor, one: Competition, note?: string) =>
  asModal(actor.locale, await rivalsFor(ctx, actor, one, note), messages[actor.locale].rivals);

const challenging = formModal({
  form: challengeForm,
  role: 'worker',
  about: (metadata) => challengeRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }) => {
    const { units, indicators } = await begun(ctx, actor, challengeRef.read(metadata).id);
    const own = units.filter(({ key }) => speaksFor(actor, key));
    if (own.length === 0) throw new UserError({ zh: messages.zh.noRivalHere, en: messages.en.noRivalHere });
    const [only] = own.length === 1 ? own : [];
    const optionsOf = (all: readonly { key: string; name: string }[]) =>
      all.slice(0, MOST_OPTIONS).map(({ key, name }) => option(key, name));
    return {
      ...(only === undefined ? {} : { values: { challenger: only.key } }),
      options: {
        challenger: optionsOf(own),
        rival: optionsOf(units),
        indicator: optionsOf(indicators.map(({ id, name }) => ({ key: id, name }))),
      },
    };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { challenger, rival, indicator, stake }) => {
    const { id, below = '' } = challengeRef.read(metadata);
    const one = await begun(ctx, actor, id);
    const say = messages[actor.locale];
    if (challenger === rival) return { errors: { rival: say.form.same } };
    const known = new Set(one.units.map(({ key }) => key));
    if (!known.has(challenger)) return { errors: { challenger: WORDS.strangeUnit[actor.locale] } };
    if (!known.has(rival)) return { errors: { rival: WORDS.strangeUnit[actor.locale] } };
    const wanted = { _id: idFrom(id, actor.user, viewId), challenger, rival, stake };
    await challenge(ctx, actor, one, { ...wanted, ...(indicator === undefined ? {} : { indicator }) });
    return backTo(ctx, below, await rivalsModal(ctx, actor, one, say.challenged));
  },
});

/** A match with its competition. @throws UserError */
async function matchOf(ctx: Context, id: string): Promise<Competition> {
  const rival = await rivalOf(ctx, id);
  if (rival === undefined) throw new UserError(WORDS.gone);
  return lives.present(ctx, rival.competition);
}

const declining = formModal({
  form: answerForm,
  role: 'worker',
  about: (metadata) => answerRef.read(metadata).rival,
  submit: async ({ ctx, actor, metadata }, { words }) => {
    const { rival, below = '' } = answerRef.read(metadata);
    await answer(ctx, actor, rival, false, words);
    return backTo(
      ctx,
      below,
      await rivalsModal(ctx, actor, await matchOf(ctx, rival), messages[actor.locale].declinedNow),
    );
  },
});

async function answerNow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const about = answerRef.read(value);
  if (!about.isTaken)
    return request.openModal(() => declining.open(request, answerRef.pack({ ...about, below: viewBelow(request) })));
  await answer(ctx, actor, about.rival, true, '');
  const one = await matchOf(ctx, about.rival);
  const say = messages[actor.locale];
  await present(request, { message: () => rivalsFor(ctx, actor, one, say.acceptedNow), title: say.rivals });
}

const worker = (run: Action['run']): Action => ({ role: 'worker', run });

export const standingActions: Record<string, Action> = {
  [standingsRef.verb]: worker(showStandings),
  [howRef.verb]: worker(showHow),
  [bookRef.verb]: worker(sendBook),
  [tryRef.verb]: worker(async (request) => {
    const about = tryRef.pack({ id: tryRef.read(request.value).id, below: viewBelow(request) });
    await request.openModal(() => trying.open(request, about));
  }),
  [rivalsRef.verb]: worker(async (request) => {
    const { ctx, actor, value } = request;
    const one = await begun(ctx, actor, rivalsRef.read(value).id);
    await present(request, { message: () => rivalsFor(ctx, actor, one), title: messages[actor.locale].rivals });
  }),
  [challengeRef.verb]: worker(async (request) => {
    const about = challengeRef.pack({ id: challengeRef.read(request.value).id, below: viewBelow(request) });
    await request.openModal(() => challenging.open(request, about));
  }),
  [answerRef.verb]: worker(answerNow),
};

export const standingModals: Record<string, Modal> = {
  [tryRef.verb]: trying.modal,
  [challengeRef.verb]: challenging.modal,
  [answerRef.verb]: declining.modal,
};
