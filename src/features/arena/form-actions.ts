import type { ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formModal, formReaderOf } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { viewBelow } from '../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { enterChannel } from '../../bot/slack/channel.ts';
import { idFrom } from '../../lib/ids.ts';
import { MINUTE_MS } from '../../lib/zone.ts';
import { ownedBy } from '../../members/roles.ts';
import { OPTION_LETTERS } from '../../papers/views.ts';
import { formMessages } from './form-messages.ts';
import { cancelForm, contestForm, correctForm, decideForm, substituteForm, teamForm } from './forms.ts';
import { messages } from './messages.ts';
import { contestPage, decidedMatch } from './pages.ts';
import { cancelRef, correctRef, decideRef, formRef, substituteRef, teamRef } from './refs.ts';
import { entrantOf } from './rules/entering.ts';
import type { Contest } from './rules/records.ts';
import { leastMinutes, leastToQualify } from './rules/rounds.ts';
import { matchPage } from './service/bracket-pages.ts';
import {
  cancel,
  change,
  changeContest,
  correct,
  decideMatch,
  enter,
  makeContest,
  sizeOfInvitation,
} from './service/contests.ts';
import { lives, managed } from './service/lives.ts';
import { shownOne } from './service/shown.ts';
import { WORDS } from './words.ts';

const teaming = formModal({
  form: teamForm,
  role: 'worker',
  about: (metadata) => teamRef.read(metadata).id,
  submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { name, players, substitutes }) => {
    const { id, below = '' } = teamRef.read(metadata);
    const { boards } = await lives.present(ctx, id);
    if (players.length !== boards) return { errors: { players: WORDS.size[actor.locale] } };
    try {
      const contest = await enter(ctx, actor, id, { name, members: [...players, ...substitutes] });
      await refreshHome();
      return await backTo(
        { ctx, viewId },
        below,
        await contestPage(ctx, actor, contest, messages[actor.locale].entered),
      );
    } catch (error) {
      if (error instanceof UserError) return { errors: { players: error.said[actor.locale] } };
      throw error;
    }
  },
});

const substituting = formModal({
  form: substituteForm,
  role: 'worker',
  drafts: 'none',
  shown: async ({ ctx, actor, metadata }) => {
    const contest = await lives.present(ctx, substituteRef.read(metadata).id);
    const own = entrantOf(contest, actor.user);
    if (own === undefined || own.captain !== actor.user) throw new UserError(WORDS.cannotChange);
    const { own: shown } = await shownOne(ctx, actor, contest);
    const options = own.members.map((user, nth) => option(user, shown?.names[nth] ?? user));
    return { options: { out: options.slice(0, contest.boards), into: options.slice(contest.boards) } };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { out, into }) => {
    const { id, below = '' } = substituteRef.read(metadata);
    const contest = await change(ctx, actor, id, out, into);
    return backTo({ ctx, viewId }, below, await contestPage(ctx, actor, contest, messages[actor.locale].substituted));
  },
});

const cancelling = formModal({
  form: cancelForm,
  role: 'officer',
  about: (metadata) => cancelRef.read(metadata).id,
  submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { reason }) => {
    const { id, below = '' } = cancelRef.read(metadata);
    const contest = await cancel(ctx, actor, id, reason);
    await refreshHome();
    return backTo({ ctx, viewId }, below, await contestPage(ctx, actor, contest, messages[actor.locale].cancelledNow));
  },
});

const correcting = formModal({
  form: correctForm,
  role: 'officer',
  about: (metadata) => {
    const { id, match } = correctRef.read(metadata);
    return `${id} ${match}`;
  },
  shown: async ({ ctx, actor, metadata }) => {
    const { id, match } = correctRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    const options = (page?.questions ?? []).map(({ id: question, words }, nth) =>
      option(question, `${nth + 1}. ${words.replace(/\s+/g, ' ')}`),
    );
    if (options.length === 0) throw new UserError(WORDS.cannotChange);
    return { options: { question: options } };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { question, right, reason }) => {
    const { id, match, below = '' } = correctRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    const options = page?.questions?.find((one) => one.id === question)?.options ?? [];
    if (right.some((one) => OPTION_LETTERS.indexOf(one) >= options.length))
      return { errors: { right: formMessages[actor.locale].rightBad(options.length) } };
    await correct(ctx, actor, id, { question, right: right.map((one) => OPTION_LETTERS.indexOf(one)), reason });
    return backTo(
      { ctx, viewId },
      below,
      await decidedMatch(ctx, actor, id, match, messages[actor.locale].correctedNow),
    );
  },
});

const NOBODY = '0';

const deciding = formModal({
  form: decideForm,
  role: 'officer',
  about: (metadata) => {
    const { id, match } = decideRef.read(metadata);
    return `${id} ${match}`;
  },
  shown: async ({ ctx, actor, metadata }) => {
    const { id, match } = decideRef.read(metadata);
    const page = await matchPage(ctx, actor, await managed(ctx, actor, id), match);
    if (page?.canDecide !== true) throw new UserError(WORDS.cannotChange);
    const { a, b } = page.match;
    const sides = [a, b].map(({ seed, name = '' }) => option(String(seed), name));
    return { options: { winner: [...sides, option(NOBODY, formMessages[actor.locale].nobody)] } };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { winner, reason }) => {
    const { id, match, below = '' } = decideRef.read(metadata);
    try {
      await decideMatch(ctx, actor, id, match, Number(winner), reason);
    } catch (error) {
      if (error instanceof UserError) return { errors: { winner: error.said[actor.locale] } };
      throw error;
    }
    return backTo({ ctx, viewId }, below, await decidedMatch(ctx, actor, id, match, messages[actor.locale].decided));
  },
});

