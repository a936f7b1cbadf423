import type { PlainTextOption } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import type { Message, ModalView } from '../../bot/draw/block-kit.ts';
import { button, option } from '../../bot/draw/blocks.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import type { Action, Feature, Modal, OptionSource } from '../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { enterChannel } from '../../bot/slack/channel.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { dayNumber } from '../../lib/zone.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { audienceOptions } from '../../members/audience/options.ts';
import { specOfKeys } from '../../members/audience/spec.ts';
import { audienceNames, audienceOption } from '../../members/audience/text.ts';
import { noticeActions } from '../../notices/actions.ts';
import { competitors, unitOption } from './competitors.ts';
import { changeForm, competitionForm, indicatorForm, peopleForm } from './forms.ts';
import { messages } from './messages.ts';
import type { Competition, LedgerFigure } from './model.ts';
import { overviewMessage, pageMessage } from './page-views.ts';
import {
  changeRef,
  dropRef,
  editRef,
  endRef,
  indicatorRef,
  noticesRefs,
  openRef,
  peopleRef,
  startRef,
} from './refs.ts';
import { measuredName, peopleFault, readPrizes } from './rules/checks.ts';
import { appoint, create, dropIndicator, edit, give, keepIndicator, listed, start } from './service/competitions.ts';
import { calendar, end, managed, manages, visible } from './service/lives.ts';
import { isOfLevel, namesOf } from './service/units.ts';
import { refusedCount, reportedBy, waitingCount } from './service/values.ts';
import { WORDS } from './words.ts';

const LONGEST_DAYS = 731;

/** A competition’s page for a reader. */
async function pageFor(ctx: Context, actor: Actor, one: Competition, note?: string): Promise<ModalView> {
  const people = one.indicators.flatMap(({ reporters, verifiers }) => [...reporters, ...verifiers]);
  const report = one.indicators.filter(({ reporters }) => reporters.includes(actor.user)).map(({ id }) => id);
  const may = { manage: mayRun(actor, 'officer') && manages(actor, one), report };
  const page = pageMessage(actor.locale, one, await namesOf(ctx, people), may, note);
  return asModal(actor.locale, page, messages[actor.locale].title);
}

/** Shows a competition in a modal, also from a message: its forms open on top and come back to it. */
const showPage = ({ ctx, actor, ...request }: ActionRequest, one: Competition, note?: string): Promise<void> =>
  present({ ctx, actor, ...request }, { modal: () => pageFor(ctx, actor, one, note) });

/** The competitions, with what the person can do now. */
export async function overviewFor(ctx: Context, actor: Actor): Promise<Message> {
  const say = messages[actor.locale];
  const isOfficer = mayRun(actor, 'officer');
  const [all, reports, waiting, refused] = await Promise.all([
    listed(ctx, actor),
    reportedBy(ctx, actor.user),
    waitingCount(ctx, actor),
    refusedCount(ctx, actor),
  ]);
  const buttons = [
    ...(waiting > 0 ? [button({ action: 'competition.waiting', label: `${say.toVerify} ${waiting}` })] : []),
    ...(reports.length + refused > 0 ? [button({ action: 'competition.reports', label: say.reportMore })] : []),
    ...(isOfficer ? [button({ action: editRef.name, label: say.create, value: editRef.pack({}) })] : []),
  ];
  return overviewMessage(actor.locale, all, buttons, isOfficer);
}

/** `/jy competition` */
export const overview = async ({ ctx, actor, reply }: CommandRequest): Promise<void> =>
  reply(await overviewFor(ctx, actor));

/** Options of units that were chosen, as the search would give them. */
async function chosenOptions(ctx: Context, { locale }: Actor, keys: readonly string[]): Promise<PlainTextOption[]> {
  const spec = specOfKeys(keys, []);
  const names = await audienceNames(ctx, spec);
  return spec.include.map((part) => audienceOption(locale, part, names));
}

const saved = async (ctx: Context, actor: Actor, one: Competition) => ({
  page: await pageFor(ctx, actor, one, messages[actor.locale].saved),
});

const editing = formOnPage({
  form: competitionForm,
  role: 'officer',
  about: editRef,
  edits: ({ id }) => id !== undefined,
  shown: async ({ ctx, actor }, { id }, typed) => {
    const one = id === undefined ? undefined : await managed(ctx, actor, id);
    const options = { chosen: await chosenOptions(ctx, actor, typed.chosen ?? one?.chosen ?? []) };
    if (one === undefined) return { title: messages[actor.locale].create, options };
    const { name, kind, from, to, level, chosen, half, channel } = one;
    const values = { name, kind, from, to, level, chosen, half, prizes: one.prizes.join(',') };
    return { values: { ...values, channel: channel === undefined ? [] : [channel] }, options };
  },
  save: async ({ ctx, actor, viewId }, { prizes: typed, channel: [channel], ...facts }, { id }) => {
    const say = messages[actor.locale].form;
    const prizes = readPrizes(typed);
    if (facts.to < facts.from) return { errors: { to: say.order } };
    if (dayNumber(facts.to) - dayNumber(facts.from) > LONGEST_DAYS) return { errors: { to: say.tooLong } };
    if (prizes === undefined) return { errors: { prizes: say.badPrizes } };
    if (facts.chosen.some((key) => !isOfLevel(facts.level, key))) return { errors: { chosen: say.level } };
    const before = id === undefined ? undefined : await managed(ctx, actor, id);
    if (channel !== undefined && channel !== before?.channel) await enterChannel(ctx, channel);
    const wanted = { ...facts, prizes, channel };
    const one =
      id === undefined
        ? await create(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), wanted)
        : await edit(ctx, actor, id, wanted);
    return { ...(await saved(ctx, actor, one)), isNew: id === undefined };
  },
  faultsAt: 'name',
});

