import { option, section } from '../../bot/draw/blocks.ts';
import { sendEither } from '../../bot/draw/figures.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage } from '../../bot/draw/form/on-page.ts';
import { numbersSheet, numbersTwins } from '../../bot/draw/numbers-page.ts';
import { turnedTo } from '../../bot/draw/pager.ts';
import { asModal, present } from '../../bot/draw/present.ts';
import { sentence } from '../../bot/draw/sentence.ts';
import type { Action, Command, Modal, OptionSource } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest, CommandRequest } from '../../bot/request.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import { idFrom } from '../../lib/ids.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { affairsOf } from '../../members/roles.ts';
import { peopleOptions } from '../../members/search/people-options.ts';
import { takeSheets } from '../../members/take-sheets.ts';
import { formMessages } from './form-messages.ts';
import { contractForm, MOST_TASKS, TASK_CHARS, teachForm, wishForm } from './forms.ts';
import { messages } from './messages.ts';
import { savedPair } from './pair-actions.ts';
import { contractRef, teachRef, wishRef } from './refs.ts';
import { resultMessages } from './result-messages.ts';
import { yearOf } from './service/numbers.ts';
import { pairFor, propose, rewrite, topicsOf } from './service/pairs.ts';
import {
  learnerOf,
  learnersFor,
  mentorsFor,
  offerTeaching,
  openPairOf,
  stopWish,
  wish,
  wishing,
} from './service/people.ts';
import { branchPairs, ownPairs, shownPair } from './service/shown.ts';
import { listMessage, numbersPage, overviewMessage, proposalsMessage, wishesMessage } from './views.ts';
import { WORDS } from './words.ts';

type Who = Pick<ActionRequest, 'ctx' | 'actor'>;
const SHOWN_WISHES = 15;

/** What the person learns and teaches. */
export async function overview({ ctx, actor, reply }: CommandRequest): Promise<void> {
  const own = await ownPairs(ctx, actor);
  const [shown, said] = await Promise.all([
    Promise.all(own.slice(0, 6).map((pair) => shownPair(ctx, actor, pair))),
    learnerOf(ctx, actor.user),
  ]);
  const learning = own.some((one) => one.apprentice === actor.user && one.isOpen === true);
  const is = { officer: mayRun(actor, 'officer'), teaching: (said?.capacity ?? 0) > 0, learning };
  await reply(overviewMessage(formReaderOf(actor), shown, is));
}

/** Mentors whom the bot proposes; who looks here looks for one. @param typed the skills; undefined: as they were */
async function proposals({ ctx, actor }: Who, typed?: string) {
  const before = await learnerOf(ctx, actor.user);
  if (typed !== undefined || before?.wish === undefined) await wish(ctx, actor, typed ?? '');
  else if ((await openPairOf(ctx, actor.user)) !== undefined) throw new UserError(WORDS.youHavePair);
  const [found, said] = await Promise.all([mentorsFor(ctx, actor.user), learnerOf(ctx, actor.user)]);
  return proposalsMessage(actor.locale, 'apprentice', found, { wish: said?.wish });
}

const find = (request: ActionRequest) =>
  present(request, { message: () => proposals(request), title: messages[request.actor.locale].find });

const stop = async (request: ActionRequest): Promise<void> => {
  const { ctx, actor } = request;
  await stopWish(ctx, actor);
  const say = messages[actor.locale];
  await present(request, { message: () => sentence(say.wishStopped), title: say.find });
};

const searching = formOnPage({
  form: wishForm,
  role: 'worker',
  about: wishRef,
  drafts: 'none',
  shown: async ({ ctx, actor }) => ({ values: { wish: ((await learnerOf(ctx, actor.user))?.wish ?? []).join('，') } }),
  save: async ({ ctx, actor }, { wish: typed }) => ({
    page: asModal(actor.locale, await proposals({ ctx, actor }, typed), messages[actor.locale].find),
  }),
  faultsAt: 'wish',
});

