import type { Call } from '../../playground/server/call-log.ts';
import { type Fields, isFields } from '../../playground/server/validate/schema.ts';
import type { AnyBlock } from '../../src/bot/draw/block-kit.ts';
import { textTwin } from '../../src/bot/draw/text-twin.ts';
import type { Feature } from '../../src/bot/feature.ts';
import { EVENT_TYPE } from '../../src/delivery/post.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { mrkdwnIn, obeyedIn } from './hostile-words.ts';

/** How Slack refuses what is drawn wrongly; whatever else it refuses may be what a story is about. */
const DRAWN_WRONGLY =
  /^(?:invalid_(?:blocks|blocks_format|arguments|suggestions|errors|response_action)|no_text|msg_too_long|view_too_large)$/;
/** What is read in figures has a text of its own: the blocks that say the same in words. */
const FIGURES = new Set(['data_visualization', 'data_table', 'table']);

/**
 * What is wrong with something that the bot gives Slack to show: in a story, whatever it is about, every message and view
 * keeps Slack's limits, commands nothing, and says in its `text` what its blocks say. A notice begins with the emoji and the
 * name of its feature.
 * @param names how a notice may begin
 * @returns plain sentences; none for a call that shows nothing
 */
export function faultsOf(call: Call, names: readonly string[] = []): string[] {
  const { method, args } = call;
  if (!call.ok) {
    if (!DRAWN_WRONGLY.test(call.error ?? '')) return [];
    return [`Slack refuses ${method} (${call.error}): ${(call.messages ?? []).join('; ')}`];
  }
  const view = structure(args.view);
  const blocks = blocksOf(isFields(view) ? view.blocks : args.blocks);
  const text = isFields(view) ? undefined : args.text;
  const first = method === 'chat.postMessage' && isNotice(args.metadata) ? firstLine(String(text ?? ''), names) : [];
  return [...sayings(blocks, text), ...twins(blocks, text), ...first].map((one) => `${method}: ${one}`);
}

/** Whether delivery has sent it: what nobody has just asked for. */
function isNotice(metadata: unknown): boolean {
  const told = structure(metadata);
  return isFields(told) && told.event_type === EVENT_TYPE;
}

function firstLine(text: string, names: readonly string[]): string[] {
  return names.some((name) => text.startsWith(name))
    ? []
    : [`a notice does not begin with its feature: ${JSON.stringify(text)}`];
}

/** How the notices of these features begin, and the sum of what has waited for somebody. */
export const beginnings = (features: readonly Pick<Feature, 'emoji' | 'title'>[]): string[] => [
  ...features.flatMap(({ emoji, title }) => LOCALES.map((locale) => `${emoji} ${title[locale]}`)),
  '📬 ',
];

/** In `text`, which is read aloud or stands on a locked phone, marks of print do no harm. */
function sayings(blocks: AnyBlock[], text: unknown): string[] {
  const shown = obeyedIn(mrkdwnIn(blocks));
  const read = obeyedIn(String(text ?? ''));
  return [
    ...(shown === undefined ? [] : [`people's words are obeyed in the blocks: ${shown} in ${JSON.stringify(blocks)}`]),
    ...(read?.startsWith('<') ? [`people's words are obeyed in the text: ${read} in ${JSON.stringify(text)}`] : []),
  ];
}

function twins(blocks: AnyBlock[], text: unknown): string[] {
  if (typeof text !== 'string' || blocks.length === 0 || blocks.some(({ type }) => FIGURES.has(type))) return [];
  const twin = textTwin(blocks);
  return twin === text ? [] : [`the text says ${JSON.stringify(text)}, and the blocks ${JSON.stringify(twin)}`];
}

const blocksOf = (value: unknown): AnyBlock[] => {
  const blocks = structure(value);
  return Array.isArray(blocks) ? (blocks as AnyBlock[]) : [];
};

/** In a form it is JSON in a string. */
function structure(value: unknown): unknown {
  return typeof value === 'string' && /^[[{]/.test(value) ? (JSON.parse(value) as Fields | unknown[]) : value;
}
