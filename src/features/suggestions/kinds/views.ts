import { z } from 'zod';
import type { Message } from '../../../bot/draw/block-kit.ts';
import { actions, button, option, plain, section } from '../../../bot/draw/blocks.ts';
import { choice, person } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown } from '../../../bot/draw/form/form.ts';
import { number, text } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Locale } from '../../../lib/language.ts';
import { messages } from '../messages.ts';
import { type OfficerTexts, officerMessages } from '../officer-messages.ts';
import { WORDS } from '../words.ts';
import { COMPANY, KIND_NAME, type Kind, USUAL } from './rules.ts';

const ofKind = (name: `suggestions.${string}`) => ref(name, z.object({ kind: z.string() }), { before: ['kind'] });
export const kindRef = ofKind('suggestions.kind');
const retireRef = ofKind('suggestions.retireKind');
const restoreRef = ofKind('suggestions.restoreKind');

const MOST_DAYS = 60;

/** Routes shown of a kind: more than a company's branches. */
const ROUTES = 20;

/** All kinds with their clocks and routes. */
export function kindsMessage(locale: Locale, kinds: readonly Kind[]): Message {
  const say = officerMessages[locale];
  const lines = kinds.map((kind) => {
    const routes = kind.routes
      .slice(0, ROUTES)
      .map(({ branch, owner, deputy }) =>
        say.route(
          plain(branch) || messages[locale].form.company,
          `<@${owner}>`,
          deputy === undefined ? '' : `<@${deputy}>`,
        ),
      );
    return [
      `*${plain(kind.title[locale])}*${kind.isRetired ? ` · ${say.retired}` : ''}`,
      say.kindLine(kind.acceptDays, kind.replyDays, kind.dueDays, kind.points),
      ...routes,
    ].join('\n');
  });
  return message([
    section(say.kindsLead),
    ...kinds.map((kind, index) =>
      section(lines[index] ?? '', button({ ...kindRef.button({ kind: kind.kind }, index), label: say.change })),
    ),
    actions(button({ action: 'suggestions.addKind', label: say.addKind })),
  ]);
}

type Word = { [K in keyof OfficerTexts]: OfficerTexts[K] extends string ? K : never }[keyof OfficerTexts];
const word =
  (key: Word) =>
  (locale: Locale): string =>
    officerMessages[locale][key];
const notName = (locale: Locale): string => WORDS.kindName[locale];

const days = (key: 'acceptDays' | 'replyDays' | 'dueDays') =>
  number({ label: word(key), needed: true, min: 1, max: MOST_DAYS, initial: USUAL[key] });

/** A kind's names, clocks and points, and one branch's route. */
export const kindForm = form(
  'suggestions.kind',
  {
    zh: text({ label: word('nameZh'), max: KIND_NAME, needed: true, missing: notName }),
    en: text({ label: word('nameEn'), max: KIND_NAME, needed: true, missing: notName }),
    acceptDays: days('acceptDays'),
    replyDays: days('replyDays'),
    dueDays: days('dueDays'),
    points: number({ label: word('points'), needed: true, min: 0, max: 1_000, initial: USUAL.points, more: true }),
    branch: choice({ label: word('routeBranch'), initial: COMPANY, more: true }),
    owner: person({ label: word('routeOwner'), more: true }),
    deputy: person({ label: word('routeDeputy'), more: true }),
  },
  { title: word('kindNew'), submit: word('save') },
);

/** @param kind absent: a new one */
export function kindShown(
  locale: Locale,
  kind: Kind | undefined,
  branches: readonly string[],
): Shown<typeof kindForm.fields> {
  const say = officerMessages[locale];
  const options = [option(COMPANY, messages[locale].form.company), ...branches.map((one) => option(one, one))];
  if (kind === undefined) return { options: { branch: options } };
  const { title, acceptDays, replyDays, dueDays, points, routes, isRetired } = kind;
  const company = routes.find((one) => one.branch === '');
  return {
    title: title[locale],
    options: { branch: options },
    values: { ...title, acceptDays, replyDays, dueDays, points, owner: company?.owner, deputy: company?.deputy },
    above: [actions(isRetired ? restoreButton(say, kind.kind) : retireButton(say, kind.kind))],
  };
}

const restoreButton = (say: OfficerTexts, kind: string) =>
  button({ ...restoreRef.button({ kind }), label: say.restore });

const retireButton = (say: OfficerTexts, kind: string) =>
  button({
    ...retireRef.button({ kind }),
    label: say.retire,
    style: 'danger',
    confirm: { title: say.retire, text: say.retireAsk, yes: say.retire, no: say.retireKeep },
  });