/** What nobody can change any more once it is played; the number of people of a team, once there are teams. */
const FIXED = [
  'banks',
  'boards',
  'timing',
  'signUpUntil',
  'startsAt',
  'count',
  'minutes',
  'windowHours',
  'noShowMinutes',
  'seeding',
  'hasThird',
  'hasSecondLife',
  'most',
] as const;

const isPlayed = (contest: Contest | undefined): boolean =>
  contest?.state === 'drawn' || contest?.state === 'qualifying';

/** The form of a contest: a new one, or one that is there. */
const contesting = (questions: Questions) =>
  formModal({
    form: contestForm,
    role: 'officer',
    about: (metadata) => formRef.read(metadata).id ?? 'new',
    edits: (metadata) => formRef.read(metadata).id !== undefined,
    shown: async ({ ctx, actor, metadata }, { banks: typed = [] }) => {
      const { id } = formRef.read(metadata);
      const known = await questions.banks({ ctx, actor, query: '' });
      const contest = id === undefined ? undefined : await managed(ctx, actor, id);
      const chosen = new Set([...typed, ...(contest?.banks ?? [])]);
      const options = { banks: known.filter(({ value = '' }) => chosen.has(value)) };
      if (contest === undefined) return { options };
      const { boards, channel, isLive } = contest;
      return {
        options,
        title: formMessages[actor.locale].editContest,
        values: {
          ...contest,
          boards: String(boards) as '1',
          timing: isLive ? ('live' as const) : ('window' as const),
          channel: channel === undefined ? [] : [channel],
        },
        without: isPlayed(contest) ? [...FIXED] : contest.entrants.length > 0 ? ['boards'] : [],
      };
    },
    submit: async ({ ctx, actor, metadata, viewId, refreshHome }, { boards, timing, channel: [channel], ...facts }) => {
      const { id, below = '' } = formRef.read(metadata);
      const form = formMessages[actor.locale];
      const { now } = formReaderOf(actor);
      const before = id === undefined ? undefined : await managed(ctx, actor, id);
      const isLive = timing === 'live';
      if (!isPlayed(before)) {
        if (facts.signUpUntil <= now) return { errors: { signUpUntil: form.past } };
        if (facts.startsAt < facts.signUpUntil) return { errors: { startsAt: form.startBefore } };
        const toQualify = leastToQualify({ ...facts, isLive });
        const isShort = facts.startsAt.getTime() - facts.signUpUntil.getTime() < toQualify * MINUTE_MS;
        // More may sign up than there are places: they need the time for a paper.
        if (isShort && (await sizeOfInvitation(ctx, before ?? ownedBy(actor))) > facts.most * Number(boards))
          return { errors: { startsAt: form.noTimeToQualify(facts.most, toQualify) } };
        const least = leastMinutes({ ...facts, isLive });
        if (facts.windowHours * 60 < least) return { errors: { windowHours: form.tooShort(least) } };
      }
      if (channel !== undefined && channel !== before?.channel) await enterChannel(ctx, channel);
      const said = { ...facts, isLive, boards: Number(boards), ...(channel === undefined ? {} : { channel }) };
      const contest =
        id === undefined
          ? await makeContest(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), said)
          : await changeContest(ctx, actor, id, said);
      await refreshHome();
      const say = messages[actor.locale];
      const note = id === undefined ? say.made : say.saved;
      return backTo({ ctx, viewId }, id === undefined ? '' : below, await contestPage(ctx, actor, contest, note));
    },
  });

/** Opens a form on top of the page where the click was. */
const opens = <T extends { below?: string | undefined }>(
  role: Action['role'],
  form: { open(request: Pick<ActionRequest, 'ctx' | 'actor'>, metadata: string): Promise<ModalView> },
  of: { read(value: string): T; pack(data: T): string },
): Action => ({
  role,
  run: (request) =>
    request.openModal(() => form.open(request, of.pack({ ...of.read(request.value), below: viewBelow(request) }))),
});

export function openContestForm(
  questions: Questions,
  request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>,
): Promise<void> {
  return request.openModal(() => contesting(questions).open(request, formRef.pack({})));
}

export const formActions = (questions: Questions): Record<string, Action> => ({
  [teamRef.verb]: opens('worker', teaming, teamRef),
  [substituteRef.verb]: opens('worker', substituting, substituteRef),
  [cancelRef.verb]: opens('officer', cancelling, cancelRef),
  [correctRef.verb]: opens('officer', correcting, correctRef),
  [decideRef.verb]: opens('officer', deciding, decideRef),
  [formRef.verb]: opens('officer', contesting(questions), formRef),
});

export const arenaModals = (questions: Questions): Record<string, Modal> => ({
  contestForm: contesting(questions).modal,
  team: teaming.modal,
  substitute: substituting.modal,
  cancel: cancelling.modal,
  correct: correcting.modal,
  decide: deciding.modal,
});

export const arenaOptions = (questions: Questions): Record<string, OptionSource> => ({
  banks: { role: 'officer', search: ({ ctx, actor, query }) => questions.banks({ ctx, actor, query }) },
});
