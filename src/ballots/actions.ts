import type { Actor } from '../bot/actor.ts';
import type { ModalView } from '../bot/draw/block-kit.ts';
import { context, modal, plain, section } from '../bot/draw/blocks.ts';
import { formModal, formReaderOf, type OpenForm } from '../bot/draw/form/modal.ts';
import { backTo } from '../bot/draw/live-view.ts';
import { message } from '../bot/draw/message.ts';
import { asModal, present, viewBelow } from '../bot/draw/present.ts';
import { quoteOf } from '../bot/draw/quoted.ts';
import { sentence } from '../bot/draw/sentence.ts';
import type { Action, Modal } from '../bot/feature.ts';
import type { ActionRequest } from '../bot/request.ts';
import { UserError } from '../bot/routing/errors.ts';
import { sendSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { guardRow } from '../lib/tables/formula-guard.ts';
import { writeXlsx } from '../lib/tables/xlsx-write.ts';
import type { Ballots } from './ballots.ts';
import { newCode } from './envelopes.ts';
import { cancelForm, paperForm, saidIn, tieForm, tieOptions, type VoteFields, voteForm } from './forms.ts';
import { messages } from './messages.ts';
import { ballotRefs } from './refs.ts';
import { type Ballot, isOpen } from './rules/ballot.ts';
import { publishedBallot, readableBallot, shownBallot, votesPage, votesSheet } from './showing.ts';
import { ballotBlocks, listBlocks, typedName } from './views.ts';
import { WORDS } from './words.ts';

/** What people do with the ballots of a feature, for its manifest. */
export interface BallotParts {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
}

/** The page of a ballot. @param note what was just done */
export async function ballotPage(
  ctx: Context,
  of: Ballots,
  actor: Actor,
  one: Ballot,
  note?: string,
): Promise<ModalView> {
  const reader = formReaderOf(actor);
  const blocks = ballotBlocks(reader, ballotRefs(of.feature), await shownBallot(ctx, of, actor, one));
  const { title } = messages[actor.locale];
  return asModal(actor.locale, { blocks: note === undefined ? blocks : [section(note), ...blocks] }, title);
}

/** The dialogs and buttons of a feature’s ballots: voting, the result, all votes, and what officers do. */
export function ballotParts(of: Ballots): BallotParts {
  const { feature } = of;
  const refs = ballotRefs(feature);

  /** Whether this person can vote in it now. @throws UserError with why not */
  const mustBeVotable = async (ctx: Context, actor: Actor, id: string): Promise<void> => {
    const one = await of.present(ctx, id);
    const row = await of.row(ctx, one, actor.user);
    if (one.state === 'planned') throw new UserError(WORDS.notYet);
    if (one.state === 'cancelled') throw new UserError(WORDS.cancelled);
    if (row === undefined) throw new UserError(WORDS.notOnRoll);
    if (!isOpen(one, clock.now())) throw new UserError(WORDS.over);
    if (row.isAbsent === true) throw new UserError(WORDS.notPresent);
    if (one.isSecret && row.hasVoted === true) throw new UserError(WORDS.already);
  };

  const voting: OpenForm = formModal<VoteFields>({
    form: async ({ ctx, metadata }) => voteForm(feature, (await of.present(ctx, refs.vote.read(metadata).id)).question),
    role: 'worker',
    // What was chosen is kept nowhere but in the envelope.
    drafts: 'none',
    shown: async ({ ctx, actor, metadata }) => {
      const { id, code } = refs.vote.read(metadata);
      const { title, about, isSecret } = await of.present(ctx, id);
      const say = messages[actor.locale];
      return {
        above: [
          section(`*${plain(title)}*`),
          ...(about === undefined ? [] : [section(quoteOf(about, 600))]),
          ...(isSecret ? [section(say.code(code)), context(say.protects)] : []),
        ],
      };
    },
    submit: async ({ ctx, actor, metadata, refreshHome }, values) => {
      const { id, code } = refs.vote.read(metadata);
      const { question, isSecret } = await of.present(ctx, id);
      await of.vote(ctx, actor, id, saidIn(question, values), code);
      await refreshHome();
      const say = messages[actor.locale];
      const done = isSecret ? say.doneSecret(code) : say.doneOpen;
      const view = modal({ callback: 'bot.shown', title: say.done, close: say.close, blocks: [section(done)] });
      return { update: view };
    },
  });

  const papering: OpenForm = formModal<VoteFields>({
    form: async ({ ctx, metadata }) =>
      paperForm(feature, (await of.present(ctx, refs.paper.read(metadata).id)).question),
    role: 'officer',
    drafts: 'none',
    submit: async ({ ctx, actor, metadata, viewId }, { who, how, ...values }) => {
      const { id, below = '' } = refs.paper.read(metadata);
      const { question } = await of.present(ctx, id);
      const by = how === 'proxy' ? 'proxy' : 'paper';
      const one = await of.voteFor(ctx, actor, id, String(who), saidIn(question, values), by);
      return backTo({ ctx, viewId }, below, await ballotPage(ctx, of, actor, one, messages[actor.locale].paperDone));
    },
  });

  const cancelling = formModal({
    form: cancelForm(feature),
    role: 'officer',
    about: (metadata) => refs.cancel.read(metadata).id,
    submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { reason }) => {
      const { id, below = '' } = refs.cancel.read(metadata);
      const one = await of.cancel(ctx, actor, id, reason);
      await refreshHome();
      return backTo({ ctx, viewId }, below, await ballotPage(ctx, of, actor, one, messages[actor.locale].cancelDone));
    },
  });

  const deciding = formModal({
    form: tieForm(feature),
    role: 'officer',
    about: (metadata) => {
      const { id, nth } = refs.tie.read(metadata);
      return `${id} ${nth}`;
    },
    shown: async ({ ctx, actor, metadata }) => {
      const { id, nth } = refs.tie.read(metadata);
      const { outcome, question, ties = [] } = await of.present(ctx, id);
      const tie = outcome?.tie;
      if (tie === undefined || ties.length !== nth) throw new UserError(WORDS.noTie);
      const say = messages[actor.locale];
      const asks = tie.asks === 'strike' ? say.tieStrikes : say.tieWins;
      return {
        options: { option: tieOptions(tie.options, (one) => typedName(actor.locale, question, one)) },
        words: { option: { label: question.kind === 'yesNo' ? say.tieYesNo : asks } },
      };
    },
    submit: async ({ ctx, actor, metadata, viewId }, { option, why }) => {
      const { id, nth, below = '' } = refs.tie.read(metadata);
      const one = await of.decideTie(ctx, actor, id, { nth, option: Number(option), why });
      return backTo({ ctx, viewId }, below, await ballotPage(ctx, of, actor, one, messages[actor.locale].tieDone));
    },
  });

  const mustManage = async (_ctx: Context, actor: Actor, one: Ballot): Promise<void> => {
    if (!of.manages(actor, one)) throw new UserError(WORDS.notYours);
  };

  /** @throws UserError for an officer who has a stake in the tie, before they give a reason */
  const mustDecide = async (ctx: Context, actor: Actor, one: Ballot): Promise<void> => {
    await mustManage(ctx, actor, one);
    if (one.outcome?.tie === undefined) throw new UserError(WORDS.noTie);
    if (!(await of.mayDecideTie(ctx, actor, one))) throw new UserError(WORDS.hasStake);
  };

  /** Opens a form on top of the page where the click was. */
  const opens = <T extends { id: string; below?: string | undefined }>(
    form: OpenForm,
    ref: { read(value: string): T; pack(data: T): string },
    check = mustManage,
  ): Action => ({
    role: 'officer',
    run: async (request) => {
      const { ctx, actor } = request;
      const data = ref.read(request.value);
      await check(ctx, actor, await of.present(ctx, data.id));
      await request.openModal(() => form.open(request, ref.pack({ ...data, below: viewBelow(request) })));
    },
  });

  const show = (request: ActionRequest, id: string): Promise<void> =>
    present(request, {
      modal: async () => {
        const { ctx, actor } = request;
        const { one } = await readableBallot(ctx, of, actor, id);
        return ballotPage(ctx, of, actor, one);
      },
      inModal: 'over',
    });

  const vote: Action['run'] = async (request) => {
    const { ctx, actor } = request;
    const { id } = refs.vote.read(request.value);
    await mustBeVotable(ctx, actor, id);
    await request.openModal(() => voting.open(request, refs.vote.pack({ id, code: newCode() })));
  };

  const list: Action['run'] = async (request) => {
    const { ctx, actor } = request;
    const { id, page } = refs.list.read(request.value);
    const one = await publishedBallot(ctx, of, actor, id);
    const draw = async () => {
      const blocks = listBlocks(actor.locale, refs, one, await votesPage(ctx, one, page));
      return asModal(actor.locale, message(blocks), messages[actor.locale].list);
    };
    const about = `${feature} votes ${id}`;
    await present(request, { modal: async () => ({ ...(await draw()), private_metadata: about }), about });
  };

  const file: Action['run'] = async (request) => {
    const { ctx, actor } = request;
    const one = await publishedBallot(ctx, of, actor, refs.file.read(request.value).id);
    const say = messages[actor.locale];
    const rows = (await votesSheet(ctx, actor, one)).map((row) => guardRow(row));
    const bytes = await writeXlsx(rows, [22, 40, 12]);
    await sendSlackFile(
      ctx,
      actor.user,
      { filename: `${feature}-${one._id}.xlsx`, bytes },
      say.fileNote(plain(one.title)),
    );
    await request.reply(sentence(say.fileSent));
  };

  const end: Action['run'] = async (request) => {
    const { ctx, actor } = request;
    const { id } = refs.end.read(request.value);
    const one = await of.endNow(ctx, actor, id);
    await present(request, { modal: () => ballotPage(ctx, of, actor, one) });
  };

  return {
    actions: {
      [refs.open.verb]: { role: 'worker', run: (request) => show(request, refs.open.read(request.value).id) },
      [refs.vote.verb]: { role: 'worker', run: vote },
      [refs.list.verb]: { role: 'worker', run: list },
      [refs.file.verb]: { role: 'worker', run: file },
      [refs.end.verb]: { role: 'officer', run: end },
      [refs.cancel.verb]: opens(cancelling, refs.cancel),
      [refs.tie.verb]: opens(deciding, refs.tie, mustDecide),
      [refs.paper.verb]: opens(papering, refs.paper),
    },
    modals: {
      [refs.vote.verb]: voting.modal,
      [refs.cancel.verb]: cancelling.modal,
      [refs.tie.verb]: deciding.modal,
      [refs.paper.verb]: papering.modal,
    },
  };
}
