import type { Actor } from '../../../bot/actor.ts';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { formModal, type OpenForm } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { asModal, present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Command, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../../bot/request.ts';
import { timeFor } from '../../../bot/text/times.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Paged } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { maySee } from '../../../members/roles.ts';
import { isSameKey } from '../bank/rules.ts';
import { managedQuestion, mayChangeBank } from '../bank/service/rights.ts';
import { correctedFrom } from '../question/key/form.ts';
import { keyMessages } from '../question/key/messages.ts';
import type { Question } from '../question/rules/question.ts';
import { dismissRef, fixKeyRef } from '../refs.ts';
import { reportMessages } from './messages.ts';
import { countAnswers } from './service/regrade.ts';
import { correctKey, dismissReport, openReports, reportedOrder } from './service/reports.ts';
import { fixKeyForm, fixKeyShown, reportsMessage, type ShownReport } from './views.ts';

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

/** Whether an officer's correction says anything new. */
function isSame(before: Question, after: Question): boolean {
  return isSameKey(before, after) && (before.explanation ?? '').trim() === (after.explanation ?? '').trim();
}

const fixKey: OpenForm = formModal({
  form: async ({ ctx, actor, metadata }) =>
    fixKeyForm((await managedQuestion(ctx, actor, fixKeyRef.read(metadata).id)).content),
  role: 'officer',
  edits: true,
  about: (metadata) => fixKeyRef.read(metadata).id,
  shown: async ({ ctx, actor, metadata }) => {
    const { id, report } = fixKeyRef.read(metadata);
    const order = report === undefined ? undefined : await reportedOrder(ctx, report);
    return fixKeyShown(actor.locale, (await managedQuestion(ctx, actor, id)).content, order);
  },
  submit: async (request, values) => {
    const { ctx, actor, metadata } = request;
    const say = reportMessages[actor.locale];
    const about = fixKeyRef.read(metadata);
    const { _id: id, version, content } = await managedQuestion(ctx, actor, about.id);
    if (version !== about.version) {
      const note = keyMessages[actor.locale].changed;
      return { update: await fixKey.again(request, fixKeyRef.pack({ ...about, version }), { note }) };
    }
    const read = correctedFrom(actor.locale, content, values);
    if ('errors' in read) return read;
    if (isSame(content, read.content)) return { errors: { key: say.same } };
    await correctKey(ctx, actor, id, version, read.content);
    const text = say.fixed(await countAnswers(ctx, id));
    await request.refreshHome();
    return { update: asModal(actor.locale, sentence(text), say.fixTitle) };
  },
});

const fixKeyAction: Action = {
  role: 'officer',
  run: async (request) => {
    const { ctx, actor, value, suffix } = request;
    await request.openModal(async () => {
      const { _id: id, version } = await managedQuestion(ctx, actor, value);
      return fixKey.open(request, fixKeyRef.pack({ id, version, ...(suffix === '' ? {} : { report: suffix }) }));
    });
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

export const reportModals: Record<string, Modal> = { [fixKeyRef.verb]: fixKey.modal };

export const reportCommands: Command[] = [reportsCommand];