const teaching = formOnPage({
  form: teachForm,
  role: 'worker',
  about: teachRef,
  shown: async ({ ctx, actor }) => {
    const said = await learnerOf(ctx, actor.user);
    if (said === undefined || (said.skills.length === 0 && said.capacity === 0)) return {};
    return { values: { skills: said.skills.join('，'), capacity: String(said.capacity) as '0' | '1' | '2' } };
  },
  save: async ({ ctx, actor }, { skills, capacity }) => {
    await offerTeaching(ctx, actor, skills, Number(capacity));
    const say = messages[actor.locale];
    const found = await learnersFor(ctx, actor.user);
    const drawn = proposalsMessage(actor.locale, 'mentor', found, { lead: say.saved });
    return { page: asModal(actor.locale, drawn, say.teach) };
  },
  faultsAt: 'skills',
});

/** The contract: of a new pair, or of one that is proposed. */
const contracting = (questions: Questions) =>
  formOnPage({
    form: contractForm,
    role: 'worker',
    about: contractRef,
    edits: ({ id }) => id !== undefined,
    mayOpen: async ({ ctx, actor }, about) => {
      if (about.id !== undefined) return pairFor(ctx, actor, about.id);
      if (about.role === 'officer' && (!mayRun(actor, 'officer') || affairsOf(actor) === 'none'))
        throw new UserError(WORDS.noBranch);
      return undefined;
    },
    shown: async ({ ctx, actor }, { id, with: other, role }, typed) => {
      const pair = id === undefined ? undefined : await pairFor(ctx, actor, id);
      const apprentice = pair?.apprentice ?? (role === 'apprentice' ? actor.user : (typed.apprentice ?? other));
      const best =
        role === 'officer' && other !== undefined && pair === undefined
          ? (await mentorsFor(ctx, other))[0]?.user
          : undefined;
      const preset = role === 'mentor' ? actor.user : role === 'apprentice' ? other : best;
      const mentors = pair?.mentors ?? (preset === undefined ? [] : [preset]);
      const banks = new Set([...(typed.topics ?? []), ...(pair?.contract.topics ?? []).map(({ bank }) => bank)]);
      const [known, offered] = await Promise.all([
        membersOf(
          ctx,
          [apprentice, ...mentors, ...(typed.mentors ?? [])].filter((one) => one !== undefined),
        ),
        banks.size === 0 ? [] : questions.banks({ ctx, actor, query: '' }),
      ]);
      const named = [...known.values()].map(({ user, name }) => option(user, name));
      const kept = (pair?.contract.topics ?? []).map(({ bank, name }) => option(bank, name));
      const chosen = [...offered, ...kept].filter(({ value = '' }) => banks.has(value));
      const own = pair?.contract;
      const say = formMessages[actor.locale];
      return {
        above: [section(pair === undefined ? say.newNote : say.againNote)],
        ...(pair === undefined ? {} : { submit: say.save }),
        values: {
          ...(apprentice === undefined ? {} : { apprentice }),
          mentors,
          ...(own === undefined
            ? {}
            : { ...own, tasks: own.tasks.join('\n'), topics: own.topics.map(({ bank }) => bank) }),
        },
        options: {
          apprentice: named,
          mentors: named,
          topics: [...new Map(chosen.map((one) => [one.value, one])).values()],
        },
        without:
          pair !== undefined || role === 'mentor'
            ? ['apprentice', 'mentors']
            : role === 'apprentice'
              ? ['apprentice']
              : [],
      };
    },
    save: async ({ ctx, actor, viewId }, values, { id, role }) => {
      const { apprentice, mentors, goals, months, probation, share } = values;
      const tasks = values.tasks
        .split('\n')
        .map((one) => one.trim())
        .filter((one) => one !== '');
      const isGood = tasks.length > 0 && tasks.length <= MOST_TASKS && tasks.every((one) => one.length <= TASK_CHARS);
      if (!isGood) return { errors: { tasks: WORDS.noTasks[actor.locale] } };
      if (probation >= months) return { errors: { probation: WORDS.longProbation[actor.locale] } };
      try {
        const topics = await topicsOf(ctx, questions, values.topics, apprentice);
        const contract = { goals, months, probation, topics, tasks, share };
        const pair =
          id === undefined
            ? await propose(ctx, actor, idFrom(ctx.workspace, actor.user, viewId), { apprentice, mentors }, contract)
            : await rewrite(ctx, actor, id, contract);
        return {
          ...(await savedPair(ctx, actor, pair, questions)),
          isNew: id === undefined,
          isCardEnough: id !== undefined,
        };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const words = error.said[actor.locale];
        if (error.said === WORDS.bankGone) return { errors: { topics: words } };
        return { errors: id === undefined && role !== 'mentor' ? { mentors: words } : { goals: words } };
      }
    },
  });

