import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, option, section } from '../../../bot/draw/blocks.ts';
import { formOnPage, type Saved } from '../../../bot/draw/form/on-page.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { quoteOf } from '../../../bot/draw/quoted.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Feature, Modal, NoticeRenderer, OptionSource } from '../../../bot/feature.ts';
import type { ActionRequest, SubmitRequest } from '../../../bot/request.ts';
import type { IdeaTaker } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { audienceOptions } from '../../../members/audience/options.ts';
import { partKey, specOfKeys, usualInclude } from '../../../members/audience/spec.ts';
import { audienceNames, audienceOption } from '../../../members/audience/text.ts';
import { maySee } from '../../../members/roles.ts';
import { messages } from '../messages.ts';
import type { Discussion } from '../model.ts';
import {
  remindRef,
  sayForm,
  sayRef,
  sortForm,
  sortRef,
  sumForm,
  sumRef,
  topicForm,
  topicFormRef,
  topicRef,
} from './forms.ts';
import {
  contribute,
  countsOf,
  dropTopic,
  endTopic,
  findTopic,
  peopleOf,
  presentTopic,
  readableTopic,
  remindOthers,
  saidBy,
  saidFor,
  saidPage,
  saveTopic,
  sendTopic,
  sortSaid,
  sumUp,
  supportSaid,
  TOPIC_WORDS,
  topicFor,
  topicReceipts,
  topicsFor,
  topicsOf,
  turnSaid,
} from './service.ts';
import { endedCard, questionCard, type Reader, summaryCard, topicMessage, topicsMessage } from './views.ts';

/** Who takes ideas: read when it is asked for, from the list of all features. */
type All = readonly Pick<Feature, 'name' | 'ideas'>[];
const takersOf = (all: All): [string, IdeaTaker][] =>
  all.flatMap(({ name, ideas }): [string, IdeaTaker][] => (ideas === undefined ? [] : [[name, ideas]]));

const readerOf = (ctx: Context, { locale, user }: Pick<Actor, 'locale' | 'user'>): Reader => ({
  locale,
  user,
  tz: ctx.config.TIMEZONE,
  now: clock.now(),
});

/** A week from now. */
const usualEnd = (ctx: Context): string => addDays(dayOf(clock.now(), ctx.config.TIMEZONE), 7);

export async function topicsMessageFor(ctx: Context, actor: Actor): Promise<Message> {
  const isOfficer = mayRun(actor, 'officer');
  const found = isOfficer ? await topicsOf(ctx, actor) : await topicsFor(ctx, actor);
  return topicsMessage(readerOf(ctx, actor), found, isOfficer);
}

