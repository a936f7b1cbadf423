import { z } from 'zod';
import { MOST_OPTIONS } from '../../ballots/rules/question.ts';
import { check, choice, people } from '../../bot/draw/form/chosen.ts';
import { form } from '../../bot/draw/form/form.ts';
import { dateTime, number, text } from '../../bot/draw/form/kinds.ts';
import { ref } from '../../bot/draw/ref.ts';
import type { Locale } from '../../lib/language.ts';
import { messages, type VoteTexts } from './messages.ts';
import { MAJORITIES, QUORUMS, SECRECY } from './rules.ts';

export const listRef = ref('votes.list', z.object({ page: z.number().int().default(1) }));
/** @property seen of the form that was previewed: pressed again unchanged, the vote is called */
export const callRef = ref('votes.call', z.object({ seen: z.string().optional() }));

type Word = { [K in keyof VoteTexts]: VoteTexts[K] extends string ? K : never }[keyof VoteTexts];
const said =
  (key: Word) =>
  (locale: Locale): string =>
    messages[locale][key];
const audience = { source: 'votes.audience', placeholder: said('includeFind'), max: 50 } as const;

export const callForm = form(
  'votes.call',
  {
    question: text({ label: said('question'), max: 150, needed: true }),
    options: text({ label: said('options'), hint: said('optionsHint'), max: 700, long: true }),
    secrecy: choice({
      label: said('secrecy'),
      of: SECRECY,
      initial: 'secret',
      look: 'radio',
      words: (locale, one) => messages[locale].secrecyOf[one],
    }),
    include: people({ label: said('include'), needed: true, ...audience }),
    closesAt: dateTime({ label: said('closesAt'), needed: true }),
    about: text({ label: said('about'), max: 600, long: true, more: true }),
    majority: choice({
      label: said('majority'),
      of: MAJORITIES,
      initial: 'most',
      words: (locale, one) => messages[locale].majorityOf[one],
      more: true,
    }),
    quorum: choice({
      label: said('quorum'),
      of: QUORUMS,
      initial: 'none',
      words: (locale, one) => messages[locale].quorumOf[one],
      more: true,
    }),
    most: number({ label: said('most'), min: 1, max: MOST_OPTIONS, initial: 1, more: true, needed: true }),
    places: number({ label: said('places'), min: 1, max: MOST_OPTIONS, initial: 1, more: true, needed: true }),
    isRanked: check({ label: said('ranked'), yes: said('rankedYes'), more: true }),
    opensAt: dateTime({ label: said('opensAt'), hint: said('opensHint'), more: true }),
    except: people({ label: said('except'), more: true, ...audience }),
  },
  { title: said('call'), submit: said('next'), close: said('close') },
);
