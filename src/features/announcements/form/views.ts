import type { PlainTextOption } from '@slack/types';
import { option } from '../../../bot/draw/blocks.ts';
import { channels, check, choice, choices, people, person } from '../../../bot/draw/form/chosen.ts';
import { form, type Shown, type ValuesOf } from '../../../bot/draw/form/form.ts';
import { dateTime, files, number, richText, text } from '../../../bot/draw/form/kinds.ts';
import { MOST_REMINDERS } from '../../../delivery/receipts/rules.ts';
import { type Locale, otherLocale } from '../../../lib/language.ts';
import { type AudiencePart, partKey, specOfKeys } from '../../../members/audience/spec.ts';
import { type AudienceNames, audienceOption } from '../../../members/audience/text.ts';
import { ATTACHMENT_TYPES } from '../draft/attachment-kinds.ts';
import { formMessages } from '../draft/messages.ts';
import { messages } from '../messages.ts';
import type { Announcement, Draft } from '../model.ts';
import { CATEGORIES, REPEATS, VIAS } from '../rules.ts';

const PARTS = 50;
const TITLE = 120;
const CHANNELS = 10;
const QUESTION = 2_000;
const MOST_HOURS = 720;

export type FormDraft = Draft & Pick<Announcement, 'attachment'>;

/** What the form is drawn from. */
export interface FormData {
  draft: FormDraft;
  names: AudienceNames;
  /** Whether channels may be chosen: a branch's officer does not know who reads them. */
  hasChannels: boolean;
  /** Whether there are banks to take a question from. */
  hasBanks: boolean;
  /** How many of the people whom it reaches read the other language. */
  others: number;
}

type Texts = (typeof messages)['zh']['form'];
const said =
  (key: keyof Texts) =>
  (locale: Locale): string =>
    messages[locale].form[key];
type MoreTexts = (typeof formMessages)['zh'];
const more =
  (key: { [K in keyof MoreTexts]: MoreTexts[K] extends string ? K : never }[keyof MoreTexts]) =>
  (locale: Locale): string =>
    formMessages[locale][key];
const other =
  (key: { [K in keyof MoreTexts]: MoreTexts[K] extends (language: Locale) => string ? K : never }[keyof MoreTexts]) =>
  (locale: Locale): string =>
    formMessages[locale][key](otherLocale(locale));
const missing = (key: 'title' | 'body') => (locale: Locale) => messages[locale].faults[key];

const words = {
  title: text({ label: said('title'), max: TITLE, needed: true, missing: missing('title') }),
  body: richText({ label: said('body'), needed: true, missing: missing('body') }),
};
/** The same in the other language: asked at first where the audience has readers of it. */
const secondWords = {
  secondTitle: text({ label: other('secondTitle'), max: TITLE, more: true }),
  secondBody: richText({ label: other('secondBody'), hint: other('secondHint'), more: true }),
};
const audience = { source: 'announcements.audience', placeholder: said('find'), max: PARTS };
const fileFields = {
  attachment: files({ label: more('attachment'), hint: more('attachmentHint'), max: 1, types: ATTACHMENT_TYPES }),
  detach: check({ label: more('detach'), yes: more('detach'), more: true }),
};

/** An announcement. For whom it is need not be said yet: it is kept, and can be sent when that is said. */
export const announcementForm = form(
  'announcements.form',
  {
    ...words,
    include: people({ label: said('include'), hint: said('includeHint'), ...audience }),
    options: choices({
      label: said('options'),
      of: ['ack', 'urgent'],
      initial: ['ack'],
      words: (locale, one) => messages[locale].form[one === 'ack' ? 'wantsAck' : 'urgent'],
    }),
    ...fileFields,
    at: dateTime({ label: said('at'), hint: said('atHint'), more: true }),
    members: channels({ label: more('members'), hint: more('membersHint'), max: CHANNELS, more: true }),
    except: people({ label: said('except'), ...audience, more: true }),
    via: choice({
      label: more('via'),
      of: VIAS,
      look: 'radio',
      initial: 'dm',
      words: (locale, one) => formMessages[locale].vias[one],
      more: true,
    }),
    channels: channels({ label: more('channels'), hint: more('channelsHint'), max: CHANNELS, more: true }),
    category: choice({
      label: said('category'),
      of: CATEGORIES,
      initial: 'announcement',
      words: (locale, one) => messages[locale].categories[one],
      more: true,
    }),
    repeat: choice({
      label: said('repeat'),
      of: REPEATS,
      initial: 'once',
      words: (locale, one) => messages[locale].repeats[one],
      more: true,
    }),
    bank: person({
      label: more('bank'),
      hint: more('bankHint'),
      source: 'announcements.question',
      placeholder: more('bankFind'),
      more: true,
    }),
    question: text({ label: said('question'), hint: said('questionHint'), max: QUESTION, long: true, more: true }),
    ...secondWords,
    secondQuestion: text({
      label: other('secondQuestion'),
      hint: more('secondQuestionHint'),
      max: QUESTION,
      long: true,
      more: true,
    }),
    reminders: number({ label: said('reminders'), min: 0, max: MOST_REMINDERS, initial: 0, more: true }),
    everyHours: number({ label: said('everyHours'), min: 1, max: MOST_HOURS, initial: 24, more: true }),
    endsAt: dateTime({ label: said('endsAt'), hint: said('endsAtHint'), more: true }),
  },
  { title: (locale) => messages[locale].write, submit: (locale) => messages[locale].save },
);