/** The pages and forms of discussions. @param all the live list of all features */
export function discussionParts(all: All) {
  async function pageFor(ctx: Context, actor: Actor, id: string, page = 1, note?: string): Promise<Message> {
    const one = await readableTopic(ctx, actor, id);
    const isOfficer = mayRun(actor, 'officer') && maySee(actor, one.branch);
    const [counts, found, receipt] = await Promise.all([
      countsOf(ctx, id),
      saidPage(ctx, id, page),
      topicReceipts.of(ctx, id, actor.user),
    ]);
    const known = isOfficer ? await membersOf(ctx, [one.by, ...found.rows.map(({ member }) => member)]) : new Map();
    const data = {
      one,
      counts,
      found,
      isOfficer,
      isAsked: receipt !== undefined,
      names: Object.fromEntries([...known].map(([user, { name }]) => [user, name])),
      became: Object.fromEntries(takersOf(all).map(([name, { label }]) => [name, label[actor.locale]])),
      ...(one.state === 'draft' && isOfficer ? { reach: await peopleOf(ctx, actor, one.spec) } : {}),
    };
    return topicMessage(readerOf(ctx, actor), data, note);
  }

  const showPage = (request: ActionRequest, id: string, page = 1, note?: string): Promise<void> =>
    present(request, {
      message: () => pageFor(request.ctx, request.actor, id, page, note),
      title: messages[request.actor.locale].discussion,
    });
  /** The page after a form on it. */
  const pageAfter = async (
    { ctx, actor }: Pick<SubmitRequest, 'ctx' | 'actor'>,
    id: string,
    note?: string,
  ): Promise<Saved> => ({
    page: asModal(actor.locale, await pageFor(ctx, actor, id, 1, note), messages[actor.locale].discussion),
  });

  const discuss = formOnPage({
    form: topicForm,
    role: 'officer',
    about: topicFormRef,
    edits: ({ id }) => id !== undefined,
    shown: async ({ ctx, actor }, { id }, typed) => {
      const one = id === undefined ? undefined : await topicFor(ctx, actor, id);
      const before = {
        include: one?.spec.include.map(partKey) ?? usualInclude(actor),
        except: one?.spec.except.map(partKey) ?? [],
      };
      const optionsOf = async (keys: readonly string[]) => {
        const spec = specOfKeys(keys, []);
        const names = await audienceNames(ctx, spec);
        return spec.include.map((part) => audienceOption(actor.locale, part, names));
      };
      const [include, except] = await Promise.all([
        optionsOf(typed.include ?? before.include),
        optionsOf(typed.except ?? before.except),
      ]);
      const ends = one === undefined ? usualEnd(ctx) : dayOf(one.endsAt, ctx.config.TIMEZONE);
      return { values: { ...before, question: one?.question, ends }, options: { include, except } };
    },
    save: async (request, { question, include, except, ends }, about) => {
      const { ctx, actor, viewId } = request;
      const spec = specOfKeys(include, except);
      await peopleOf(ctx, actor, spec);
      const id = about.id ?? idFrom(ctx.workspace, actor.user, viewId);
      await saveTopic(ctx, actor, id, { question, spec, ends });
      return { ...(await pageAfter(request, id)), isNew: about.id === undefined };
    },
    faultsAt: 'include',
  });

  const speak = formOnPage({
    form: sayForm,
    role: 'worker',
    about: sayRef,
    shown: async ({ ctx }, { id }) => {
      const one = await presentTopic(ctx, id);
      return { above: [section(`> ${quoteOf(one.question, 300)}`)] };
    },
    save: async (request, { text }, { id }) => {
      await contribute(request.ctx, request.actor, id, request.viewId, text.trim());
      return pageAfter(request, id, messages[request.actor.locale].topic.wrote);
    },
    faultsAt: 'text',
  });

  const sort = formOnPage({
    form: sortForm,
    role: 'officer',
    drafts: 'none',
    about: sortRef,
    edits: true,
    shown: async ({ ctx, actor }, { id }) => {
      const { said, one } = await saidFor(ctx, actor, id);
      const turns = takersOf(all).map(([name, { label }]) =>
        button({ action: `visits.turn:${name}`, label: label[actor.locale], value: id }),
      );
      return {
        above: [
          section(`> ${quoteOf(said.text, 300)}`),
          ...(said.became === undefined && turns.length > 0 ? [actions(...turns)] : []),
        ],
        options: { group: one.groups.map((group) => option(group, group)) },
        values: { group: said.group },
        ...(one.groups.length === 0 ? { without: ['group' as const] } : {}),
      };
    },
    save: async (request, { group, groupNew }, { id }) => {
      const { ctx, actor } = request;
      const name = groupNew || group || '';
      if (name !== '') await sortSaid(ctx, actor, id, name);
      const { said } = await saidFor(ctx, actor, id);
      return pageAfter(request, said.discussion, messages[actor.locale].topic.grouped);
    },
    faultsAt: 'groupNew',
  });

  const sum = formOnPage({
    form: sumForm,
    role: 'officer',
    about: sumRef,
    mayOpen: ({ ctx, actor }, { id }) => topicFor(ctx, actor, id),
    save: async (request, { summary }, { id }) => {
      const people = await sumUp(request.ctx, request.actor, id, summary.trim());
      return pageAfter(request, id, messages[request.actor.locale].topic.sumSent(people));
    },
  });

  const screen = topicReceipts.screen({
    words: {
      zh: { title: messages.zh.discussion, thing: messages.zh.topic.thing, none: messages.zh.topic.none },
      en: { title: messages.en.discussion, thing: messages.en.topic.thing, none: messages.en.topic.none },
    },
    find: topicFor,
    latest: async (ctx, actor) => (await topicsOf(ctx, actor)).filter(({ state }) => state !== 'draft'),
    shown: (locale, { _id: id, question: title, state, via }) => ({
      id,
      title,
      state: messages[locale].topic.states[state],
      asks: 'confirm',
      isOut: state !== 'draft',
      via,
    }),
    mayChange: (actor, { branch }) => maySee(actor, branch),
    gone: TOPIC_WORDS.gone,
    exported: (rows) => ({
      zh: `导出大讨论送达情况，${rows} 行`,
      en: `exported a discussion’s receipts, ${rows} rows`,
    }),
  });

  const officer = (run: Action['run']): Action => ({ role: 'officer', run });
  async function press(
    request: ActionRequest,
    work: (id: string) => Promise<string | undefined>,
    id = request.value,
  ): Promise<void> {
    const note = await work(id);
    await showPage(request, id, 1, note);
  }

  const topicActions: Record<string, Action> = {
    ...screen.actions,
    ...discuss.actions,
    ...speak.actions,
    ...sort.actions,
    ...sum.actions,
    topics: {
      role: 'worker',
      run: (request) =>
        present(request, {
          message: () => topicsMessageFor(request.ctx, request.actor),
          title: messages[request.actor.locale].discussions,
        }),
    },
    topic: {
      role: 'worker',
      run: (request) => {
        const { id, page } = topicRef.read(request.value);
        return showPage(request, id, page);
      },
    },
    send: officer((request) =>
      press(request, async (id) => {
        await sendTopic(request.ctx, request.actor, id);
        return messages[request.actor.locale].topic.sent;
      }),
    ),
    drop: officer(async (request) => {
      const { ctx, actor, value } = request;
      await dropTopic(ctx, actor, value);
      const title = messages[actor.locale].discussion;
      await present(request, { message: () => sentence(messages[actor.locale].topic.removed), title });
    }),
    end: officer((request) =>
      press(request, async (id) => {
        await endTopic(request.ctx, request.actor, id);
        return undefined;
      }),
    ),
    [remindRef.verb]: officer((request) => {
      const { ctx, actor, value } = request;
      const { id, nth } = remindRef.read(value);
      const remind = async () => messages[actor.locale].topic.reminded(await remindOthers(ctx, actor, id, nth));
      return press(request, remind, id);
    }),
    turn: officer(async (request) => {
      const { ctx, actor, suffix, value } = request;
      const found = takersOf(all).find(([name]) => name === suffix);
      if (found === undefined) throw new UserError(TOPIC_WORDS.gone);
      const said = await turnSaid(ctx, actor, value, ...found);
      const note = messages[actor.locale].topic.became(found[1].label[actor.locale], said.became?.number ?? '');
      await showPage(request, said.discussion, 1, note);
    }),
    back: {
      role: 'worker',
      run: async (request) => {
        const { discussion } = await supportSaid(request.ctx, request.actor, request.value);
        await showPage(request, discussion, 1, messages[request.actor.locale].topic.supported);
      },
    },
  };

  const modals: Record<string, Modal> = { ...discuss.modals, ...speak.modals, ...sort.modals, ...sum.modals };
  const options: Record<string, OptionSource> = {
    audience: { role: 'officer', search: ({ ctx, actor, query }) => audienceOptions(ctx, actor, query) },
  };
  return { actions: topicActions, modals, options, live: screen.live };
}

const drawn =
  (draw: (reader: Reader, one: Discussion, ctx: Context) => Promise<Message> | Message): NoticeRenderer =>
  async ({ ctx, recipient, params }) => {
    const one = await findTopic(ctx, params.discussion ?? '');
    if (one === undefined || recipient === undefined) return { drop: 'no-discussion' };
    return draw(readerOf(ctx, recipient), one, ctx);
  };

const asked = (what?: 'reminder'): NoticeRenderer =>
  drawn(async (reader, one, ctx) => {
    const mine = await saidBy(ctx, one._id, reader.user);
    const words = messages[reader.locale].topic;
    return questionCard(reader, one, { mine, ...(what === undefined ? {} : { what: words.reminder }) });
  });

export const discussionNotices: Record<'notice' | 'reminder' | 'ended' | 'summary', NoticeRenderer> = {
  notice: asked(),
  reminder: asked('reminder'),
  ended: drawn(async (reader, one, ctx) => endedCard(reader, one, await countsOf(ctx, one._id))),
  summary: drawn(summaryCard),
};
