import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { takeSheets } from '../../members/take-sheets.ts';
import { unitOption } from './competitors.ts';
import { answerForm, challengeForm, weightsForm } from './forms.ts';
import { messages, slotWords } from './messages.ts';
import type { Competition, Rival } from './model.ts';
import { type RivalLine, rivalsMessage } from './page-views.ts';
import { answerRef, bookRef, challengeRef, howRef, rivalsRef, standingsRef, tryRef } from './refs.ts';
import { reckoningSheets } from './service/export.ts';
import { standingsOf } from './service/facts.ts';
import { lives, visible } from './service/lives.ts';
import { answer, challenge, rivalOf, rivalsPage, scoreIn } from './service/rivals.ts';
import { ownUnit, speaksFor } from './service/units.ts';
import { valuesOfUnit } from './service/values.ts';
import { correctionsOf, howMessage, standingsMessage, trialMessage } from './standing-views.ts';
import { WORDS } from './words.ts';

/** A competition that has begun. @throws UserError for a draft */
async function begun(ctx: Context, actor: Actor, id: string): Promise<Competition> {
  const one = await visible(ctx, actor, id);
  if (one.state === 'draft') throw new UserError(WORDS.notOpen);
  return one;
}

/** The table of a competition for a reader. */
export const standingsFor = async (ctx: Context, actor: Actor, one: Competition, page = 1): Promise<Message> =>
  standingsMessage(actor.locale, await standingsOf(ctx, one), { page, own: ownUnit(one, actor) });

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
async function showHow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, origin } = request;
  const { id, unit } = howRef.read(value);
  const draw = async () => {
    const one = await begun(ctx, actor, id);
    const [shown, values] = await Promise.all([standingsOf(ctx, one), valuesOfUnit(ctx, id, unit)]);
    const row = shown.now.rows.find((each) => each.unit.key === unit);
    if (row === undefined) throw new UserError(WORDS.strangeUnit);
    return asModal(
      actor.locale,
      howMessage(actor.locale, shown, row, correctionsOf(values)),
      messages[actor.locale].standingsTitle,
    );
  };
  // One modal, wherever it is asked for: it is long, and it is read beside the table.
  await present(request, { modal: draw, ...(origin.kind === 'modal' ? { inModal: 'instead' as const } : {}) });
}

/** Who may try other weights: everybody. Nothing of it is kept. */
const trying = formOnPage({
  form: async ({ ctx, actor }, { id }) => weightsForm((await begun(ctx, actor, id)).indicators),
  role: 'worker',
  about: tryRef,
  drafts: 'none',
  save: async ({ ctx, actor }, weights, { id }) => {
    const one = await begun(ctx, actor, id);
    const { now, under } = await standingsOf(ctx, one);
    const indicators = one.indicators.map((each, at) => ({ ...each, weight: weights[`w${at}`] ?? each.weight }));
    const drawn = trialMessage(actor.locale, one, now, under({ ...one, indicators }), indicators);
    return { page: asModal(actor.locale, drawn, messages[actor.locale].tryWeights) };
  },
});

async function sendBook(request: ActionRequest): Promise<void> {
  const { ctx, actor, value, reply, origin } = request;
  const say = messages[actor.locale];
  const one = await begun(ctx, actor, bookRef.read(value).id);
  const { sheet } = say;
  const sheets = await reckoningSheets(ctx, one, {
    ...sheet,
    direction: ({ direction }) => say.direction[direction],
    scale: ({ scale }) => say.scale[scale],
    fold: ({ fold }) => say.fold[fold],
    source: ({ source }) => source || say.byLedger,
    slot: (slot) => slotWords(actor.locale, slot),
    out: say.out,
    byLedger: say.byLedger,
    openState: ({ pending, refused }) => (pending === undefined ? sheet.refused(refused?.reason ?? '') : sheet.pending),
  });
  const what = { zh: `导出“${one.name}”的名次计算表`, en: `exported the reckoning of “${one.name}”` };
  await takeSheets(ctx, actor, {
    filename: `competition-${one.from}.xlsx`,
    sheets,
    comment: say.exported(one.name),
    what,
  });
  if (origin.kind === 'message') await reply(sentence(say.exportDone));
  else await request.openModal(async () => asModal(actor.locale, sentence(say.exportDone), say.standingsTitle));
}

