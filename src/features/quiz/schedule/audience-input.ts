import type { KnownBlock, PlainTextElement, PlainTextOption } from '@slack/types';
import { cut, inputAction, LIMITS, labelled, option } from '../../../bot/draw/blocks.ts';
import type { AudiencePart, AudienceSpec } from '../../../members/audience/spec.ts';
import type { ScheduleTexts } from './messages.ts';
import { type AudienceChoice, audienceKey } from './service/schedules.ts';
import { audienceText } from './views.ts';

/** More would not fit into a view's 250 kB. */
const MOST_CHOICES = 800;
/** Groups of their own: with those that go on in a second one, all fit into a select's hundred. */
const MOST_BRANCHES = 85;

type Choice = AudienceChoice & { option: PlainTextOption };

/** For whom a schedule is. Companies of more than a hundred teams get a select in groups; the current one is always in it. */
export function audienceInput(
  say: ScheduleTexts,
  choices: readonly AudienceChoice[],
  current: AudienceSpec | undefined,
): KnownBlock {
  const all = choices.map((choice) => ({ ...choice, option: option(choice.key, audienceText(say, choice.audience)) }));
  const initial = current && all.find(({ key }) => key === audienceKey(current));
  return labelled(
    { id: 'audience', label: say.audience },
    {
      type: 'static_select',
      action_id: inputAction('audience'),
      ...(all.length <= LIMITS.selectOptions
        ? { options: all.map((one) => one.option) }
        : { option_groups: groupsOf(say, fitting(all, initial)) }),
      ...(initial === undefined ? {} : { initial_option: initial.option }),
    },
  );
}

/** What a choice is: each has one part. */
function partOf({ audience: { include } }: Choice): AudiencePart {
  return include[0] ?? { kind: 'lost', key: '' };
}

/** As many as fit, in their order: the current one and the large ones before the teams. */
function fitting(all: readonly Choice[], initial: Choice | undefined): Choice[] {
  const weight = (one: Choice) => (one === initial ? 0 : partOf(one).kind === 'team' ? 2 : 1);
  const kept = new Set([...all].sort((a, b) => weight(a) - weight(b)).slice(0, MOST_CHOICES));
  return all.filter((one) => kept.has(one));
}

/** The company with its branches, the teams of each branch (of all branches where there are many), the posts. */
function groupsOf(say: ScheduleTexts, all: readonly Choice[]): OptionGroup[] {
  const branches = new Set(all.map(partOf).flatMap((part) => (part.kind === 'team' ? [part.branch] : [])));
  const labelOf = (one: Choice): string => {
    const part = partOf(one);
    if (part.kind === 'team') return branches.size <= MOST_BRANCHES ? part.branch : say.groupTeams;
    return part.kind === 'post' ? say.groupPosts : say.groupCompany;
  };
  const groups: { label: string; options: PlainTextOption[] }[] = [];
  for (const one of all) {
    const open = groups.findLast(({ label }) => label === labelOf(one));
    if (open !== undefined && open.options.length < LIMITS.selectOptions) open.options.push(one.option);
    else groups.push({ label: labelOf(one), options: [one.option] });
  }
  return groups.map(({ label, options }) => ({
    label: { type: 'plain_text', text: cut(label, LIMITS.option) },
    options,
  }));
}

interface OptionGroup {
  label: PlainTextElement;
  options: PlainTextOption[];
}
