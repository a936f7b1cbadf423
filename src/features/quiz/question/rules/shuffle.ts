import { shuffledOrder } from '../../../../lib/seeded.ts';
import type { Question } from './question.ts';

const LETTERS = '[A-J](?![A-Za-z])\\s*(?:[、,，;和与及或跟&+/]|and|or|nor)\\s*(?:option\\s*)?[A-J]';
/** In an option: words that mean other options of the same question. */
const IN_OPTION = [
  /(?:^|[,，。;；、])\s*(?:以上|上述|前述|上列|以下)/,
  /(?:以上|上述|前述)(?:都|均|皆|全|各|所有|任|答案|选项|说法|做法|情形|情况|措施|[一二两三四五几]|\d)/,
  /^(?:全部?|都|均|皆)(?:都|均|皆)?(?:不)?(?:对|错|是|正确|错误|可以?|行|包括|选)$/,
  /^(?:[A-J]\s*){2,10}(?:$|[都均皆])/,
  /(?:选项|答案)\s*[A-J](?![A-Za-z])/,
  /(?<![A-Za-z])[A-J]\s*(?:选项|项)/,
  new RegExp(`(?<![A-Za-z])${LETTERS}(?![A-Za-z])`),
  /\b(?:all|none|any|both|neither|either|each|some|two|three)\s+of\s+(?:the\s+)?(?:above|below|these|those|them|options|answers|other)/i,
  /\b(?:the|options?|answers?)\s+above\b/i,
  /\boptions?\s+[A-J]\b/i,
];
/** In stem or explanation: options called by their letter. */
const IN_TEXT = [
  /(?:选项|答案|应选|故选|选择)\s*(?:是|为|:|：)?\s*[A-J](?![A-Za-z])/,
  /(?<![A-Za-z])[A-J]\s*(?:选项|项|正确|错误|不正确|说法|对[,，。;；]|错[,，。;；])/,
  /(?<![A-Za-z])(?:[A-J]\s*[、,，]\s*)+[A-J]\s*(?:选项|项|均|都|皆|正确|错误|不)/,
  /\b(?:options?|answers?|choices?)\s*(?:is\s+|:\s*)?[A-J]\b(?!')/i,
];

/** Whether an option's text speaks of other options ("以上都对", "A和B", "all of the above"): its place then has a meaning. */
export function refersToOthers(option: string): boolean {
  const text = option.normalize('NFKC').trim();
  return IN_OPTION.some((pattern) => pattern.test(text));
}

/**
 * Whether the options must be shown in the author's order: true/false, a reference among the options, or a stem or
 * explanation that calls an option by its letter ("故选B").
 */
export function hasFixedOrder(question: Question): boolean {
  if (question.kind !== 'single' && question.kind !== 'multiple') return true;
  if (question.options.some(refersToOthers)) return true;
  const texts = [question.stem, question.explanation ?? ''].map((text) => text.normalize('NFKC'));
  return texts.some((text) => IN_TEXT.some((pattern) => pattern.test(text)));
}

/**
 * The order in which a person sees a question's options.
 * @param seed names the person, the question and the round, so that the order stays while the card is open
 * @returns indexes into `options`; none for kinds without options
 */
export function shownOrder(question: Question, seed: string): number[] {
  if (question.kind !== 'single' && question.kind !== 'multiple') return [];
  const count = question.options.length;
  return hasFixedOrder(question) ? Array.from({ length: count }, (_, index) => index) : shuffledOrder(seed, count);
}
