import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { option } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { present } from '../../bot/draw/present.ts';
import type { Action, Modal, OptionSource } from '../../bot/feature.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { peopleOptions } from '../../members/search/people-options.ts';
import { memberOf } from '../../members/service.ts';
import { dossierModal, ownModal } from './dossier-views.ts';
import { formMessages } from './form-messages.ts';
import { disputeForm, evidenceForm, nominateForm, objectForm } from './forms.ts';
import { messages } from './messages.ts';
import { programmeView } from './programme-actions.ts';
import {
  disputeRef,
  dossierRef,
  dropEvidenceRef,
  evidenceRef,
  hideRef,
  nominateRef,
  objectRef,
  withdrawRef,
} from './refs.ts';
import type { FeatureNames } from './rules/dossier.ts';
import { ruleKey } from './rules/nominee.ts';
import { titleOf } from './rules/programme.ts';
import type { Nominee } from './rules/records.ts';
import { dispute, object } from './service/cases.ts';
import { lives, tellAllSoon, visible } from './service/lives.ts';
import { addEvidence, dropEvidence, hideLine, nominate, ownNominations, withdraw } from './service/nominees.ts';
import { dossierPage } from './service/shown.ts';
import { named } from './told.ts';
import { WORDS } from './words.ts';

/** @param names what features are called, asked when a dossier is drawn */
export function dossierHandlers(names: () => FeatureNames) {
  const view = async (ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> =>
    dossierModal(formReaderOf(actor), await dossierPage(ctx, actor, names(), id), note);

  const nominating = formOnPage({
    form: nominateForm,
    role: 'worker',
    about: nominateRef,
    mayOpen: async ({ ctx, actor }, { id }) => {
      const { judges, state } = await visible(ctx, actor, id);
      if (judges.includes(actor.user)) throw new UserError(WORDS.isJudge);
      if (state !== 'nominating') throw new UserError(WORDS.closed);
    },
    shown: async ({ ctx, actor }, { id }, { who }) => {
      const { titles } = await visible(ctx, actor, id);
      const name = who === undefined ? undefined : ((await memberOf(ctx, who))?.name ?? who);
      return {
        options: {
          title: titles.map((one) => option(one.id, one.name)),
          ...(who === undefined || name === undefined ? {} : { who: [option(who, name)] }),
        },
        ...(titles.length === 1 ? { values: { title: titles[0]?.id } } : {}),
        without: mayRun(actor, 'officer') ? [] : ['asBranch'],
      };
    },
    save: async ({ ctx, actor }, { who, title, why, asBranch = false }, { id }) => {
      const say = messages[actor.locale];
      if (titleOf(await visible(ctx, actor, id), title) === undefined) throw new UserError(WORDS.gone);
      const one = await nominate(ctx, actor, id, { title, member: who, why, asBranch });
      if (who === actor.user) return { page: await view(ctx, actor, one._id, say.nominatedSelf) };
      const name = (await memberOf(ctx, who))?.name ?? who;
      return { page: await programmeView(ctx, actor, await lives.present(ctx, id), say.nominated(named(name))) };
    },
    faultsAt: 'who',
  });

  const adding = formOnPage({
    form: evidenceForm,
    role: 'worker',
    about: evidenceRef,
    mayOpen: ({ ctx, actor }, { id }) => view(ctx, actor, id),
    save: async ({ ctx, actor, viewId }, { text, link }, { id }) => {
      if (link !== '' && !/^https:\/\/[^\s<>|]+$/.test(link))
        return { errors: { link: formMessages[actor.locale].badLink } };
      await addEvidence(ctx, actor, id, { id: idFrom(actor.user, viewId), text, link });
      return { page: await view(ctx, actor, id, messages[actor.locale].saved) };
    },
    faultsAt: 'text',
  });

  const disputing = formOnPage({
    form: disputeForm,
    role: 'worker',
    about: disputeRef,
    mayOpen: ({ ctx, actor }, { id }) => view(ctx, actor, id),
    shown: async ({ ctx, actor }, { id }) => {
      const page = await dossierPage(ctx, actor, names(), id);
      const say = messages[actor.locale];
      const rules = page.checked.map(({ rule, needed }) => option(ruleKey(rule), say.rules[rule](needed)));
      const lines = page.lines.map(({ key, text }) => option(key, text[actor.locale]));
      return { options: { line: page.isOwn ? [...rules, ...lines] : [] } };
    },
    save: async ({ ctx, actor, viewId }, { line, text }, { id }) => {
      const say = messages[actor.locale];
      const page = await dossierPage(ctx, actor, names(), id);
      const known = [...page.checked.map(({ rule }) => ruleKey(rule)), ...page.lines.map(({ key }) => key)];
      if (!known.includes(line)) throw new UserError(WORDS.gone);
      const tell = (one: Parameters<typeof tellAllSoon>[1]) => tellAllSoon(ctx, one);
      const number = await dispute(ctx, actor, tell, id, { once: viewId, line, text });
      return { page: await view(ctx, actor, id, say.disputed(number)) };
    },
    faultsAt: 'text',
  });

  const objecting = formOnPage({
    form: objectForm,
    role: 'worker',
    about: objectRef,
    // What is typed here may be sent without a name, so it is kept nowhere before.
    drafts: 'none',
    mayOpen: ({ ctx, actor }, { id }) => view(ctx, actor, id),
    save: async ({ ctx, actor, viewId }, { text, anonymous: isAnonymous }, { id }) => {
      const say = messages[actor.locale];
      const tell = (one: Parameters<typeof tellAllSoon>[1]) => tellAllSoon(ctx, one);
      const number = await object(ctx, actor, tell, id, { once: viewId, text, isAnonymous });
      return { page: await view(ctx, actor, id, say.objected(number)) };
    },
    faultsAt: 'text',
  });

  const arranging = (
    act: (ctx: Context, actor: Actor, value: string) => Promise<Nominee>,
    note: 'saved' | 'withdrawn',
  ): Action => ({
    role: 'worker',
    run: async (request) => {
      const { ctx, actor, value } = request;
      const { _id } = await act(ctx, actor, value);
      await present(request, { modal: () => view(ctx, actor, _id, messages[actor.locale][note]) });
      await request.refreshHome();
    },
  });

  const actions: Record<string, Action> = {
    ...nominating.actions,
    ...adding.actions,
    ...disputing.actions,
    ...objecting.actions,
    own: {
      role: 'worker',
      run: (request) => present(request, { modal: () => ownView(request.ctx, request.actor) }),
    },
    [dossierRef.verb]: {
      role: 'worker',
      run: (request) => {
        const { ctx, actor, value } = request;
        return present(request, { modal: () => view(ctx, actor, dossierRef.read(value).id) });
      },
    },
    [hideRef.verb]: arranging((ctx, actor, value) => {
      const { id, line, isHidden } = hideRef.read(value);
      return hideLine(ctx, actor, id, line, isHidden);
    }, 'saved'),
    [dropEvidenceRef.verb]: arranging((ctx, actor, value) => {
      const { id, evidence } = dropEvidenceRef.read(value);
      return dropEvidence(ctx, actor, id, evidence);
    }, 'saved'),
    [withdrawRef.verb]: arranging((ctx, actor, value) => withdraw(ctx, actor, withdrawRef.read(value).id), 'withdrawn'),
  };
  const modals: Record<string, Modal> = {
    ...nominating.modals,
    ...adding.modals,
    ...disputing.modals,
    ...objecting.modals,
  };
  return { actions, modals };
}

/** A person's own dossiers. */
export async function ownView(ctx: Context, actor: Actor): Promise<ModalView> {
  const found = await ownNominations(ctx, actor);
  const rows = await Promise.all(
    found.map(async ({ _id: id, programme: of, title, state }) => {
      const programme = await lives.find(ctx, of);
      if (programme === undefined) return [];
      return [{ id, programme: programme.name, title: titleOf(programme, title)?.name ?? '', state }];
    }),
  );
  return ownModal(formReaderOf(actor), rows.flat());
}

export const dossierOptions: Record<string, OptionSource> = {
  colleague: peopleOptions('company'),
  people: peopleOptions('affairs'),
};
