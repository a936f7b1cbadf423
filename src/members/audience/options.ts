import type { PlainTextOption } from '@slack/types';
import type { Actor } from '../../bot/actor.ts';
import { LIMITS } from '../../bot/draw/blocks.ts';
import type { Context } from '../../context.ts';
import { LOCALES, type Locale } from '../../lib/language.ts';
import { openClubs } from '../clubs/clubs.ts';
import type { ClubName } from '../clubs/model.ts';
import { maySee } from '../roles.ts';
import { type FoundPerson, searchPeople } from '../search/people-search.ts';
import { unitKeys } from '../search/unit-keys.ts';
import { searchWord } from '../search/word.ts';
import { type BranchSize, branchesAndTeams, postsOf } from './audience.ts';
import { type AudiencePart, fitsScope } from './spec.ts';
import { audienceOption, EVERYONE, HOLDERS } from './text.ts';

/** So many of the list are branches, teams, posts and roles when people are found too. */
const UNITS = 60;
const PEOPLE = 40;

/** A part that may be chosen: by which names it is found, and what it is. */
interface Choice {
  part: AudiencePart;
  names: string[];
  description: string;
  /** What its id is called, where it is not named by itself. */
  called?: ReadonlyMap<string, string>;
}

const KINDS: Record<Locale, Record<'branch' | 'team' | 'post' | 'role' | 'club', string>> = {
  zh: { branch: '分会', team: '班组', post: '岗位', role: '身份', club: '社团' },
  en: { branch: 'Branch', team: 'Team', post: 'Post', role: 'Role', club: 'Club' },
};
const COUNT: Record<Locale, (kind: string, members: number) => string> = {
  zh: (kind, members) => `${kind} · ${members} 人`,
  en: (kind, members) => `${kind} · ${members === 1 ? '1 member' : `${members} members`}`,
};

/**
 * What an officer may choose as a part of an audience, for what was typed: everyone, branches, teams, posts, roles,
 * clubs and people, by name, pinyin or employee number; within their own branch for a branch officer. Without a word
 * typed: all but the people. Channels are chosen in a `multi_conversations_select` beside it. The value of an option is
 * the part's key.
 */
export async function audienceOptions(
  ctx: Pick<Context, 'db' | 'workspace' | 'log'>,
  actor: Actor,
  query: string,
): Promise<PlainTextOption[]> {
  const word = searchWord(query);
  // What has no letter and no digit names nobody; nothing typed yet is another thing.
  if (word === '' && query.trim() !== '') return [];
  const [choices, people] = await Promise.all([choicesFor(ctx, actor), searchPeople(ctx, actor, query, PEOPLE)]);
  const fitting = word === '' ? choices : await thatFit(ctx, choices, word);
  const units = fitting.map(({ part, description, called = new Map() }) =>
    audienceOption(actor.locale, part, called, description),
  );
  const named = people.map((person) => optionOf(actor.locale, person));
  return [...units.slice(0, named.length === 0 ? LIMITS.selectOptions : UNITS), ...named];
}

async function choicesFor(ctx: Pick<Context, 'db' | 'workspace'>, actor: Actor): Promise<Choice[]> {
  const [branches, posts, clubs] = await Promise.all([branchesAndTeams(ctx), postsOf(ctx), openClubs(ctx)]);
  const kinds = KINDS[actor.locale];
  const all: Choice[] = [
    { part: { kind: 'everyone' }, names: [...bothOf(EVERYONE), '所有人', 'All'], description: '' },
    ...branches.flatMap((branch) => choicesOf(branch, actor.locale)),
    ...posts.map((post): Choice => ({ part: { kind: 'post', post }, names: [post], description: kinds.post })),
    ...(['representative', 'officer', 'administrator'] as const).map(
      (role): Choice => ({ part: { kind: 'role', role }, names: bothOf(HOLDERS[role]), description: kinds.role }),
    ),
  ];
  all.push(
    ...clubs
      .filter(({ branch }) => branch === undefined || maySee(actor, branch))
      .map((one) => clubChoice(one, kinds.club)),
  );
  return all.filter(({ part }) => fitsScope({ include: [part], except: [] }, actor));
}

const clubChoice = ({ _id: club, name }: ClubName, description: string): Choice => ({
  part: { kind: 'club', club },
  names: [name],
  description,
  called: new Map([[club, name]]),
});

function choicesOf({ branch, members, teams }: BranchSize, locale: Locale): Choice[] {
  const kinds = KINDS[locale];
  return [
    { part: { kind: 'branch', branch }, names: [branch], description: COUNT[locale](kinds.branch, members) },
    ...teams.map(
      (one): Choice => ({
        part: { kind: 'team', branch, team: one.team },
        names: [one.team, `${branch}${one.team}`],
        description: COUNT[locale](kinds.team, one.members),
      }),
    ),
  ];
}

const bothOf = (text: Record<Locale, string>): string[] => LOCALES.map((locale) => text[locale]);

/** Those that have the word in a name, or a name's pinyin that begins with it; who begins with it stands first. */
async function thatFit(ctx: Pick<Context, 'log'>, choices: Choice[], word: string): Promise<Choice[]> {
  const keys = await unitKeys(
    ctx,
    choices.flatMap((one) => one.names),
  );
  const rankOf = ({ names }: Choice): number => {
    if (names.some((name) => searchWord(name).startsWith(word))) return 0;
    if (names.some((name) => searchWord(name).includes(word))) return 1;
    return names.some((name) => keys.get(name)?.some((key) => key.startsWith(word))) ? 2 : 3;
  };
  return choices
    .map((one) => ({ one, rank: rankOf(one) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

function optionOf(locale: Locale, { user, name, branch, team, employeeNumber }: FoundPerson): PlainTextOption {
  const where = [branch, team].filter(Boolean).join(' ');
  return audienceOption(
    locale,
    { kind: 'member', user },
    new Map([[user, name]]),
    [where, employeeNumber].filter(Boolean).join(' · '),
  );
}
