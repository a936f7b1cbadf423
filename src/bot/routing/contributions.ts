import type { Context } from '../../context.ts';
import type { Bilingual, Locale, Second } from '../../lib/language.ts';
import type { Actor } from '../actor.ts';
import type { AnyBlock } from '../draw/block-kit.ts';
import type { QuestionSource } from '../questions.ts';
import type { CommandRequest, HomeRequest } from '../request.ts';
import type { Page } from '../slack/page.ts';

/** Something that a feature posts in a channel. */
export interface ChannelUse {
  /** What it is, in mrkdwn: people's words in it are escaped. */
  what: Bilingual;
  /** The officer who made it. */
  maker: string;
  /** Whether a person may manage it. */
  mayManage(actor: Actor): boolean;
  /** Where another channel is chosen. */
  button: { action: string; label: Bilingual; value?: string };
}

/** What all features post in a channel, collected. @param since when the channel began to refuse */
export type ChannelUses = (ctx: Context, channel: string, since: Date) => Promise<ChannelUse[]>;

/** Which of these people are so near to a member that they should not judge each other. */
export type Related = (ctx: Context, member: string, others: readonly string[]) => Promise<ReadonlySet<string>>;

/** Something that a member said elsewhere, such as in a discussion, and that an officer hands on. */
export interface Idea {
  /** Names it: handed on twice, it is taken once. */
  once: string;
  text: string;
  /** The member who said it, and their branch; an empty one is the company's. */
  author: string;
  branch: string;
}

/** Something that waits for a person: a row of their Home. */
export interface Waiting {
  /** What it is, in a line or two of mrkdwn: people's words in it are escaped. */
  what: string;
  /** Until when it can be done, or since when it is overdue; absent: it has no end. */
  until?: Date | undefined;
  /** It counts at this moment only, for a person who stands there: before all else. */
  isNow?: boolean;
  /** What does it. */
  button: { action: string; label: string; value?: string };
}

/** A line of what is today. */
export interface Today {
  /** When it begins; absent: it goes on. */
  at?: Date;
  /** As mrkdwn: people's words in it are escaped. */
  what: string;
}

/** Makes ideas a feature's own. */
export interface IdeaTaker {
  /** The button: "Turn into a suggestion". */
  label: Bilingual;
  /** @returns the number under which it goes on. @throws UserError when it can't be taken */
  take(ctx: Context, actor: Actor, idea: Idea): Promise<{ number: string }>;
}

/** A contest notice that has gone out. */
export interface SentNotice {
  at: Date;
  /** The contest's name, in people's words. */
  title: string;
  what: Bilingual;
  /** To how many. */
  members: number;
  /** Who made the contest. */
  by: string;
}

/** The contest notices that have gone out between two instants, as far as an officer may see them; the oldest first. */
export type ContestNotices = (request: {
  ctx: Context;
  actor: Actor;
  from: Date;
  until: Date;
}) => Promise<SentNotice[]>;

/** Something that the ledger knows of what people do, and that may be measured elsewhere, such as in a competition. */
export interface Figure {
  /** Names it among its feature’s own: `hours`. */
  key: string;
  label: Bilingual;
  /** Its unit of measure. */
  measure: Bilingual;
  /** The kinds of entries that are counted. */
  kinds: readonly string[];
  /** Hours of the entries, different people, or deeds. */
  counts: 'hours' | 'people' | 'deeds';
}

/** What a certificate says to people who verify it; days are 'YYYY-MM-DD'. */
export interface VerifiableCertificate {
  number: string;
  name: string;
  topic: string;
  issuedOn: string;
  until?: string;
  skill?: string;
  /** What of it was written in the other language, too. */
  second?: Second<{ topic: string }>;
  validity: 'valid' | 'expired' | 'annulled';
}

/** Certificates of one kind. */
export interface VerifiableKind {
  /** What one is called in front of its topic. */
  what: Bilingual;
  /** @param number as it is printed */
  find(ctx: Context, number: string): Promise<VerifiableCertificate | undefined>;
}

/** What a feature may bring to places that others draw; they collect it through the registry. */
export interface Contributions {
  /** Lines of mrkdwn about a member, for their own record. */
  record?(request: { ctx: Context; user: string; locale: Locale }): Promise<string[]>;
  /** What waits for a person, whoever they are to it: to answer, to confirm, to accept. It stands first on their Home. */
  waiting?(request: HomeRequest): Promise<Waiting[]>;
  /** What a person comes to, or what goes on, today. */
  today?(request: HomeRequest): Promise<Today[]>;
  /** What administrators should do after a roster was imported. */
  afterRoster?(request: HomeRequest): Promise<AnyBlock[]>;
  /** Its pages on the public address, if there is one. */
  pages?: Page[];
  /** What it posts in a channel, so that somebody can be told when the channel takes nothing any more. */
  channelUses?(request: { ctx: Context; channel: string; since: Date }): Promise<ChannelUse[]>;
  /**
   * Checks a member in by the digits on the screen at a place, or asks for them.
   * @returns false where the member is expected at nothing of the feature's now
   * @throws UserError when the digits are wrong
   */
  checkIn?(request: CommandRequest): Promise<boolean>;
  /** Takes what was said elsewhere, such as the best of a discussion. */
  ideas?: IdeaTaker;
  /** Its certificates, for the page and the command that verify all of them. */
  certificates?: VerifiableKind;
  /** Those of `others` to whom it ties a member so closely that neither should judge the other: a mentor and their apprentice. */
  related?(ctx: Context, member: string, others: readonly string[]): Promise<readonly string[]>;
  /** The contest notices that it has sent, for the register. */
  contestNotices?: ContestNotices;
  /** What the ledger knows of it and a competition may measure. */
  figures?: readonly Figure[];
  /** Questions that other features may ask. */
  questions?: QuestionSource;
  /** The days, by member, on which it has asked them something that is locked by now, answered or not. */
  askedDays?(ctx: Pick<Context, 'db' | 'workspace'>, members: readonly string[]): Promise<Map<string, string[]>>;
}
