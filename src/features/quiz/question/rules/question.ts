/** How a question is answered. One word per kind, the same in files, code and messages. */
export const QUESTION_KINDS = ['single', 'multiple', 'truefalse', 'fill', 'numeric'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What a person sees of a question, and what the officers know about it. Texts are plain, never mrkdwn. */
interface QuestionBody {
  stem: string;
  category: string;
  tags: string[];
  /** Posts (岗位) for whom the question matters most; empty means everyone alike. */
  posts: string[];
  /** 1 (easy) to 5 (hard), as the author sees it. */
  difficulty?: 1 | 2 | 3 | 4 | 5;
  /** Why the key is right; shown after the answer. */
  explanation?: string;
  /** Where it can be looked up, e.g. 《安全生产法》第五十五条. */
  source?: string;
  /** https address of a picture. */
  picture?: string;
}

/** The key: what is right. It never leaves the server before the answer. Indexes are 0-based into `options`. */
export type QuestionKey =
  /** One option is chosen. `alsoCorrect`: options that are right as well; any one of them is enough. See `rightOptions`. */
  | { kind: 'single'; options: string[]; correct: number; alsoCorrect?: number[] }
  | { kind: 'multiple'; options: string[]; correct: number[] }
  | { kind: 'truefalse'; correct: boolean }
  /** One blank: each of these is right in it. See `blanksOf`. */
  | { kind: 'fill'; accepted: string[] }
  /** Several blanks, in the order of the stem: what is right in each. All are needed. */
  | { kind: 'fill'; blanks: string[][] }
  | { kind: 'numeric'; value: number; tolerance: number };

/** A whole question, as a bank holds it and as files carry it. */
export type Question = QuestionBody & QuestionKey;

/** Bounds of a question that hold for every way in (file, modal). Options: Slack's ten checkboxes; texts: a modal's input. */
export const QUESTION_LIMITS = {
  options: 10,
  blanks: 10,
  stem: 2000,
  option: 400,
  explanation: 2000,
  source: 300,
  label: 60,
  tags: 10,
} as const;

/** Characters of a bank's name. */
export const BANK_NAME_MAX = 60;
