import { Buffer } from 'node:buffer';
import type { Actor } from '../../../bot/actor.ts';
import type { Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { formReaderOf } from '../../../bot/draw/form/modal.ts';
import { formOnPage } from '../../../bot/draw/form/on-page.ts';
import { present } from '../../../bot/draw/present.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { Action, Modal } from '../../../bot/feature.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import type { Context } from '../../../context.ts';
import { audit } from '../../../members/audit.ts';
import { takeSheets } from '../../../members/take-sheets.ts';
import { endForm, renewForm } from '../forms.ts';
import { endRef, pdfRef, registerRef, renewRef } from '../refs.ts';
import { endTitle, managedHolder, registered, renew, wholeRegister } from '../service/awards.ts';
import { honourCertificates } from '../service/certificates.ts';
import { named } from '../told.ts';
import { registerMessages as messages } from './messages.ts';
import { REGISTER, registerMessage, registerModal, registerRows } from './views.ts';

type Which = 'all' | 'held';
const WIDTHS = [8, 20, 14, 20, 12, 12, 12, 30];

export async function registerPageOf(ctx: Context, actor: Actor, which: Which, page: number): Promise<Message> {
  return registerMessage(
    formReaderOf(actor),
    which,
    await registered(ctx, actor, which, page),
    mayRun(actor, 'officer'),
  );
}

async function registerView(ctx: Context, actor: Actor, which: Which, page: number, note?: string): Promise<ModalView> {
  const found = await registered(ctx, actor, which, page);
  return registerModal(formReaderOf(actor), which, found, mayRun(actor, 'officer'), note);
}

const register: Action['run'] = async (request) => {
  const { ctx, actor } = request;
  const { which, page } = registerRef.read(request.value);
  await present(request, {
    message: () => registerPageOf(ctx, actor, which, page),
    modal: () => registerView(ctx, actor, which, page),
    about: REGISTER,
  });
};

const renewing = formOnPage({
  form: renewForm,
  role: 'officer',
  about: renewRef,
  mayOpen: ({ ctx, actor }, { id }) => managedHolder(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => {
    await renew(ctx, actor, id, reason);
    return { page: await registerView(ctx, actor, 'held', 1, messages[actor.locale].renewed) };
  },
  faultsAt: 'reason',
});

const ending = formOnPage({
  form: endForm,
  role: 'officer',
  about: endRef,
  mayOpen: ({ ctx, actor }, { id }) => managedHolder(ctx, actor, id),
  save: async ({ ctx, actor }, { reason }, { id }) => {
    await endTitle(ctx, actor, id, reason);
    return { page: await registerView(ctx, actor, 'held', 1, messages[actor.locale].ended) };
  },
  faultsAt: 'reason',
});

async function sendFile({ ctx, actor, reply }: ActionRequest): Promise<void> {
  const say = messages[actor.locale];
  const all = await wholeRegister(ctx, actor);
  await takeSheets(ctx, actor, {
    filename: 'honours.xlsx',
    sheets: [{ name: say.sheet, rows: registerRows(actor.locale, all), widths: WIDTHS }],
    comment: say.exported(all.length),
    what: { zh: `导出荣誉名录，${all.length} 条`, en: `exported the register of honours, ${all.length} lines` },
  });
  await reply(sentence(say.exportDone));
}

async function sendPdf({ ctx, actor, value }: ActionRequest): Promise<void> {
  const say = messages[actor.locale];
  const { certificate, pdf, missing } = await honourCertificates.file(ctx, actor, pdfRef.read(value).number);
  const { number, topic } = certificate;
  const comment = [say.sent(named(topic)), ...(missing.length === 0 ? [] : [say.missingLetters(missing.length)])];
  await sendSlackFile(ctx, actor.user, { filename: say.file(number), bytes: Buffer.from(pdf) }, comment.join('\n'));
  const what = { zh: `下载自己的证书 ${number}`, en: `downloaded their own certificate ${number}` };
  await audit(ctx, { id: `certificate-${number}`, by: actor.user, kind: 'export', what });
}

export const registerActions: Record<string, Action> = {
  [registerRef.verb]: { role: 'worker', run: register },
  export: { role: 'officer', run: sendFile },
  [pdfRef.verb]: { role: 'worker', run: sendPdf },
  ...renewing.actions,
  ...ending.actions,
};

export const registerModals: Record<string, Modal> = { ...renewing.modals, ...ending.modals };
