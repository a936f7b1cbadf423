import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, header, modal, section } from '../../../bot/draw/blocks.ts';
import type { FormReader } from '../../../bot/draw/form/field.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { dayFor } from '../../../bot/text/times.ts';
import type { Standing } from '../../../certificates/certified.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Paged } from '../../../lib/pages.ts';
import type { HonourCertificate } from '../model.ts';
import { endRef, pdfRef, registerRef, renewRef } from '../refs.ts';
import type { Holder } from '../rules/records.ts';
import { named, quoted } from '../told.ts';
import { registerMessages as messages } from './messages.ts';

/** A line of the register for one reader. */
export interface Registered {
  holder: Holder;
  /** As it is on the holder's day. */
  state: Holder['state'];
  mayRenew: boolean;
  mayEnd: boolean;
}

/** A day with its year. */
const yearDay = (locale: Locale, day: string): string =>
  locale === 'zh' ? `${day.slice(0, 4)}年${dayFor(day, locale)}` : `${dayFor(day, locale)} ${day.slice(0, 4)}`;

function row(reader: FormReader, { holder, state, mayRenew, mayEnd }: Registered): AnyBlock[] {
  const { locale } = reader;
  const say = messages[locale];
  const { _id: id, name, branch, titleName, firstFrom, from, until, reason } = holder;
  const text = [
    `*${named(name)}* · ${named(titleName)}${branch === undefined ? '' : ` · ${named(branch)}`}`,
    [
      say.span(yearDay(locale, firstFrom ?? from), until === undefined ? undefined : yearDay(locale, until)),
      say.holderStates[state],
      ...(reason === undefined ? [] : [quoted(reason)]),
    ].join(' · '),
  ].join('\n');
  const buttons = [
    ...(mayRenew ? [button({ ...renewRef.button({ id }, id), label: say.renew })] : []),
    ...(mayEnd ? [button({ ...endRef.button({ id }, id), label: say.end, style: 'danger' })] : []),
  ];
  return [section(text), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

function blocks(
  reader: FormReader,
  which: 'all' | 'held',
  found: Paged<Registered>,
  isOfficer: boolean,
  note?: string,
): AnyBlock[] {
  const say = messages[reader.locale];
  const other = which === 'all' ? 'held' : 'all';
  return [
    ...(note === undefined ? [] : [section(note)]),
    ...(found.rows.length === 0 ? [section(say.noHolders)] : found.rows.flatMap((one) => row(reader, one))),
    ...pager(reader.locale, 'honours.register', found, {
      value: (page) => registerRef.pack({ which, page }),
      beside: [
        button({
          ...registerRef.button({ which: other, page: 1 }, 'which'),
          label: other === 'held' ? say.onlyHeld : say.showAll,
        }),
        ...(isOfficer ? [button({ action: 'honours.export', label: say.export })] : []),
      ],
    }),
  ];
}

type Shown = [which: 'all' | 'held', found: Paged<Registered>, isOfficer: boolean, note?: string];

export const registerMessage = (reader: FormReader, ...shown: Shown): Message =>
  message([header(`🏅 ${messages[reader.locale].registerHead}`), ...blocks(reader, ...shown)]);

export const registerModal = (reader: FormReader, ...shown: Shown): ModalView =>
  modal({
    callback: 'bot.shown',
    title: messages[reader.locale].registerHead,
    close: messages[reader.locale].close,
    metadata: REGISTER,
    blocks: blocks(reader, ...shown),
  });

/** The `private_metadata` of the register. */
export const REGISTER = 'honours register';

/** The register as rows of a file. */
export const registerRows = (
  locale: Locale,
  all: readonly Pick<Registered, 'holder' | 'state'>[],
): (string | number)[][] => {
  const say = messages[locale];
  return [
    say.columns,
    ...all.map(({ holder, state }) => [
      holder.year,
      holder.titleName,
      holder.name,
      holder.branch ?? '',
      holder.firstFrom ?? holder.from,
      holder.until ?? '',
      say.holderStates[state],
      holder.reason ?? '',
    ]),
  ];
};

/** To its holder: a title is theirs, or its certificate was annulled. */
export function certificateMessage(
  locale: Locale,
  { number, topic, until, validity }: Standing<HonourCertificate>,
  proof: { link: string | undefined; command: string },
): Message {
  const say = messages[locale];
  if (validity === 'annulled') return message([section(say.certificateTaken(named(topic), number))]);
  const facts = [
    say.certificateNumber(number),
    ...(until === undefined ? [] : [say.validUntil(yearDay(locale, until))]),
  ];
  return message([
    section([`*${say.certificateLead(named(topic))}*`, facts.join(' · ')].join('\n')),
    actions(button({ ...pdfRef.button({ number }), label: say.get, style: 'primary' })),
    context(proof.link === undefined ? say.verifyBy(`${proof.command} ${number}`) : say.verifyLink(proof.link)),
  ]);
}

/** To its holder: the term ends soon. */
export function refreshMessage(locale: Locale, { topic }: Standing<HonourCertificate>, until: string): Message {
  const say = messages[locale];
  return message([
    section([`*${say.refreshLead(named(topic), yearDay(locale, until))}*`, say.refreshWhat].join('\n')),
    actions(button({ ...registerRef.button({ which: 'held', page: 1 }), label: say.register })),
  ]);
}

/** To its holder: it is over. */
export function overMessage(locale: Locale, { titleName, state, until, reason }: Holder): Message {
  const say = messages[locale];
  const facts = [
    named(titleName),
    ...(state === 'expired' && until !== undefined ? [say.overSince(yearDay(locale, until))] : []),
    ...(reason === undefined ? [] : [quoted(reason)]),
  ];
  return message([
    section([`*${say.overLead[state]}*`, facts.join(' · ')].join('\n')),
    actions(button({ ...registerRef.button({ which: 'all', page: 1 }), label: say.register })),
  ]);
}

/** A title on its holder's own record. */
export const badgeLine = (locale: Locale, { titleName, until }: Holder): string =>
  `🏅 ${messages[locale].badge(named(titleName), until === undefined ? undefined : yearDay(locale, until))}`;
