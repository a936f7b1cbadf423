import type { PlainTextOption } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { button, option } from '../../bot/draw/blocks.ts';
import { type FormRequest, formModal } from '../../bot/draw/form/modal.ts';
import { backTo } from '../../bot/draw/live-view.ts';
import { asModal, present, viewBelow } from '../../bot/draw/present.ts';
import type { Action, Feature, Modal, OptionSource } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { dayNumber } from '../../lib/zone.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { audienceOptions } from '../../members/audience/options.ts';
import { specOfKeys } from '../../members/audience/spec.ts';
import { audienceNames, audienceOption } from '../../members/audience/text.ts';
import { noticeActions } from '../../notices/actions.ts';
import { changeForm, competitionForm, indicatorForm } from './forms.ts';
import { messages } from './messages.ts';
import type { Competition, LedgerFigure } from './model.ts';
import { overviewMessage, pageMessage } from './page-views.ts';
import { changeRef, dropRef, editRef, endRef, indicatorRef, noticesRefs, openRef, startRef } from './refs.ts';
import { measuredName, readPrizes } from './rules/checks.ts';
import { create, dropIndicator, edit, give, keepIndicator, listed, start } from './service/competitions.ts';
import { calendar, end, managed, manages, visible } from './service/store.ts';
import { isOfLevel, namesOf } from './service/units.ts';
import { refusedOf, reportedBy, waitingFor } from './service/values.ts';

const LONGEST_DAYS = 731;

/** A competition’s page for a reader. */
export async function pageFor(ctx: Context, actor: Actor, one: Competition, note?: string): Promise<Message> {
  const people = one.indicators.flatMap(({ reporters, verifiers }) => [...reporters, ...verifiers]);
  const report = one.indicators.filter(({ reporters }) => reporters.includes(actor.user)).map(({ id }) => id);
  const may = { manage: mayRun(actor, 'officer') && manages(actor, one), report };
  return pageMessage(actor.locale, one, await namesOf(ctx, people), may, note);
}

const pageModal = async (ctx: Context, actor: Actor, one: Competition, note?: string): Promise<ModalView> =>
  asModal(actor.locale, await pageFor(ctx, actor, one, note), messages[actor.locale].title);

/** Shows a competition in a modal, also from a message: its forms open on top and come back to it. */
export const showPage = (request: ActionRequest, one: Competition, note?: string): Promise<void> =>
  present(request, { modal: () => pageModal(request.ctx, request.actor, one, note) });

/** The competitions, with what the person can do now. */
export async function overviewFor(ctx: Context, actor: Actor): Promise<Message> {
  const say = messages[actor.locale];
  const isOfficer = mayRun(actor, 'officer');
  const [all, reports, waiting, refused] = await Promise.all([
    listed(ctx, actor),
    reportedBy(ctx, actor.user),
    waitingFor(ctx, actor, 1, 1),
    refusedOf(ctx, actor),
  ]);
  const hasReports = reports.length + refused.length > 0;
  return overviewMessage(
    actor.locale,
    all,
    [
      ...(waiting.total > 0
        ? [button({ action: 'competition.waiting', label: `${say.toVerify} ${waiting.total}` })]
        : []),
      ...(hasReports ? [button({ action: 'competition.reports', label: say.reportMore })] : []),
      ...(isOfficer ? [button({ action: editRef.name, label: say.create, value: editRef.pack({}) })] : []),
    ],
    isOfficer,
  );
}

/** Options of units that were chosen, as the search would give them. */
async function chosenOptions(ctx: Context, { locale }: Actor, keys: readonly string[]): Promise<PlainTextOption[]> {
  const spec = specOfKeys(keys, []);
  const names = await audienceNames(ctx, spec);
  return spec.include.map((part) => audienceOption(locale, part, names));
}

