import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Command, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest, SubmitRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { isSameKey } from '../bank/rules.ts';
import { managedQuestion, mayChangeBank } from '../bank/service/rights.ts';
import { dismissRef, fixKeyRef } from '../card/ref.ts';
import { type FillKey, fillOf } from '../card/rules/blanks.ts';
import { parseNumber, plainText } from '../card/rules/mark.ts';
import { singleOf } from '../card/rules/right-options.ts';
import { QUESTION_LIMITS, type Question } from '../run/rules/question.ts';
import { WORDS } from '../words.ts';
import { type ReportTexts, reportMessages } from './messages.ts';
import { countAnswers } from './service/regrade.ts';
import { correctKey, dismissReport, openReports, reportedOrder } from './service/reports.ts';
import { fixKeyModal, keyInputIds, reportsMessage, type ShownReport } from './views.ts';

const PER_PAGE = 5;

async function shownPage(ctx: Context, actor: Actor, page: number): Promise<Paged<ShownReport>> {
  const { rows: open, ...paged } = await openReports(ctx, actor, { page, size: PER_PAGE });
  const people = await membersOf(
    ctx,
    open.flatMap(({ report, bank }) => [report.member, ...(bank ? [bank.createdBy] : [])]),
  );
  const nameOf = (user: string) => people.get(user)?.name ?? user;
  const now = clock.now();
  const rows = open.map(({ report, question, bank }) => ({
    id: report._id,
    question: question._id,
    content: question.content,
    order: report.order,
    response: report.response,
    words: report.words,
    name: maySee(actor, report.branch) ? nameOf(report.member) : undefined,
    manager: bank === undefined || mayChangeBank(actor, bank) ? undefined : nameOf(bank.createdBy),
    when: timeFor(report.createdAt, now, actor.tz, actor.locale),
  }));
  return { ...paged, rows };
}

async function draw({ ctx, actor }: Pick<ActionRequest, 'ctx' | 'actor'>, page: number): Promise<Message> {
  return reportsMessage(actor.locale, await shownPage(ctx, actor, page));
}

/** The page; turning it and dismissing happen in its place. */
async function showPage(request: ActionRequest, page: number, replaces: boolean): Promise<void> {
  await present(request, {
    message: () => draw(request, page),
    title: reportMessages[request.actor.locale].reportsTitle,
    onMessage: replaces ? 'instead' : 'beside',
  });
}

const reportsAction: Action = {
  role: 'officer',
  run: (request) => showPage(request, turnedTo(request), request.suffix !== ''),
};

const dismissAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { id, page } = dismissRef.read(request.value);
    await dismissReport(request.ctx, request.actor, id);
    await showPage(request, Number(page), true);
    await request.refreshHome();
  },
};

const fixKeyAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value, suffix } = request;
    await request.openModal(async () => {
      const [question, order] = await Promise.all([managedQuestion(ctx, actor, value), reportedOrder(ctx, suffix)]);
      return fixKeyModal(actor.locale, question, order);
    });
  },
};

type Inputs = SubmitRequest['inputs'];
type Read = { content: Question } | { errors: Record<string, string> };

/** The question with the key and the explanation that stand in the modal. */
export function correctedFrom(locale: Locale, content: Question, inputs: Inputs): Read {
  const say = reportMessages[locale];
  const { explanation: _before, ...rest } = content;
  const explanation = textOf(inputs, 'explanation').slice(0, QUESTION_LIMITS.explanation);
  const about = explanation === '' ? {} : { explanation };
  const chosen = inputs.key;
  const typed = textOf(inputs, 'key');
  switch (rest.kind) {
    case 'single': {
      const ticked = Array.isArray(chosen) ? chosen.map(Number) : typed === '' ? [] : [Number(typed)];
      const key = singleOf(
        rest.options,
        ticked.filter((index) => rest.options[index] !== undefined),
      );
      const { alsoCorrect: _others, ...body } = rest;
      return key ? { content: { ...body, ...about, ...key } } : { errors: { key: say.oneAtLeast } };
    }
    case 'multiple': {
      const ticked = Array.isArray(chosen) ? chosen.map(Number) : [];
      const correct = ticked.filter((index) => rest.options[index] !== undefined).sort((a, b) => a - b);
      return correct.length > 0 ? { content: { ...rest, ...about, correct } } : { errors: { key: say.oneAtLeast } };
    }
    case 'truefalse':
      return typed === ''
        ? { errors: { key: say.oneAtLeast } }
        : { content: { ...rest, ...about, correct: typed === 'true' } };
    case 'fill': {
      const read = correctedBlanks(say, rest, inputs);
      return 'errors' in read ? read : { content: { ...bodyOf(rest), ...about, ...read } };
    }
    case 'numeric': {
      const value = parseNumber(typed);
      const tolerance = parseNumber(textOf(inputs, 'tolerance'));
      if (value === undefined) return { errors: { key: say.notANumber } };
      if (tolerance === undefined) return { errors: { tolerance: say.notANumber } };
      return tolerance < 0
        ? { errors: { tolerance: say.notNegative } }
        : { content: { ...rest, ...about, value, tolerance } };
    }
  }
}