/** Opens the form of a new competition. */
export const openNew = (request: Pick<ActionRequest, 'ctx' | 'actor' | 'openModal'>): Promise<void> =>
  editing.open(request, {});

type All = readonly Pick<Feature, 'name' | 'figures'>[];

/** The figures of the ledger that features contribute, by `<feature>.<key>`. */
function figuresIn(all: All) {
  return all.flatMap(({ name, figures = [] }) =>
    figures.map(({ key, kinds, counts, label }) => {
      const ledger: LedgerFigure = { key: `${name}.${key}`, feature: name, kinds: [...kinds], counts };
      return { ledger, label };
    }),
  );
}

/** What is wrong with people who were chosen, at their field: who does both, who is not at work in the company. */
async function peopleErrors(
  ctx: Context,
  { locale }: Actor,
  people: { reporters: readonly string[]; verifiers: readonly string[] },
): Promise<Record<string, string> | undefined> {
  const fault = peopleFault({ reporters: [...people.reporters], verifiers: [...people.verifiers] });
  if (fault !== undefined) return { [fault === 'needReporter' ? 'reporters' : 'verifiers']: WORDS[fault][locale] };
  for (const field of ['reporters', 'verifiers'] as const) {
    const known = await membersOf(ctx, people[field]);
    if (people[field].some((user) => known.get(user)?.state !== 'active'))
      return { [field]: WORDS.noSuchPerson[locale] };
  }
  return undefined;
}

async function indicatorOf(
  ctx: Context,
  actor: Actor,
  { id, indicator }: { id: string; indicator?: string | undefined },
) {
  const one = await managed(ctx, actor, id);
  return one.indicators.find((each) => each.id === indicator);
}

/** What was filled in of it. */
const given = <T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };

const indicating = (all: All) =>
  formOnPage({
    form: indicatorForm,
    role: 'officer',
    about: indicatorRef,
    edits: ({ indicator }) => indicator !== undefined,
    shown: async ({ ctx, actor }, about) => {
      const options = { figure: figuresIn(all).map(({ ledger, label }) => option(ledger.key, label[actor.locale])) };
      const before = await indicatorOf(ctx, actor, about);
      const without = options.figure.length === 0 ? { without: ['figure' as const] } : { options };
      if (before === undefined) return without;
      const { name, measure, ledger, ...values } = before;
      return { values: { ...values, name: `${name}（${measure}）`, figure: ledger?.key }, ...without };
    },
    save: async (
      { ctx, actor, viewId },
      { name: typed, figure, reporters, verifiers, target, each, outOver, ...facts },
      about,
    ) => {
      const say = messages[actor.locale].form;
      const named = measuredName(typed);
      const chosen = figuresIn(all).find(({ ledger }) => ledger.key === figure);
      if (named === undefined) return { errors: { name: say.measure } };
      if (facts.weight === 0 && each === undefined && outOver === undefined)
        return { errors: { weight: say.noWeight } };
      if (chosen === undefined) {
        if (facts.source === '') return { errors: { source: say.needSource } };
        const errors = await peopleErrors(ctx, actor, { reporters, verifiers });
        if (errors !== undefined) return { errors };
      }
      const people =
        chosen === undefined ? { reporters, verifiers } : { reporters: [], verifiers: [], ledger: chosen.ledger };
      const indicator = about.indicator ?? idFrom(ctx.workspace, about.id, viewId);
      const kept = { ...facts, ...named, ...people, ...given({ target, each, outOver }), id: indicator };
      return saved(ctx, actor, await keepIndicator(ctx, actor, about.id, kept));
    },
    faultsAt: 'name',
  });

/** Who reports and verifies can change while it runs. */
const appointing = formOnPage({
  form: peopleForm,
  role: 'officer',
  about: peopleRef,
  edits: true,
  shown: async ({ ctx, actor }, about) => {
    const { reporters = [], verifiers = [] } = (await indicatorOf(ctx, actor, about)) ?? {};
    return { values: { reporters, verifiers } };
  },
  save: async ({ ctx, actor }, people, { id, indicator }) => {
    const errors = await peopleErrors(ctx, actor, people);
    if (errors !== undefined) return { errors };
    return saved(ctx, actor, await appoint(ctx, actor, id, indicator, people));
  },
  faultsAt: 'verifiers',
});

const changing = formOnPage({
  form: changeForm,
  role: 'officer',
  about: changeRef,
  shown: async ({ ctx, actor }, { id }, { unit }) => ({
    options: { unit: unitOption(await managed(ctx, actor, id), unit) },
  }),
  save: async ({ ctx, actor, viewId }, { unit, points, isOut, reason }, { id }) => {
    if (points === 0 && !isOut) return { errors: { points: messages[actor.locale].form.nothing } };
    return saved(ctx, actor, await give(ctx, actor, id, { id: idFrom(id, viewId), unit, points, isOut, reason }));
  },
  faultsAt: 'unit',
});

const officer = (run: Action['run']): Action => ({ role: 'officer', run });

/** @param all the registry, of which the figures of the ledger are read when they are asked for */
export function pageParts(all: All): {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
  options: Record<string, OptionSource>;
} {
  const indicator = indicating(all);
  const forms = [editing, indicator, appointing, changing];
  return {
    actions: {
      ...noticeActions(calendar, noticesRefs, managed),
      ...Object.assign({}, ...forms.map(({ actions }) => actions)),
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
      [dropRef.verb]: officer(async (request) => {
        const { id, indicator: gone } = dropRef.read(request.value);
        await showPage(request, await dropIndicator(request.ctx, request.actor, id, gone));
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
    },
    modals: Object.assign({}, ...forms.map(({ modals }) => modals)),
    options: {
      units: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
      ...competitors,
    },
  };
}
