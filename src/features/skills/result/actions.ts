import { Buffer } from 'node:buffer';
import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { cut, option, plain, section } from '../../../bot/draw/blocks.ts';
import { sendEither } from '../../../bot/draw/figures.ts';
import { formReaderOf } from '../../../bot/draw/form/modal.ts';
import { formOnPage } from '../../../bot/draw/form/on-page.ts';
import { numbersSheet, numbersTwins } from '../../../bot/draw/numbers-page.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest, CommandRequest } from '../../../bot/request.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { caseScreens } from '../../../cases/screens/screens.ts';
import type { Context } from '../../../context.ts';
import { cardRefs } from '../../../gatherings/card/views.ts';
import { audit } from '../../../members/audit.ts';
import { maySee } from '../../../members/roles.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { formMessages } from '../form-messages.ts';
import { appealForm, upholdForm } from '../forms.ts';
import { openHeat } from '../heat-actions.ts';
import { messages } from '../messages.ts';
import { appealRef, pdfRef, resultRef, upholdRef } from '../refs.ts';
import type { Discipline } from '../rules/records.ts';
import { THEORY } from '../rules/records.ts';
import { appealCases, decidableAppeal, fileAppeal, uphold } from '../service/appeals.ts';
import { skillCertificates } from '../service/certificates.ts';
import { entrantIn } from '../service/entrants.ts';
import { stored } from '../service/lives.ts';
import { yearInNumbers } from '../service/numbers.ts';
import { resultPage } from '../service/shown.ts';
import { WORDS } from '../words.ts';
import { appealTexts } from './appeal-texts.ts';
import { resultMessages } from './messages.ts';
import { numbersPage, resultModal, yearRows } from './views.ts';

const TOPIC = 100;
const WIDTHS = [30, 16, 14, 16, 8, 14, 8, 10];

/** How somebody's result was computed: for themselves, and for the officers of the contest. @throws UserError for others */
async function resultView(ctx: Context, actor: Actor, id: string, note?: string): Promise<ModalView> {
  const found = await entrantIn(ctx, id);
  const isOwn = found.entrant.member === actor.user;
  if (!isOwn && !maySee(actor, found.contest.branch)) throw new UserError(WORDS.notYours);
  const page = await resultPage(ctx, found);
  if (page === undefined) throw new UserError(WORDS.noResult);
  const { appeal, mayAppeal } = page;
  const own = { mayAppeal: mayAppeal && isOwn, appeal: isOwn && note === undefined ? appeal : undefined };
  return resultModal(formReaderOf(actor), { ...page, ...own }, note);
}

/** Appeals as cases: their card, their lists, and the forms of their steps. */
export const appealScreens = caseScreens({
  cases: appealCases,
  texts: appealTexts,
  kindNames: (_ctx, locale) => () => resultMessages[locale].appeal,
  lists: { mine: 'skills.mine', waiting: 'skills.waiting' },
  namesSender: true,
});

const appealing = formOnPage({
  form: appealForm,
  role: 'worker',
  about: appealRef,
  mayOpen: ({ ctx, actor }, { id }) => resultView(ctx, actor, id),
  save: async ({ ctx, actor }, { text }, { id }) => {
    const { number } = await fileAppeal(ctx, actor, id, text);
    return { page: await resultView(ctx, actor, id, resultMessages[actor.locale].appealed(number)) };
  },
  faultsAt: 'text',
});

/** The most that can be set: a criterion's points, or the questions of the theory paper. */
const mostOf = ({ criteria, theory }: Discipline, criterion: string): number =>
  (criterion === THEORY ? theory?.count : criteria.find(({ id }) => id === criterion)?.points) ?? 0;

const upholding = formOnPage({
  form: upholdForm,
  role: 'officer',
  about: upholdRef,
  mayOpen: ({ ctx, actor }, { id }) => decidableAppeal(ctx, actor, id),
  shown: async ({ ctx, actor }, { id }) => {
    const { discipline, appeal } = await decidableAppeal(ctx, actor, id);
    const say = formMessages[actor.locale];
    const criteria = discipline.criteria.map((one) => option(one.id, `${one.name} · ${one.points}`));
    const theory = discipline.theory === undefined ? [] : [option(THEORY, say.theoryItem)];
    return {
      options: { criterion: [...criteria, ...theory] },
      above: [section(`*${appeal.number}*\n${plain(cut(appeal.text, TOPIC * 5))}`)],
    };
  },
  save: async ({ ctx, actor }, said, { id }) => {
    const { discipline } = await decidableAppeal(ctx, actor, id);
    const most = mostOf(discipline, said.criterion);
    const isWhole = said.criterion !== THEORY || Number.isInteger(said.points);
    if (said.points > most || !isWhole) return { errors: { points: formMessages[actor.locale].tooMany(most) } };
    await uphold(ctx, actor, id, said);
    return { page: await appealScreens.view(ctx, actor, id, resultMessages[actor.locale].upheld) };
  },
  faultsAt: 'points',
});

