import type { Actor } from '../../bot/actor.ts';
import type { ModalView } from '../../bot/draw/block-kit.ts';
import { option, plain, section } from '../../bot/draw/blocks.ts';
import type { Fields } from '../../bot/draw/form/form.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { formOnPage, type Saved } from '../../bot/draw/form/on-page.ts';
import { asModal, messageClicked, present } from '../../bot/draw/present.ts';
import type { Action, Modal } from '../../bot/feature.ts';
import type { Questions } from '../../bot/question-sources.ts';
import type { ActionRequest } from '../../bot/request.ts';
import type { Related } from '../../bot/routing/contributions.ts';
import { sendSlackFile } from '../../bot/slack/file.ts';
import type { Context } from '../../context.ts';
import { idFrom } from '../../lib/ids.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { audit } from '../../members/audit.ts';
import { formMessages } from './form-messages.ts';
import {
  checkInForm,
  endForm,
  evaluateForm,
  examinerForm,
  extendForm,
  marksFrom,
  metForm,
  sheetForm,
  tasksForm,
} from './forms.ts';
import { messages } from './messages.ts';
import { pairMessage } from './pair-views.ts';
import {
  agreeRef,
  checkInRef,
  confirmRef,
  declineRef,
  endRef,
  evaluateRef,
  examinerRef,
  examRef,
  extendRef,
  goOnRef,
  metRef,
  pairRef,
  pdfRef,
  printRef,
  sheetRef,
  tasksRef,
} from './refs.ts';
import { resultMessages } from './result-messages.ts';
import type { Pair } from './rules/records.ts';
import { graduateCertificates } from './service/certificates.ts';
import { askExam, evaluate, examinedBy, extend, handIn, nameExaminer } from './service/exams.ts';
import {
  actsForBranch,
  agree,
  agreeForBranch,
  answerMeeting,
  branchPair,
  checkIn,
  endPair,
  goOn,
  markTasks,
  pairFor,
  presentPair,
  recordMeeting,
} from './service/pairs.ts';
import { contractFile } from './service/print.ts';
import { shownPair } from './service/shown.ts';

/** The page of a pair. */
export async function pairPage(ctx: Context, actor: Actor, pair: Pair, questions: Questions): Promise<ModalView> {
  const drawn = pairMessage(formReaderOf(actor), await shownPair(ctx, actor, pair, questions));
  return asModal(actor.locale, drawn, messages[actor.locale].title);
}

/** What a saved form leads to; where it was opened from a card, that is drawn again by itself. */
export const savedPair = async (ctx: Context, actor: Actor, pair: Pair, questions: Questions): Promise<Saved> => ({
  page: await pairPage(ctx, actor, pair, questions),
  isCardEnough: true,
});

/** Does something with a pair, and shows how it stands then. */
const doing =
  (questions: Questions, does: (request: ActionRequest) => Promise<Pair>): Action['run'] =>
  async (request) => {
    const { ctx, actor } = request;
    const pair = await does(request);
    const shown = await shownPair(ctx, actor, pair, questions);
    await present(request, {
      // A notice stays short; a page is whole.
      message: () => pairMessage(formReaderOf(actor), shown, messageClicked(request) === undefined ? {} : { more: [] }),
      title: messages[actor.locale].title,
    });
    await request.refreshHome();
  };

async function sendContract({ ctx, actor, value }: ActionRequest): Promise<void> {
  const say = messages[actor.locale];
  const { number, pdf, missing } = await contractFile(ctx, actor, printRef.read(value).id);
  const comment = [say.printed(number), ...(missing.length === 0 ? [] : [say.missingLetters(missing.length)])].join(
    '\n',
  );
  await sendSlackFile(ctx, actor.user, { filename: say.printFile(number), bytes: Buffer.from(pdf) }, comment);
  const what = { zh: `下载结对协议 ${number}`, en: `downloaded mentoring contract ${number}` };
  await audit(ctx, { id: `mentoring-${number}-${actor.user}`, by: actor.user, kind: 'export', what });
}