/** The question without its key. */
function bodyOf({ stem, category, tags, posts, difficulty, source, picture }: Question) {
  return {
    stem,
    category,
    tags,
    posts,
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(source === undefined ? {} : { source }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** What is right in each blank, one reading a line. A question of one blank may stay so, whatever its stem shows. */
function correctedBlanks(
  say: ReportTexts,
  content: FillKey & { stem: string },
  inputs: Inputs,
): FillKey | { errors: Record<string, string> } {
  const ids = keyInputIds(content);
  const blanks = ids.map((id) => {
    const lines = textOf(inputs, id)
      .split('\n')
      .map((line) => line.trim());
    return [...new Map(lines.filter(Boolean).map((line) => [plainText(line), line])).values()];
  });
  const long = blanks.findIndex((readings) => readings.some((line) => line.length > QUESTION_LIMITS.option));
  if (long >= 0) return { errors: { [ids[long] ?? 'key']: say.tooLong(QUESTION_LIMITS.option) } };
  const [only = [], ...others] = blanks;
  if (only.length > 0 && !('blanks' in content) && others.every((readings) => readings.length === 0))
    return fillOf([only]);
  const empty = blanks.findIndex((readings) => readings.length === 0);
  return empty >= 0 ? { errors: { [ids[empty] ?? 'key']: say.oneAtLeast } } : fillOf(blanks);
}

function textOf(inputs: Inputs, id: string): string {
  const value = inputs[id];
  return typeof value === 'string' ? value.trim() : '';
}

/** Whether an officer's correction says anything new. */
function isSame(before: Question, after: Question): boolean {
  return isSameKey(before, after) && (before.explanation ?? '').trim() === (after.explanation ?? '').trim();
}

const fixKeySubmit: Modal = {
  role: 'officer',
  submit: async (request) => {
    const { ctx, actor } = request;
    const say = reportMessages[actor.locale];
    const { id, version } = fixKeyRef.read(request.metadata);
    const question = await managedQuestion(ctx, actor, id);
    if (question.version !== version) throw new UserError(WORDS.changedMeanwhile);
    const read = correctedFrom(actor.locale, question.content, request.inputs);
    if ('errors' in read) return read;
    if (isSame(question.content, read.content)) return { errors: { key: say.same } };
    await correctKey(ctx, actor, id, question.version, read.content);
    const text = say.fixed(await countAnswers(ctx, id));
    await request.refreshHome();
    return { update: asModal(actor.locale, sentence(text), say.fixTitle) };
  },
};

const reportsCommand: Command = {
  verb: 'reports',
  aliases: ['反映', '题目有误'],
  role: 'officer',
  usage: { zh: '', en: '' },
  summary: { zh: '处理“题目有误”的反映，更正答案', en: 'questions reported as wrong: correct the key or dismiss' },
  run: async (request: CommandRequest) => request.reply(await draw(request, 0)),
};

export const reportActions: Record<string, Action> = {
  reports: reportsAction,
  fixKey: fixKeyAction,
  [dismissRef.verb]: dismissAction,
};

export const reportModals: Record<string, Modal> = { [fixKeyRef.verb]: fixKeySubmit };

export const reportCommands: Command[] = [reportsCommand];