/** The step that changes a score has a form of its own: which criterion, to what. */
const step: Action['run'] = async (request) =>
  /^uphold(?:\.|$)/.test(request.suffix)
    ? upholding.press(request, { id: upholdRef.read(request.value).id })
    : appealScreens.actions.step.run(request);

/** The kernel's form of a step, which asks for words alone, is not enough to change a score. */
const stepModal = (modal: Modal): Modal => ({
  ...modal,
  submit: async (request) => {
    if (request.metadata.includes('"uphold"')) throw new UserError(WORDS.upholdInForm);
    return modal.submit(request);
  },
});

const mine = async (ctx: Context, actor: Actor, page: number): Promise<Message> => {
  const say = messages[actor.locale];
  const found = await appealCases.mine(ctx, actor);
  return appealScreens.list(ctx, actor, found, { title: say.myAppeals, turn: 'skills.mine', from: 'mine', page });
};

const waiting = async (ctx: Context, actor: Actor, page: number): Promise<Message> => {
  const say = messages[actor.locale];
  const found = await appealCases.waitingFor(ctx, actor);
  return appealScreens.list(ctx, actor, found, { title: say.appeals, turn: 'skills.waiting', from: 'waiting', page });
};

const lists =
  (draw: typeof mine): Action['run'] =>
  (request) =>
    present(request, {
      message: () => draw(request.ctx, request.actor, turnedTo(request)),
      title: messages[request.actor.locale].appeals,
    });

/** A heat and an appeal are both opened by their id. */
const open: Action['run'] = async (request) => {
  const { id } = cardRefs('skills').open.read(request.value);
  const isHeat = (await stored.find(request.ctx, id)) !== undefined;
  return isHeat && openHeat !== undefined ? openHeat(request) : appealScreens.actions.open.run(request);
};

async function sendPdf({ ctx, actor, value }: ActionRequest): Promise<void> {
  const say = resultMessages[actor.locale];
  const { certificate, pdf, missing } = await skillCertificates.file(ctx, actor, pdfRef.read(value).number);
  const { number, topic } = certificate;
  const comment = [
    say.sent(plain(cut(topic, TOPIC))),
    ...(missing.length === 0 ? [] : [say.missingLetters(missing.length)]),
  ];
  await sendSlackFile(ctx, actor.user, { filename: say.file(number), bytes: Buffer.from(pdf) }, comment.join('\n'));
  const what = { zh: `下载自己的证书 ${number}`, en: `downloaded their own certificate ${number}` };
  await audit(ctx, { id: `certificate-${number}`, by: actor.user, kind: 'export', what });
}

const twinsFor = async (ctx: Context, actor: Actor) =>
  numbersTwins(actor.locale, numbersPage(actor.locale, await yearInNumbers(ctx, actor)));

/** `/jy skills numbers` */
export async function numbers({ ctx, actor, reply }: CommandRequest): Promise<void> {
  await sendEither(ctx, await twinsFor(ctx, actor), reply);
}

async function sendFile({ ctx, actor, reply }: ActionRequest): Promise<void> {
  const { stats } = resultMessages[actor.locale];
  const year = await yearInNumbers(ctx, actor);
  const [first = '', second = ''] = stats.sheets;
  const count = year.rows.length;
  await takeSheets(ctx, actor, {
    filename: `skills-${year.year}.xlsx`,
    sheets: [
      { name: first, rows: numbersSheet(numbersPage(actor.locale, year)), widths: [28, ...Array(4).fill(12)] },
      { name: second, rows: [stats.rows, ...yearRows(actor.locale, year.rows)], widths: WIDTHS },
    ],
    comment: stats.exported(count),
    what: { zh: `导出技能比武，${count} 人次`, en: `exported ${count} entries of skill contests` },
  });
  await reply(sentence(stats.exportDone));
}

export const resultActions: Record<string, Action> = {
  ...appealScreens.actions,
  open: { role: 'worker', run: open },
  step: { role: 'worker', run: step },
  mine: { role: 'worker', run: lists(mine) },
  waiting: { role: 'officer', run: lists(waiting) },
  [resultRef.verb]: {
    role: 'worker',
    run: (request) => {
      const { ctx, actor, value } = request;
      return present(request, { modal: () => resultView(ctx, actor, resultRef.read(value).id) });
    },
  },
  ...appealing.actions,
  ...upholding.actions,
  [pdfRef.verb]: { role: 'worker', run: sendPdf },
  numbers: {
    role: 'officer',
    run: (request) =>
      present(request, {
        message: () => twinsFor(request.ctx, request.actor),
        title: messages[request.actor.locale].numbers,
      }),
  },
  export: { role: 'officer', run: sendFile },
};

const { step: stepForm, ...otherForms } = appealScreens.modals;

export const resultModals: Record<string, Modal> = {
  ...otherForms,
  ...(stepForm === undefined ? {} : { step: stepModal(stepForm) }),
  ...appealing.modals,
  ...upholding.modals,
};
