import { Buffer } from 'node:buffer';
import { cut, plain } from '../../../bot/draw/blocks.ts';
import { present } from '../../../bot/draw/present.ts';
import type { Action, Command, Modal, SubmitResult } from '../../../bot/feature.ts';
import type { SubmitRequest } from '../../../bot/request.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import { sendSlackFile } from '../../../bot/slack/file.ts';
import { unpack } from '../../../bot/text/command-text.ts';
import { verify } from '../../../certificates/verify.ts';
import { audit } from '../../../members/audit.ts';
import { textIn } from '../form/input.ts';
import { certificateMessages } from './messages.ts';
import { certificatesFor } from './service/certificates.ts';
import { trainingCertificates } from './service/certified.ts';
import {
  certificatesModal,
  checkModal,
  holderCertificates,
  holderModal,
  holderOf,
  ownCertificates,
  verifiedMessage,
} from './views.ts';

const TOPIC = 100;
/** Names the modal of the own certificates. */
const OWN = 'certificates';

export const certificateActions: Record<string, Action> = {
  /** Sends the holder's own certificate into the chat. */
  pdf: {
    role: 'worker',
    run: async ({ ctx, actor, value }) => {
      const say = certificateMessages[actor.locale];
      const { certificate, pdf, missing } = await trainingCertificates.file(ctx, actor, value);
      const { number, topic } = certificate;

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
          const { ctx, actor, value } = request;
          const own = await trainingCertificates.pageOf(ctx, actor.user, Number(value));
          return certificatesModal(actor.locale, ownCertificates(actor.locale, own, mayRun(actor, 'officer')), OWN);
        },
      }),
  },
  check: {
    role: 'worker',
    run: ({ actor, openModal }) => openModal(async () => checkModal(actor.locale)),
  },
  holder: {
    role: 'officer',
    run: ({ actor, openModal }) => openModal(async () => holderModal(actor.locale)),
  },
  holderPage: {
    role: 'officer',
    run: async (request) => {
      const [user = '', page] = unpack(request.value, 2);
      await present(request, { about: holderOf(user), modal: () => holderPage(request, user, Number(page)) });
    },
  },
};

async function holderPage({ ctx, actor }: Pick<SubmitRequest, 'ctx' | 'actor'>, user: string, page: number) {
  const { name, ...theirs } = await certificatesFor(ctx, actor, user, page);
  return certificatesModal(actor.locale, holderCertificates(actor.locale, user, name, theirs), holderOf(user));
}

async function lookedUp(request: SubmitRequest): Promise<SubmitResult> {
  const user = textIn(request.inputs, 'holder');
  if (user === '') return { errors: { holder: certificateMessages[request.actor.locale].choose } };
  return { update: await holderPage(request, user, 1) };
}

async function checked({ ctx, actor, inputs }: SubmitRequest): Promise<SubmitResult> {
  const verdict = verifiedMessage(actor.locale, await verify(ctx, [trainingCertificates], textIn(inputs, 'number')));
  return { update: certificatesModal(actor.locale, verdict, 'verified') };
}

export const certificateModals: Record<string, Modal> = {
  holder: { role: 'officer', submit: lookedUp },
  check: { role: 'worker', submit: checked },
};

export const certificateCommands: Command[] = [
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
    run: async ({ ctx, actor, text, reply }) =>
      reply(verifiedMessage(actor.locale, await verify(ctx, [trainingCertificates], text))),
  },
];
