import fc from 'fast-check';

/** What Slack would act on, what formatting is made of, and what is easily cut in two. */
const TRAPS = [
  '<!channel>',
  '<@U1>',
  '<https://evil.example|这里>',
  '&',
  '*',
  '_',
  '`',
  '~',
  '\n',
  '> ',
  '|',
  ' ',
  '稻',
  '👩‍🌾',
  '🦐',
];

/** Words as people write them, at worst: at most `max` long, often exactly so. */
export function hostileWords(max: number): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: 'grapheme', maxLength: 6 }));
  const short = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const longest = fc.constantFrom(...TRAPS).map((trap) => trap.repeat(max));
  return fc.oneof(short, longest).map((words) => `名${words}`.slice(0, max));
}

/** What people's words would do to a message that took them as they are: call, link, or turn a word into print. */
const OBEYED = /<!\w+|<@U(?:1|EVIL)>|<https?:\/\/evil[^>]*>|(?<!\u200b)([*_~`])恶\1/;

/** The first of the traps that Slack would act on in mrkdwn; undefined where all are harmless. See `COMMANDING`. */
export function obeyedIn(mrkdwn: string): string | undefined {
  return OBEYED.exec(mrkdwn)?.[0];
}

/** Words that try everything at once; short enough to stand whole where there is room for few. */
export const COMMANDING = '<!channel>*恶*_恶_~恶~`恶`<@UEVIL><https://evil.example|这里>&amp;';

/** Slack's commands of the traps. */
export const COMMANDS = /<!channel>|<@U1>|<https:\/\/evil/;

/** All that Slack reads as mrkdwn in blocks or a message: plain text is shown as it is, and harmless. */
export function mrkdwnIn(part: unknown): string {
  if (Array.isArray(part)) return part.map(mrkdwnIn).join('\n');
  if (typeof part !== 'object' || part === null) return '';
  const { type, text } = part as { type?: unknown; text?: unknown };
  return type === 'mrkdwn' ? String(text) : mrkdwnIn(Object.values(part));
}
