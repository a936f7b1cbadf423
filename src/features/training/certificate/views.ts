import { z } from 'zod';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { ref } from '../../../bot/draw/ref.ts';
import { sentence } from '../../../bot/draw/sentence.ts';
import type { CertificatesPage, Standing } from '../../../certificates/certified.ts';
import { type Verified, verifiedLines } from '../../../certificates/verify.ts';
import { inLanguage, type Locale } from '../../../lib/language.ts';
import { messages } from '../messages/worker-messages.ts';
import { certificateMessages } from './messages.ts';
import type { Skill } from './service/certificates.ts';

const NAME = 40;
const TOPIC = 100;

/** How a reader can have a number checked: a page for anyone, or the command. */
export interface Proof {
  link: string | undefined;
  command: string;
}

const topicOf = (locale: Locale, one: Standing): string => plain(cut(inLanguage(locale, one).topic, TOPIC));

/** Number, day and end in a line. */
function factsOf(locale: Locale, { number, issuedOn, until, validity }: Standing): string {
  const say = certificateMessages[locale];
  const end = until === undefined ? say.forever : say.until(say.day(until));
  const state = validity === 'valid' ? end : say.states[validity];
  return [say.number(number), say.issued(say.day(issuedOn)), state].join(' · ');
}

const pdfButton = (locale: Locale, { number }: Standing, suffix = '') =>
  button({ action: `training.pdf${suffix}`, label: certificateMessages[locale].get, value: number });

/** To its holder: it is issued, or taken away. */
export function certificateMessage(locale: Locale, certificate: Standing, proof: Proof): Message {
  const say = certificateMessages[locale];
  const { number, validity, skill } = certificate;
  if (validity === 'annulled') return sentence(say.taken(topicOf(locale, certificate), number));
  const lines = [
    `*${say.yours(topicOf(locale, certificate))}*`,
    factsOf(locale, certificate),
    ...(skill === undefined ? [] : [say.proves(plain(skill))]),
  ];
  const check = proof.link === undefined ? say.howToVerify(proof.command, number) : say.pageToVerify(proof.link);
  return message([section(lines.join('\n')), actions(pdfButton(locale, certificate)), context(check)]);
}

/** To its holder: it ends soon. */
export function refreshMessage(locale: Locale, certificate: Standing, until: string): Message {
  const say = certificateMessages[locale];
  const text = say.refresh(topicOf(locale, certificate), say.day(until));
  const open = button({ action: 'training.mine', label: say.seeOpen, style: 'primary' });
  return message([section(text), actions(open)]);
}

function listed(locale: Locale, head: string, found: readonly Standing[], isOwn: boolean): AnyBlock[] {
  const line = (one: Standing) =>
    [
      `*${topicOf(locale, one)}*`,
      factsOf(locale, one),
      ...(one.skill === undefined ? [] : [certificateMessages[locale].skill(plain(one.skill))]),
    ].join('\n');
  return [
    section(`*${head}*`),
    ...found.map((one, index) =>
      isOwn && one.validity !== 'annulled'
        ? section(line(one), pdfButton(locale, one, `:${index}`))
        : section(line(one)),
    ),
  ];
}

/** A person's own certificates, the newest first. @param ofOthers an officer may look up those of others */
export function ownCertificates(locale: Locale, own: CertificatesPage, ofOthers: boolean): Message {
  const say = certificateMessages[locale];
  const shown = own.rows.length === 0 ? [section(say.none)] : listed(locale, say.mine, own.rows, true);
  const beside = [
    button({ action: 'training.check', label: say.check }),
    ...(ofOthers ? [button({ action: 'training.holder', label: say.others })] : []),
  ];
  return message([...shown, ...pager(locale, 'training.certificates', own, { beside })]);
}

/** The same in a modal. @param about what it shows */
export function certificatesModal(locale: Locale, { blocks }: Message, about: string): ModalView {
  const say = certificateMessages[locale];
  const { close } = messages[locale];
  return modal({ callback: 'training.certificates', title: say.title, close, metadata: about, blocks });
}

/** A page of a member's certificates. */
export const holderRef = ref('training.holderPage', z.object({ user: z.string(), page: z.number() }));

/** Names the modal of a member's certificates. */
export const holderOf = (user: string): string => `certificates ${user}`;

/** What an officer sees of a member: certificates, with the skills that they prove. */
export function holderCertificates(locale: Locale, user: string, name: string, theirs: CertificatesPage): Message {
  const say = certificateMessages[locale];
  const shown = plain(cut(name, NAME));
  if (theirs.rows.length === 0) return sentence(say.noneOf(shown));
  return message([
    ...listed(locale, say.of(shown), theirs.rows, false),
    ...pager(locale, holderRef.name, theirs, { value: (page) => holderRef.pack({ user, page }) }),
  ]);
}

/** Whether a certificate is what it says, for anybody. */
export function verifiedMessage(locale: Locale, verified: Verified): Message {
  const lines = verifiedLines(locale, verified, (words) => plain(words));
  const [head = '', ...facts] = lines;
  const blocks: AnyBlock[] = [section([facts.length === 0 ? head : `*${head}*`, ...facts].join('\n'))];
  return message(blocks);
}

/** What somebody is able to do, a line each. */
export function skillLines(locale: Locale, skills: readonly Skill[]): string[] {
  const say = certificateMessages[locale];
  if (skills.length === 0) return [];
  const line = ({ skill, since, until, isExpired }: Skill) => {
    const end = until === undefined ? say.forever : (isExpired ? say.expired : say.until)(say.day(until));
    return `${plain(skill)} · ${say.since(say.day(since))} · ${end}`;
  };
  return [`*${say.skills}*`, ...skills.map(line)];
}