async function sendCertificate({ ctx, actor, value }: ActionRequest): Promise<void> {
  const say = messages[actor.locale];
  const said = resultMessages[actor.locale];
  const { certificate, pdf, missing } = await graduateCertificates.file(ctx, actor, pdfRef.read(value).number);
  const { number, topic } = certificate;
  const comment = [
    said.certificateSent(plain(topic)),
    ...(missing.length === 0 ? [] : [say.missingLetters(missing.length)]),
  ].join('\n');
  await sendSlackFile(ctx, actor.user, { filename: said.certificateFile(number), bytes: Buffer.from(pdf) }, comment);
  const what = { zh: `下载自己的证书 ${number}`, en: `downloaded their own certificate ${number}` };
  await audit(ctx, { id: `certificate-${number}`, by: actor.user, kind: 'export', what });
}

/** The forms on a pair's page. */
function pairForms(questions: Questions, related: Related) {
  const saved = (ctx: Context, actor: Actor, pair: Pair) => savedPair(ctx, actor, pair, questions);
  return [
    formOnPage({
      form: metForm,
      role: 'worker',
      about: metRef,
      drafts: 'none',
      shown: async ({ ctx, actor }, { id }) => {
        const { apprentice, mentors } = await pairFor(ctx, actor, id);
        const isOne = actor.user !== apprentice || mentors.length === 1;
        const names = await membersOf(ctx, mentors);
        return {
          options: { mentor: mentors.map((one) => option(one, names.get(one)?.name ?? one)) },
          values: { mentor: actor.user === apprentice ? mentors[0] : actor.user },
          without: isOne ? ['mentor'] : [],
        };
      },
      save: async ({ ctx, actor, viewId }, { minutes, mentor }, { id }) => {
        const meeting = { id: idFrom(ctx.workspace, actor.user, viewId), mentor, minutes: Number(minutes) };
        return saved(ctx, actor, await recordMeeting(ctx, actor, id, meeting));
      },
      faultsAt: 'minutes',
    }),
    formOnPage({
      form: checkInForm,
      role: 'worker',
      about: checkInRef,
      draftOf: ({ id, month }) => ({ id, month }),
      mayOpen: ({ ctx, actor }, { id }) => pairFor(ctx, actor, id),
      shown: ({ actor }, { going }) => ({
        ...(going === undefined ? {} : { values: { going } }),
        above: [section(formMessages[actor.locale].checkInNote)],
      }),
      save: async ({ ctx, actor }, given, { id, month }) =>
        saved(ctx, actor, await checkIn(ctx, actor, id, { ...given, month })),
      faultsAt: 'going',
    }),
    formOnPage({
      form: tasksForm,
      role: 'worker',
      about: tasksRef,
      drafts: 'none',
      edits: true,
      shown: async ({ ctx, actor }, { id }) => {
        const { contract, done } = await pairFor(ctx, actor, id);
        return {
          options: { done: contract.tasks.map((task, nth) => option(String(nth), task)) },
          values: { done: done.map(({ task }) => String(task)) },
        };
      },
      save: async ({ ctx, actor }, { done }, { id }) =>
        saved(ctx, actor, await markTasks(ctx, actor, id, done.map(Number))),
      faultsAt: 'done',
    }),
    formOnPage({
      form: examinerForm,
      role: 'officer',
      about: examinerRef,
      drafts: 'none',
      mayOpen: ({ ctx, actor }, { id }) => branchPair(ctx, actor, id),
      shown: async ({ ctx }, { id }, { examiner: typed }) => {
        const chosen = typed ?? (await presentPair(ctx, id)).exam?.examiner;
        if (chosen === undefined) return {};
        const name = (await membersOf(ctx, [chosen])).get(chosen)?.name ?? chosen;
        return { values: { examiner: chosen }, options: { examiner: [option(chosen, name)] } };
      },
      save: async ({ ctx, actor }, { examiner }, { id }) =>
        saved(ctx, actor, await nameExaminer(ctx, related, actor, id, examiner)),
      faultsAt: 'examiner',
    }),
    formOnPage<Fields, { id: string }>({
      form: async ({ ctx, actor }, { id }) => sheetForm(await examinedBy(ctx, actor, id)),
      role: 'worker',
      about: sheetRef,
      mayOpen: ({ ctx, actor }, { id }) => examinedBy(ctx, actor, id),
      save: async ({ ctx, actor }, values, { id }) => {
        const { marks, words } = marksFrom(await examinedBy(ctx, actor, id), values);
        const pair = await handIn(ctx, related, actor, id, marks, words);
        const page = asModal(
          actor.locale,
          { blocks: [section(messages[actor.locale].told.sheetIn)] },
          messages[actor.locale].title,
        );
        return { page, isCardEnough: pair.state === 'active' };
      },
    }),
    formOnPage({
      form: evaluateForm,
      role: 'worker',
      about: evaluateRef,
      mayOpen: ({ ctx, actor }, { id }) => pairFor(ctx, actor, id),
      save: async ({ ctx, actor }, { grade, words }, { id }) =>
        saved(ctx, actor, await evaluate(ctx, actor, id, grade, words)),
      faultsAt: 'grade',
    }),
    formOnPage({
      form: extendForm,
      role: 'officer',
      about: extendRef,
      mayOpen: ({ ctx, actor }, { id }) => branchPair(ctx, actor, id),
      save: async ({ ctx, actor }, { months, reason }, { id }) =>
        saved(ctx, actor, await extend(ctx, actor, id, months, reason)),
      faultsAt: 'months',
    }),
    formOnPage({
      form: endForm,
      role: 'worker',
      about: endRef,
      drafts: 'none',
      mayOpen: ({ ctx, actor }, { id }) => pairFor(ctx, actor, id),
      shown: async ({ ctx, actor }, { id }) => ({
        above: [section(formMessages[actor.locale].endNote)],
        without: actsForBranch(actor, await presentPair(ctx, id)) ? ['words'] : [],
      }),
      save: async ({ ctx, actor }, { words }, { id }) => saved(ctx, actor, await endPair(ctx, actor, id, words)),
      faultsAt: 'words',
    }),
  ];
}

