import { ballotPage, ballotParts } from '../../ballots/actions.ts';
import { canBeSecret } from '../../ballots/envelopes.ts';
import { messages as ballotMessages } from '../../ballots/messages.ts';
import { questionFault } from '../../ballots/rules/question.ts';
import { listedBallots } from '../../ballots/showing.ts';
import { kindWords, ruleWords } from '../../ballots/views.ts';
import { WORDS as BALLOT_WORDS, QUESTION_FAULTS } from '../../ballots/words.ts';
import { formModal, formReaderOf, type OpenForm } from '../../bot/draw/form/modal.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { idFrom } from '../../lib/ids.ts';
import { audienceOptions } from '../../members/audience/options.ts';
import { specOfKeys, usualInclude } from '../../members/audience/spec.ts';
import { audienceNames, audienceOption } from '../../members/audience/text.ts';
import { callForm, callRef, listRef } from './forms.ts';
import { messages } from './messages.ts';
import { questionOf, ruleOf, type Wanted } from './rules.ts';
import { callVote, reachOf, votes } from './service.ts';
import { listMessage } from './views.ts';

const parts = ballotParts(votes);

const calling: OpenForm = formModal({
  form: callForm,
  role: 'officer',
  about: () => 'new',
  shown: async ({ ctx, actor }, typed) => {
    const optionsOf = async (keys: readonly string[]) => {
      const spec = specOfKeys(keys, []);
      const names = await audienceNames(ctx, spec);
      return spec.include.map((part) => audienceOption(actor.locale, part, names));
    };
    const include = typed.include ?? usualInclude(actor);
    const [chosen, except] = await Promise.all([optionsOf(include), optionsOf(typed.except ?? [])]);
    return { values: { include: usualInclude(actor) }, options: { include: chosen, except } };
  },
  submit: async (request, said) => {
    const { ctx, actor, metadata, viewId, inputs, refreshHome } = request;
    const { seen } = callRef.read(metadata);
    const say = messages[actor.locale];
    const { now } = formReaderOf(actor);
    const { question: title, about, closesAt, opensAt = now, majority, quorum, secrecy } = said;
    if (closesAt <= now) return { errors: { closesAt: say.past } };
    if (closesAt <= opensAt) return { errors: { opensAt: BALLOT_WORDS.times[actor.locale] } };
    const isSecret = secrecy === 'secret';
    if (isSecret && !canBeSecret(ctx)) return { errors: { secrecy: BALLOT_WORDS.noKey[actor.locale] } };
    const question = questionOf(said.options, said);
    const fault = questionFault(question);
    if (fault !== undefined) {
      const at = fault === 'most' || fault === 'places' ? fault : 'options';
      return { errors: { [at]: QUESTION_FAULTS[fault][actor.locale] } };
    }
    const wanted: Wanted = {
      title,
      ...(about === '' ? {} : { about }),
      question,
      rule: ruleOf(majority, quorum),
      isSecret,
      electorate: specOfKeys(said.include, said.except),
      opensAt,
      closesAt,
    };
    try {
      const people = await reachOf(ctx, actor, wanted.electorate);
      const print = idFrom(JSON.stringify(Object.entries(inputs).toSorted()));
      if (seen !== print) {
        const { locale } = actor;
        const words = ballotMessages[locale];
        const kind = `${isSecret ? words.secret : words.open} · ${kindWords(locale, question)}`;
        const note = say.preview(people, kind, ruleWords(locale, question, wanted.rule));
        return { update: await calling.again(request, callRef.pack({ seen: print }), { note, submit: say.confirm }) };
      }
      const one = await callVote(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), wanted);
      await refreshHome();
      const done = one.state === 'planned' ? say.calledLater : say.called;
      return { update: await ballotPage(ctx, votes, actor, one, one.state === 'cancelled' ? undefined : done) };
    } catch (error) {
      if (error instanceof UserError) return { errors: { include: error.said[actor.locale] } };
      throw error;
    }
  },
});

export const openCall = ({ ctx, actor, openModal }: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>) =>
  openModal(() => calling.open({ ctx, actor }, callRef.pack({})));

const list: Action = {
  role: 'worker',
  run: async (request) => {
    const { ctx, actor } = request;
    const { page } = listRef.find(request.value) ?? { page: 1 };
    const draw = async () =>
      listMessage(formReaderOf(actor), await listedBallots(ctx, votes, actor, page), mayRun(actor, 'officer'));
    await present(request, { message: draw, title: messages[actor.locale].title });
  },
};

export const actions: Record<string, Action> = {
  ...parts.actions,
  [listRef.verb]: list,
  [callRef.verb]: { role: 'officer', run: openCall },
};
export const modals: Record<string, Modal> = { ...parts.modals, [callRef.verb]: calling.modal };
export const options: Record<string, OptionSource> = {
  audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
};
