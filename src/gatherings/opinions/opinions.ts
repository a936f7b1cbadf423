import type { Button } from '@slack/types';
import { z } from 'zod';
import type { Actor } from '../../bot/actor.ts';
import type { Message } from '../../bot/draw/block-kit.ts';
import { section } from '../../bot/draw/blocks.ts';
import { sendEither } from '../../bot/draw/figures.ts';
import { form } from '../../bot/draw/form/form.ts';
import { text } from '../../bot/draw/form/kinds.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import { ref } from '../../bot/draw/ref.ts';
import type { Action, Modal, NoticeRenderer } from '../../bot/feature.ts';
import type { Context } from '../../context.ts';
import { redrawCopies } from '../../delivery/copies.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import type { Gathering } from '../gathering.ts';
import type { Look } from '../notices.ts';
import type { Stored } from '../stored.ts';
import type { Giving } from './giving.ts';
import { GRADES, MOST_WORDS } from './rules.ts';
import {
  type OpinionLook,
  opinionCard,
  opinionsAbout,
  opinionsModal,
  opinionTwins,
  pageRef,
  type Shown,
} from './views.ts';
import type { OpinionWords } from './words.ts';

/** How a feature shows the opinions that it asks for. */
export interface OpinionSpec<T> extends Pick<Look<T>, 'told'> {
  words: Record<Locale, OpinionWords>;
  /** What stands beside the questions: a link to photos. */
  more?(locale: Locale, one: T): readonly Button[];
}

export interface OpinionScreens {
  actions: Record<'grade' | 'wordsForm' | 'feedback' | 'feedbackChart', Action>;
  modals: Record<'words', Modal>;
  /** Draws the notice that asks. */
  asks: NoticeRenderer;
}

export const opinionDropReasons: Record<string, Bilingual> = {
  'was-absent': { zh: '没有参加', en: 'was not there' },
};

/**
 * "How was it?", asked only of people who came: a tap for each aspect, a few words if they like, for a week and without a name. Then
 * organizers read how many chose what, if three have answered.
 *
 * ```ts
 * const ofOpinions = opinionScreens(stored, given, gathered, { words, told });
 * // notices: { …, feedback: ofOpinions.asks }   actions: { ...ofOpinions.actions }   modals: { ...ofOpinions.modals }
 * // on the page of the people who look after it: button({ action: 'talks.feedback', label: words[locale].title, value: id })
 * ```
 */
export function opinionScreens<T extends Gathering>(
  { feature, find, present: presentOne }: Pick<Stored<T>, 'feature' | 'find' | 'present'>,
  given: Giving<T>,
  { called }: { called(ctx: Context, actor: Actor, id: string): Promise<T> },
  { words, told, more }: OpinionSpec<T>,
): OpinionScreens {
  const lookFor = (actor: Actor): OpinionLook => ({
    feature,
    say: words[actor.locale],
    reader: formReaderOf(actor),
  });

  /** The card as it is now. */
  const cardFor = async (ctx: Context, actor: Actor, one: T): Promise<Message> =>
    opinionCard(
      lookFor(actor),
      await told(ctx, actor, one),
      await given.opinionOf(ctx, one._id, actor.user),
      given.until(one),
      more?.(actor.locale, one),
    );

  /** @throws UserError for people who neither lead nor manage it */
  const pageFor = async (ctx: Context, actor: Actor, id: string): Promise<Shown> => {
    const { one, ...page } = await given.pageOf(ctx, await called(ctx, actor, id));
    return { ...page, told: await told(ctx, actor, one) };
  };

  const writing = formOnPage({
    form: form(
      `${feature}.words`,
      {
        words: text({
          label: (locale) => words[locale].writeLabel,
          hint: (locale) => words[locale].writeHint,
          max: MOST_WORDS,
          long: true,
        }),
      },
      {
        title: (locale) => words[locale].writeTitle,
        submit: (locale) => words[locale].save,
        close: (locale) => words[locale].close,
      },
    ),
    role: 'worker',
    // What was not saved was not said: nobody finds it there.
    drafts: 'none',
    about: ref(`${feature}.wordsForm`, z.object({ id: z.string() }), { before: ['id'] }),
    shown: async ({ ctx, actor }, { id }) => {
      const one = await presentOne(ctx, id);
      const { words: said = '' } = await given.opinionOf(ctx, id, actor.user);
      const { topic } = await told(ctx, actor, one);
      return { above: [section(`*${topic}*`)], values: { words: said } };
    },
    save: async ({ ctx, actor }, values, { id }) => {
      const one = await given.addWords(ctx, actor, id, values.words);
      const card = await cardFor(ctx, actor, one);
      const page = asModal(actor.locale, card, words[actor.locale].title);
      const draw = () => redrawCopies(ctx, given.noticeOf(id), { recipients: [actor.user] });
      return { page, card: draw, isCardEnough: true };
    },
    faultsAt: 'words',
  });

  const grade: Action['run'] = async ({ ctx, actor, value, suffix, replace }) => {
    const [aspect = '', word = ''] = suffix.split('-');
    const as = GRADES.find((one) => one === word);
    if (as === undefined || !given.aspects.includes(aspect)) return;
    await replace(await cardFor(ctx, actor, await given.grade(ctx, actor, value, aspect, as)));
  };

  const openPage: Action['run'] = async (request) => {
    const { ctx, actor, value } = request;
    const { id, from } = pageRef(feature).read(value);
    await present(request, {
      about: opinionsAbout(id),
      modal: async () => opinionsModal(lookFor(actor), await pageFor(ctx, actor, id), from),
    });
  };

  const sendChart: Action['run'] = async ({ ctx, actor, value, reply }) => {
    await sendEither(ctx, opinionTwins(lookFor(actor), await pageFor(ctx, actor, value)), reply);
  };

  return {
    actions: {
      grade: { role: 'worker', run: grade },
      wordsForm: writing.actions.wordsForm as Action,
      feedback: { role: 'worker', run: openPage },
      feedbackChart: { role: 'worker', run: sendChart },
    },
    modals: { words: writing.modals.words as Modal },
    asks: async ({ ctx, recipient, params, isSent }) => {
      const one = await find(ctx, params.session ?? '');
      if (one === undefined || recipient === undefined) return { drop: 'over' };
      if (!isSent && !(await given.wasThere(ctx, one, recipient.user))) return { drop: 'was-absent' };
      const { topic: about } = await told(ctx, recipient, one);
      return { ...(await cardFor(ctx, recipient, one)), about };
    },
  };
}