export function pairActions(
  questions: Questions,
  related: Related,
): { actions: Record<string, Action>; modals: Record<string, Modal> } {
  const forms = pairForms(questions, related);
  const worker = (does: (request: ActionRequest) => Promise<Pair>): Action => ({
    role: 'worker',
    run: doing(questions, does),
  });
  return {
    actions: {
      ...Object.assign({}, ...forms.map((one) => one.actions)),
      [pairRef.verb]: worker(({ ctx, actor, value }) => pairFor(ctx, actor, pairRef.read(value).id)),
      [agreeRef.verb]: worker(async ({ ctx, actor, value }) => {
        const { id, version } = agreeRef.read(value);
        const isBranch = actsForBranch(actor, await pairFor(ctx, actor, id));
        return isBranch ? agreeForBranch(ctx, actor, id, version) : agree(ctx, actor, id, version);
      }),
      [declineRef.verb]: worker(({ ctx, actor, value }) => endPair(ctx, actor, declineRef.read(value).id, '')),
      [confirmRef.verb]: worker(({ ctx, actor, value }) => {
        const { id, meeting, isYes } = confirmRef.read(value);
        return answerMeeting(ctx, actor, id, meeting, isYes);
      }),
      [goOnRef.verb]: worker(({ ctx, actor, value }) => goOn(ctx, actor, goOnRef.read(value).id)),
      [examRef.verb]: worker(({ ctx, actor, value }) => askExam(ctx, questions, actor, examRef.read(value).id)),
      [printRef.verb]: { role: 'worker', run: sendContract },
      [pdfRef.verb]: { role: 'worker', run: sendCertificate },
    },
    modals: Object.assign({}, ...forms.map((one) => one.modals)),
  };
}