/** A match as it stands. */
export async function rivalLines(
  ctx: Context,
  actor: Actor,
  one: Competition,
  found: readonly Rival[],
): Promise<RivalLine[]> {
  const { now } = await standingsOf(ctx, one);
  const nameOf = (key: string) => one.units.find((unit) => unit.key === key)?.name ?? '';
  return found.map((rival) => ({
    rival,
    sides: [nameOf(rival.challenger), nameOf(rival.rival)],
    scores: [scoreIn(now, rival, rival.challenger), scoreIn(now, rival, rival.rival)],
    mayAnswer: one.state === 'open' && speaksFor(actor, rival.rival),
  }));
}

async function rivalsFor(ctx: Context, actor: Actor, one: Competition, page = 1, note?: string): Promise<Message> {
  const mayChallenge = one.state === 'open' && one.units.some(({ key }) => speaksFor(actor, key));
  const found = await rivalsPage(ctx, one._id, page);
  const lines = await rivalLines(ctx, actor, one, found.rows);
  return rivalsMessage(actor.locale, one, { ...found, rows: lines }, mayChallenge, note);
}

const rivalsModal = async (ctx: Context, actor: Actor, one: Competition, note: string): Promise<ModalView> =>
  asModal(actor.locale, await rivalsFor(ctx, actor, one, 1, note), messages[actor.locale].rivals);

const challenging = formOnPage({
  form: challengeForm,
  role: 'worker',
  about: challengeRef,
  mayOpen: async ({ ctx, actor }, { id }) => {
    const { units } = await begun(ctx, actor, id);
    if (!units.some(({ key }) => speaksFor(actor, key))) throw new UserError(WORDS.notSpeaker);
  },
  shown: async ({ ctx, actor }, { id }, typed) => {
    const one = await begun(ctx, actor, id);
    const [own, ...others] = one.units.filter(({ key }) => speaksFor(actor, key));
    const challenger = typed.challenger ?? (others.length === 0 ? own?.key : undefined);
    return {
      values: { challenger },
      options: {
        challenger: unitOption(one, challenger),
        rival: unitOption(one, typed.rival),
        indicator: one.indicators.map(({ id: key, name }) => option(key, name)),
      },
    };
  },
  save: async ({ ctx, actor, viewId }, { indicator, ...wanted }, { id }) => {
    const one = await begun(ctx, actor, id);
    const _id = idFrom(id, actor.user, viewId);
    await challenge(ctx, actor, one, { _id, ...wanted, ...(indicator === undefined ? {} : { indicator }) });
    return { page: await rivalsModal(ctx, actor, one, messages[actor.locale].challenged) };
  },
  faultsAt: 'rival',
});

/** The competition of a match. @throws UserError */
async function competitionOf(ctx: Context, id: string): Promise<Competition> {
  const rival = await rivalOf(ctx, id);
  if (rival === undefined) throw new UserError(WORDS.gone);
  return lives.present(ctx, rival.competition);
}

const declining = formOnPage({
  form: answerForm,
  role: 'worker',
  about: answerRef,
  save: async ({ ctx, actor }, { words }, { rival }) => {
    await answer(ctx, actor, rival, false, words);
    return { page: await rivalsModal(ctx, actor, await competitionOf(ctx, rival), messages[actor.locale].declinedNow) };
  },
  faultsAt: 'words',
});

async function answerNow(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const about = answerRef.read(value);
  if (!about.isTaken) return declining.press(request);
  await answer(ctx, actor, about.rival, true, '');
  const one = await competitionOf(ctx, about.rival);
  const say = messages[actor.locale];
  await present(request, { message: () => rivalsFor(ctx, actor, one, 1, say.acceptedNow), title: say.rivals });
}

async function showRivals(request: ActionRequest): Promise<void> {
  const { ctx, actor, value } = request;
  const { id, page } = rivalsRef.read(value);
  const one = await begun(ctx, actor, id);
  await present(request, { message: () => rivalsFor(ctx, actor, one, page), title: messages[actor.locale].rivals });
}

const worker = (run: Action['run']): Action => ({ role: 'worker', run });

export const standingActions: Record<string, Action> = {
  ...trying.actions,
  ...challenging.actions,
  [standingsRef.verb]: worker(showStandings),
  [howRef.verb]: worker(showHow),
  [bookRef.verb]: worker(sendBook),
  [rivalsRef.verb]: worker(showRivals),
  [answerRef.verb]: worker(answerNow),
};

export const standingModals: Record<string, Modal> = {
  ...trying.modals,
  ...challenging.modals,
  ...declining.modals,
};
