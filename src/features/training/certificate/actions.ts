import { Buffer } from 'node:buffer';
import { cut, plain } from '../../../bot/draw/blocks.ts';
import { person } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { text } from '../../../bot/draw/form/kinds.ts';
import { formModal } from '../../../bot/draw/form/modal.ts';
import { turnedTo } from '../../../bot/draw/pager.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action, Command, Modal } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { type Kinds, verify } from '../../../certificates/verify.ts';
import { inLanguage } from '../../../lib/language.ts';
import { audit } from '../../../members/audit.ts';
import { certificateMessages } from './messages.ts';
import { certificatesFor } from './service/certificates.ts';
import { trainingCertificates } from './service/certified.ts';
import {
  certificatesModal,
  holderCertificates,
  holderOf,
  holderRef,
  ownCertificates,
  verifiedMessage,
} from './views.ts';

const TOPIC = 100;
/** Names the modal of the own certificates. */
const OWN = 'certificates';

const checkForm = form(
  'training.check',
  {
    number: text({
      label: (locale) => certificateMessages[locale].checkLabel,
      hint: (locale) => certificateMessages[locale].checkHint,
      max: 40,
      placeholder: () => '2026-000042-6',
      needed: true,
    }),
  },
  { title: (locale) => certificateMessages[locale].check, submit: (locale) => certificateMessages[locale].look },
);
/** Asks for the number of a certificate that is to be verified. */
const check = (kinds: Kinds) =>
  formModal({
    form: checkForm,
    role: 'worker',
    drafts: 'none',
    submit: async ({ ctx, actor }, { number }) => {
      const verdict = verifiedMessage(actor.locale, await verify(ctx, kinds(), number));
      return { update: certificatesModal(actor.locale, verdict, 'verified') };
    },
  });

const holderForm = form(
  'training.holder',
  {
    holder: person({
      label: (locale) => certificateMessages[locale].whose,
      source: 'training.person',
      placeholder: (locale) => certificateMessages[locale].whoseFind,
      needed: true,
      missing: (locale) => certificateMessages[locale].choose,
    }),
  },
  { title: (locale) => certificateMessages[locale].others, submit: (locale) => certificateMessages[locale].look },
);
/** Whose certificates an officer wants to see. */
const holder = formModal({
  form: holderForm,
  role: 'officer',
  drafts: 'none',
  submit: async (request, values) => ({ update: await holderPage(request, values.holder, 1) }),
});

/** @param kinds all certificates that can be verified */
export const certificateActions = (kinds: Kinds): Record<string, Action> => ({
  /** Sends the holder's own certificate into the chat. */
  pdf: {
    role: 'worker',
    run: async ({ ctx, actor, value }) => {
      const say = certificateMessages[actor.locale];
      const { certificate, pdf, missing } = await trainingCertificates.file(ctx, actor, value);
      const { number, topic } = inLanguage(actor.locale, certificate);

      const comment = [
        say.sent(plain(cut(topic, TOPIC)), number),
        ...(missing.length === 0 ? [] : [say.missing(missing.length)]),
      ];
      const file = { filename: say.file(number), bytes: Buffer.from(pdf) };
      await sendSlackFile(ctx, actor.user, file, comment.join('\n'));
      const what = { zh: `下载自己的证书 ${number}`, en: `downloaded their own certificate ${number}` };
      await audit(ctx, { id: `certificate-${number}`, by: actor.user, kind: 'export', what });
    },
  },
  certificates: {
    role: 'worker',
    run: (request) =>
      present(request, {
        about: OWN,
        modal: async () => {
          const { ctx, actor } = request;
          const own = await trainingCertificates.pageOf(ctx, actor.user, turnedTo(request));
          return certificatesModal(actor.locale, ownCertificates(actor.locale, own, mayRun(actor, 'officer')), OWN);
        },
      }),
  },
  check: {
    role: 'worker',
    run: ({ openModal, ...who }) => openModal(() => check(kinds).open(who)),
  },
  holder: {
    role: 'officer',
    run: ({ openModal, ...who }) => openModal(() => holder.open(who)),
  },
  holderPage: {
    role: 'officer',
    run: async (request) => {
      const { user, page } = holderRef.read(request.value);
      await present(request, { about: holderOf(user), modal: () => holderPage(request, user, page) });
    },
  },
});

async function holderPage({ ctx, actor }: Pick<SubmitRequest, 'ctx' | 'actor'>, user: string, page: number) {
  const { name, ...theirs } = await certificatesFor(ctx, actor, user, page);
  return certificatesModal(actor.locale, holderCertificates(actor.locale, user, name, theirs), holderOf(user));
}

export const certificateModals = (kinds: Kinds): Record<string, Modal> => ({
  holder: holder.modal,
  check: check(kinds).modal,
});

export const certificateCommands = (kinds: Kinds): Command[] => [
  {
    verb: 'certificates',
    aliases: ['证书'],
    role: 'worker',
    usage: { zh: '', en: '' },
    summary: { zh: '我的结业证书，可以下载', en: 'download your certificates' },
    run: async ({ ctx, actor, reply }) => {
      const own = await trainingCertificates.pageOf(ctx, actor.user, 1);
      await reply(ownCertificates(actor.locale, own, mayRun(actor, 'officer')));
    },
  },
  {
    verb: 'verify',
    sameAs: 'training.check',
    aliases: ['验证'],
    role: 'worker',
    usage: { zh: '<证书编号>', en: '<certificate number>' },
    summary: { zh: '查一张证书是不是真的、还有没有效', en: 'whether a certificate is genuine and still valid' },
    run: async ({ ctx, actor, text, reply }) => reply(verifiedMessage(actor.locale, await verify(ctx, kinds(), text))),
  },
];