async function list({ ctx, actor }: Who, page: number) {
  if (affairsOf(actor) === 'none') throw new UserError(WORDS.noBranch);
  const [found, wishes] = await Promise.all([branchPairs(ctx, actor, page), wishing(ctx, actor)]);
  return listMessage(formReaderOf(actor), found, wishes.length);
}

async function wishes({ ctx, actor }: Who) {
  const found = (await wishing(ctx, actor)).slice(0, SHOWN_WISHES);
  const best = await Promise.all(found.map(async (one) => ({ ...one, best: (await mentorsFor(ctx, one.user))[0] })));
  return wishesMessage(actor.locale, best);
}

const numbers = async ({ ctx, actor }: Who) =>
  numbersTwins(actor.locale, numbersPage(actor.locale, await yearOf(ctx, actor)));

const sheetFile = async ({ ctx, actor, reply }: ActionRequest): Promise<void> => {
  const say = messages[actor.locale];
  const year = await yearOf(ctx, actor);
  await takeSheets(ctx, actor, {
    filename: `mentoring-${year.year}.xlsx`,
    sheets: [{ name: say.title, rows: numbersSheet(numbersPage(actor.locale, year)), widths: [28, 12, 12, 12] }],
    comment: resultMessages[actor.locale].exported,
    what: { zh: '导出师徒结对统计', en: 'exported mentoring in numbers' },
  });
  await reply(sentence(resultMessages[actor.locale].exportDone));
};

export function peopleActions(questions: Questions): {
  actions: Record<string, Action>;
  modals: Record<string, Modal>;
  options: Record<string, OptionSource>;
} {
  const contract = contracting(questions);
  const title = (request: ActionRequest) => messages[request.actor.locale];
  return {
    actions: {
      ...contract.actions,
      ...searching.actions,
      ...teaching.actions,
      find: { role: 'worker', run: find },
      stopWish: { role: 'worker', run: stop },
      list: {
        role: 'officer',
        run: (request) =>
          present(request, { message: () => list(request, turnedTo(request)), title: title(request).listTitle }),
      },
      wishes: {
        role: 'officer',
        run: (request) => present(request, { message: () => wishes(request), title: title(request).wishesTitle }),
      },
      numbers: {
        role: 'officer',
        run: (request) => present(request, { message: () => numbers(request), title: title(request).numbers }),
      },
      sheetFile: { role: 'officer', run: sheetFile },
    },
    modals: { ...contract.modals, ...searching.modals, ...teaching.modals },
    options: {
      apprentice: peopleOptions('affairs'),
      colleague: peopleOptions('company'),
      banks: { role: 'worker', search: ({ ctx, actor, query }) => questions.banks({ ctx, actor, query }) },
    },
  };
}

const nothing = { zh: '', en: '' };

export const commandsOf = (questions: Questions): Command[] => [
  {
    verb: 'find',
    aliases: ['找师傅', '拜师'],
    role: 'worker',
    usage: { zh: '[技能]', en: '[skill]' },
    summary: { zh: '给你推荐师傅，说明为什么', en: 'mentors for you, and why' },
    run: async (request) =>
      request.reply(await proposals(request, request.text.trim() === '' ? undefined : request.text)),
  },
  {
    verb: 'teach',
    aliases: ['带徒弟', '收徒'],
    role: 'worker',
    usage: nothing,
    summary: { zh: '能教什么，最多带几位徒弟', en: 'what you can teach, and how many apprentices' },
    run: (request) => teaching.open(request, {}),
  },
  {
    verb: 'assign',
    aliases: ['结对', '安排'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '安排一对师徒，写结对协议', en: 'make a pair and write its contract' },
    run: (request) => contracting(questions).open(request, { role: 'officer' }),
  },
  {
    verb: 'pairs',
    aliases: ['分会结对'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '分会的师徒，谁在找师傅', en: 'the pairs of your branch, and who looks for a mentor' },
    run: async (request) => request.reply(await list(request, 1)),
  },
  {
    verb: 'numbers',
    aliases: ['统计'],
    role: 'officer',
    usage: nothing,
    summary: { zh: '结对、出师和学时，按分会和年份', en: 'pairs, graduates and hours, by branch and year' },
    isReport: true,
    run: async (request) => sendEither(request.ctx, await numbers(request), request.reply),
  },
];