const editing = formModal({
  form: competitionForm,
  role: 'officer',
  about: (metadata) => editRef.read(metadata).id ?? 'new',
  shown: async ({ ctx, actor, metadata }, typed) => {
    const { id } = editRef.read(metadata);
    const one = id === undefined ? undefined : await managed(ctx, actor, id);
    const options = { chosen: await chosenOptions(ctx, actor, typed.chosen ?? one?.chosen ?? []) };
    if (one === undefined) return { title: messages[actor.locale].create, options };
    const { name, kind, from, to, level, chosen, half } = one;
    return { values: { name, kind, from, to, level, chosen, half, prizes: one.prizes.join(',') }, options };
  },
  submit: async ({ ctx, actor, metadata, viewId }, { prizes: typed, ...facts }) => {
    const { id, below = '' } = editRef.read(metadata);
    const say = messages[actor.locale].form;
    const prizes = readPrizes(typed);
    if (facts.to < facts.from) return { errors: { to: say.order } };
    if (dayNumber(facts.to) - dayNumber(facts.from) > LONGEST_DAYS) return { errors: { to: say.tooLong } };
    if (prizes === undefined) return { errors: { prizes: say.badPrizes } };
    if (facts.chosen.some((key) => !isOfLevel(facts.level, key))) return { errors: { chosen: say.level } };
    const wanted = { ...facts, prizes };
    const one =
      id === undefined
        ? await create(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), wanted)
        : await edit(ctx, actor, id, wanted);
    return backTo(ctx, below, await pageModal(ctx, actor, one, messages[actor.locale].saved));
  },
});

/** Opens the form of a new competition. */
export const openNew = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  request.openModal(() => editing.open(request, editRef.pack({})));

type All = readonly Pick<Feature, 'name' | 'figures'>[];

/** The figures of the ledger that features contribute, by `<feature>.<key>`. */
function figuresIn(all: All) {
  return all.flatMap(({ name, figures = [] }) =>
    figures.map(({ key, kinds, counts, label, measure }) => {
      const ledger: LedgerFigure = { key: `${name}.${key}`, feature: name, kinds: [...kinds], counts };
      return { ledger, label, measure };
    }),
  );
}

/** Those of these people who are not at work in the company. */
async function strangersIn(ctx: Context, users: readonly string[]): Promise<string[]> {
  const known = await membersOf(ctx, users);
  return users.filter((user) => known.get(user)?.state !== 'active');
}

