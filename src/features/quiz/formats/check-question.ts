import { blanksFit, blanksOf, countBlanks, fillOf } from '../question/rules/blanks.ts';
import { cleanLine, cleanText, sameLookKey } from '../question/rules/clean-text.ts';
import { QUESTION_LIMITS, type Question, type QuestionKey } from '../question/rules/question.ts';
import { rightOptions, singleOf } from '../question/rules/right-options.ts';
import type { FaultReason, NoteCode, RowOutcome } from './bank-file.ts';

type Fault = { fault: FaultReason; detail?: string };
type Optional = 'explanation' | 'source' | 'picture';

/**
 * The last gate of every way in: cleans all texts of a question and checks it against the limits.
 * Out: the question in its canonical form with the notes handed through, or the first fault.
 */
export function checkQuestion(raw: Question, notes: NoteCode[] = []): RowOutcome {
  const question = cleanQuestion(raw);
  const fault = bodyFault(question) ?? keyFault(question);
  return fault ?? { question, notes };
}

/** The question with all its texts in canonical form (see `cleanText`), empty fields left away, nothing checked. */
export function cleanQuestion(raw: Question): Question {
  const body = {
    stem: cleanText(raw.stem),
    category: cleanLine(raw.category),
    tags: labels(raw.tags),
    posts: labels(raw.posts),
    ...(raw.difficulty === undefined ? {} : { difficulty: raw.difficulty }),
    ...optional(raw, 'explanation', cleanText),
    ...optional(raw, 'source', cleanLine),
    ...optional(raw, 'picture', cleanLine),
  };
  switch (raw.kind) {
    case 'single':
      return { ...body, ...cleanSingle(raw) };
    case 'multiple': {
      const correct = [...new Set(raw.correct)].toSorted((a, b) => a - b);
      return { ...body, kind: raw.kind, options: raw.options.map(cleanText), correct };
    }
    case 'truefalse':
      return { ...body, kind: raw.kind, correct: raw.correct };
    case 'fill':
      return { ...body, ...fillOf(blanksOf(raw).map(labels)) };
    case 'numeric':
      return { ...body, kind: raw.kind, value: raw.value + 0, tolerance: raw.tolerance + 0 };
  }
}

function cleanSingle(raw: Extract<Question, { kind: 'single' }>): Extract<QuestionKey, { kind: 'single' }> {
  const { correct, alsoCorrect = [] } = raw;
  const options = raw.options.map(cleanText);
  return singleOf(options, [correct, ...alsoCorrect]) ?? { kind: 'single', options, correct };
}

function labels(texts: string[]): string[] {
  return [...new Set(texts.map(cleanLine).filter((text) => text !== ''))];
}

function optional(raw: Question, field: Optional, clean: (text: string) => string): { [F in Optional]?: string } {
  const text = clean(raw[field] ?? '');
  return text === '' ? {} : { [field]: text };
}

function bodyFault(question: Question): Fault | undefined {
  const { stem, category, tags, posts, explanation = '', source = '', picture } = question;
  if (stem === '') return { fault: 'no-stem' };
  const lengths: [string, string, number][] = [
    ['stem', stem, QUESTION_LIMITS.stem],
    ['explanation', explanation, QUESTION_LIMITS.explanation],
    ['source', source, QUESTION_LIMITS.source],
    ['category', category, QUESTION_LIMITS.label],
    ...tags.map((tag): [string, string, number] => ['tags', tag, QUESTION_LIMITS.label]),
    ...posts.map((post): [string, string, number] => ['posts', post, QUESTION_LIMITS.label]),
  ];
  const long = lengths.find(([, text, limit]) => text.length > limit);
  if (long) return { fault: 'too-long', detail: long[0] };
  if (tags.length > QUESTION_LIMITS.tags) return { fault: 'too-many-tags', detail: 'tags' };
  if (posts.length > QUESTION_LIMITS.tags) return { fault: 'too-many-tags', detail: 'posts' };
  if (picture !== undefined && !isPicture(picture)) return { fault: 'bad-picture', detail: picture.slice(0, 100) };
  return undefined;
}

function isPicture(address: string): boolean {
  return address.length <= 2000 && /^https:\/\/[^\s<>"|]+$/i.test(address) && URL.canParse(address);
}

function keyFault(question: Question): Fault | undefined {
  switch (question.kind) {
    case 'single':
      return optionsFault(question.options, rightOptions(question));
    case 'multiple':
      return optionsFault(question.options, question.correct);
    case 'truefalse':
      return undefined;
    case 'fill':
      if (blanksOf(question).some((readings) => readings.length === 0)) return { fault: 'no-answer' };
      if (!blanksFit(question, question.stem))
        return { fault: 'blanks-do-not-fit', detail: `${countBlanks(question.stem)} / ${blanksOf(question).length}` };
      if (blanksOf(question).some((readings) => readings.some((text) => text.length > QUESTION_LIMITS.option)))
        return { fault: 'too-long', detail: 'answer' };
      return undefined;
    case 'numeric':
      if (!Number.isFinite(question.value)) return { fault: 'bad-number', detail: 'answer' };
      if (!Number.isFinite(question.tolerance) || question.tolerance < 0)
        return { fault: 'bad-number', detail: 'tolerance' };
      return undefined;
  }
}

function optionsFault(options: string[], correct: number[]): Fault | undefined {
  if (options.length < 2 || options.includes('')) return { fault: 'too-few-options', detail: String(options.length) };
  if (options.length > QUESTION_LIMITS.options) return { fault: 'too-many-options', detail: String(options.length) };
  const long = options.findIndex((option) => option.length > QUESTION_LIMITS.option);
  if (long >= 0) return { fault: 'too-long', detail: `option ${'ABCDEFGHIJ'[long]}` };
  const looks = options.map(sameLookKey);
  const twin = looks.find((look, index) => looks.indexOf(look) !== index);
  if (twin !== undefined) return { fault: 'duplicate-options', detail: twin.slice(0, 100) };
  if (correct.length === 0) return { fault: 'no-answer' };
  if (correct.some((index) => options[index] === undefined)) return { fault: 'answer-not-an-option' };
  return undefined;
}