export type FormValues = ValuesOf<typeof announcementForm.fields>;

/** A draft as it stands in the form. */
export function formShown(locale: Locale, data: FormData): Shown<typeof announcementForm.fields> {
  const { draft, names, hasChannels, hasBanks, others } = data;
  const { include, except } = specOfKeys(draft.include, draft.except);
  const isChannel = ({ kind }: AudiencePart) => kind === 'channel';
  const people = include.filter((part) => !isChannel(part));
  const left = except.filter((part) => !isChannel(part));
  const optionsOf = (parts: readonly AudiencePart[]): PlainTextOption[] =>
    parts.map((part) => audienceOption(locale, part, names));
  const { attachment, questionText: question, ...same } = draft;
  const file = attachmentShown(locale, attachment);
  const second = secondShown(locale, draft.second);
  const { title, body, at, via, channels: where, category, repeat, reminders, everyHours, endsAt } = same;
  return {
    values: {
      ...{ title, body, at, via, channels: where, category, repeat, question, reminders, everyHours, endsAt },
      include: people.map(partKey),
      except: left.map(partKey),
      ...second.values,
      secondQuestion: second.question,
      members: include.flatMap((part) => (part.kind === 'channel' ? [part.channel] : [])),
      options: [...(draft.wantsAck ? ['ack' as const] : []), ...(draft.urgent ? ['urgent' as const] : [])],
    },
    options: { include: optionsOf(people), except: optionsOf(left), ...file.options },
    without: [
      ...(hasChannels ? [] : (['members', 'via', 'channels'] as const)),
      ...(hasBanks ? [] : (['bank'] as const)),
      ...file.without,
    ],
    words: { ...file.words, ...second.words, ...second.questionWords },
    asked: [...file.asked, ...(others > 0 ? (['secondTitle', 'secondBody'] as const) : [])],
  };
}

/** What is written in the other language. It is named by the languages of whoever wrote it first. */
function secondShown(locale: Locale, second: Draft['second']) {
  const { title, body, questionText } = second?.words ?? {};
  const say = formMessages[locale];
  const values = { secondTitle: title, secondBody: body };
  const own = {
    secondTitle: { label: say.secondTitle(locale) },
    secondBody: { label: say.secondBody(locale), hint: say.secondHint(locale) },
  };
  const ownQuestion = { secondQuestion: { label: say.secondQuestion(locale) } };
  const isOwn = second?.locale === locale;
  return { values, question: questionText, words: isOwn ? own : {}, questionWords: isOwn ? ownQuestion : {} };
}

type FileFields = typeof fileFields;

/** What is attached now, and the box that takes it off. */
function attachmentShown(
  locale: Locale,
  attachment: Announcement['attachment'],
): Required<Pick<Shown<FileFields>, 'words' | 'asked' | 'options' | 'without'>> {
  const say = formMessages[locale];
  const name = attachment?.kind === 'picture' ? say.picture : attachment?.name;
  if (name === undefined) return { words: {}, asked: [], options: {}, without: ['detach'] };
  return {
    words: { attachment: { hint: `${say.attachmentNow(name)} ${say.attachmentHint}` } },
    asked: ['detach'],
    options: { detach: [option('yes', say.detachYes(name))] },
    without: [],
  };
}

/** Corrects what has gone out: its words, its picture or file. */
export const correctForm = form(
  'announcements.correct',
  { ...words, ...fileFields, ...secondWords },
  { title: (locale) => messages[locale].edit, submit: (locale) => messages[locale].saveEdit },
);

export function correctShown(locale: Locale, one: Announcement): Shown<typeof correctForm.fields> {
  const { values, words } = secondShown(locale, one.second);
  const file = attachmentShown(locale, one.attachment);
  return {
    ...file,
    values: { title: one.title, body: one.body, ...values },
    words: { ...file.words, ...words },
  };
}