/** @param all the registry, of which the figures of the ledger are read when they are asked for */
export function pageParts(all: All): {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
  options: Record<string, OptionSource>;
} {
  const indicatorOf = async ({ ctx, actor, metadata }: FormRequest) => {
    const { id, indicator } = indicatorRef.read(metadata);
    const one = await managed(ctx, actor, id);
    return { one, indicator: one.indicators.find((each) => each.id === indicator) };
  };

  const indicating = formModal({
    form: indicatorForm,
    role: 'officer',
    about: (metadata) => {
      const { id, indicator = 'new' } = indicatorRef.read(metadata);
      return `${id} ${indicator}`;
    },
    shown: async (request) => {
      const { locale } = request.actor;
      const options = { figure: figuresIn(all).map(({ ledger, label }) => option(ledger.key, label[locale])) };
      const { indicator } = await indicatorOf(request);
      if (indicator === undefined) return options.figure.length === 0 ? { without: ['figure' as const] } : { options };
      const { name, measure, ledger, ...values } = indicator;
      return { values: { ...values, name: `${name}（${measure}）`, figure: ledger?.key }, options };
    },
    submit: async (request, { name: typed, figure, source, reporters, verifiers, target, ...facts }) => {
      const { ctx, actor, metadata, viewId } = request;
      const { id, indicator, below = '' } = indicatorRef.read(metadata);
      const say = messages[actor.locale].form;
      const named = measuredName(typed);
      const chosen = figuresIn(all).find(({ ledger }) => ledger.key === figure);
      if (named === undefined) return { errors: { name: say.measure } };
      if (chosen === undefined) {
        if (source === '') return { errors: { source: say.needSource } };
        if (reporters.length === 0) return { errors: { reporters: say.needReporter } };
        if (verifiers.length === 0) return { errors: { verifiers: say.needVerifier } };
        if (verifiers.some((user) => reporters.includes(user))) return { errors: { verifiers: say.sameBoth } };
        if ((await strangersIn(ctx, reporters)).length > 0) return { errors: { reporters: say.noSuchPerson } };
        if ((await strangersIn(ctx, verifiers)).length > 0) return { errors: { verifiers: say.noSuchPerson } };
      }
      const people =
        chosen === undefined ? { reporters, verifiers } : { reporters: [], verifiers: [], ledger: chosen.ledger };
      const kept = {
        ...facts,
        ...named,
        ...people,
        source,
        ...(target === undefined ? {} : { target }),
        id: indicator ?? idFrom(ctx.workspace, id, viewId),
      };
      const one = await keepIndicator(ctx, actor, id, kept);
      return backTo(ctx, below, await pageModal(ctx, actor, one, messages[actor.locale].saved));
    },
  });

  const changing = formModal({
    form: changeForm,
    role: 'officer',
    about: (metadata) => changeRef.read(metadata).id,
    shown: async ({ ctx, actor, metadata }) => {
      const { units } = await managed(ctx, actor, changeRef.read(metadata).id);
      return { options: { unit: units.slice(0, 100).map(({ key, name }) => option(key, name)) } };
    },
    submit: async ({ ctx, actor, metadata, viewId }, { unit, points, isOut, reason }) => {
      const { id, below = '' } = changeRef.read(metadata);
      if (points === 0 && !isOut) return { errors: { points: messages[actor.locale].form.nothing } };
      const one = await give(ctx, actor, id, { id: idFrom(id, viewId), unit, points, isOut, reason });
      return backTo(ctx, below, await pageModal(ctx, actor, one, messages[actor.locale].saved));
    },
  });

  const officer = (run: Action['run']): Action => ({ role: 'officer', run });
  const actions: Record<string, Action> = {
    ...noticeActions(calendar, noticesRefs, managed),
    list: {
      role: 'worker',
      run: (request) =>
        present(request, {
          message: () => overviewFor(request.ctx, request.actor),
          title: messages[request.actor.locale].title,
        }),
    },
    [openRef.verb]: {
      role: 'worker',
      run: async (request) => {
        const { ctx, actor, value } = request;
        await showPage(request, await visible(ctx, actor, openRef.read(value).id));
      },
    },
    [editRef.verb]: officer(async (request) => {
      const { id } = editRef.find(request.value) ?? {};
      const about = editRef.pack({
        ...(id === undefined ? {} : { id }),
        below: id === undefined ? '' : viewBelow(request),
      });
      await request.openModal(() => editing.open(request, about));
    }),
    [indicatorRef.verb]: officer(async (request) => {
      const about = indicatorRef.pack({ ...indicatorRef.read(request.value), below: viewBelow(request) });
      await request.openModal(() => indicating.open(request, about));
    }),
    [dropRef.verb]: officer(async (request) => {
      const { id, indicator } = dropRef.read(request.value);
      const { ctx, actor } = request;
      await showPage(request, await dropIndicator(ctx, actor, id, indicator));
    }),
    [startRef.verb]: officer(async (request) => {
      const { ctx, actor, value } = request;
      const one = await start(ctx, actor, startRef.read(value).id);
      await showPage(request, one, messages[actor.locale].started);
      await request.refreshHome();
    }),
    [endRef.verb]: officer(async (request) => {
      const { ctx, actor, value } = request;
      const { _id } = await managed(ctx, actor, endRef.read(value).id);
      await showPage(request, await end(ctx, _id), messages[actor.locale].endedNow);
      await request.refreshHome();
    }),
    [changeRef.verb]: officer(async (request) => {
      const about = changeRef.pack({ ...changeRef.read(request.value), below: viewBelow(request) });
      await request.openModal(() => changing.open(request, about));
    }),
  };
  const modals: Record<string, Modal> = {
    [editRef.verb]: editing.modal,
    [indicatorRef.verb]: indicating.modal,
    [changeRef.verb]: changing.modal,
  };
  const options: Record<string, OptionSource> = {
    units: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  };
  return { actions, modals, options };
}

/** `/jy competition` */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await reply(await overviewFor(ctx, actor));
}
