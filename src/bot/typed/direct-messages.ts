import type { Locale } from '../../lib/language.ts';
import type { Actor } from '../actor.ts';
import type { Message } from '../draw/block-kit.ts';
import { plain } from '../draw/blocks.ts';
import type { Feature } from '../feature.ts';
import { admit, type Glue, guarded, slackBlocks } from '../routing/glue.ts';
import { mayRun } from '../routing/roles.ts';
import { normalise } from '../text/command-text.ts';
import { readableText } from '../text/readable-text.ts';
import { withoutMarks } from './name-in-front.ts';
import { linesOf, offer, runButton } from './offer.ts';
import { asksHelp, type Choice, route } from './route.ts';

/** A phone shows so many buttons in a row. */
const BUTTONS = 3;
/** From here on a word is a slip of a name, and not another word. */
const ALIKE = 0.6;
/** So long a claim on a message is kept: Slack delivers an event again for about an hour. */
const CLAIM_SECONDS = 2 * 3600;
/** Slack's own voice in a conversation. */
const SLACKBOT = 'USLACKBOT';

const SAY = {
  zh: {
    hello: (things: string) => `你好！我能帮你的有：${things}。点一个，或者写你要做的事，比如“签到”。`,
    lost: (things: string) => `这句话我没有看懂。我能帮你的有：${things}。点一个，或者换个说法再写。`,
    found: '这些可以帮你：',
    file: (name: string) => `收到文件“${name}”，还没有用上。要导入什么？请在打开的对话框里再选一次这个文件。`,
  },
  en: {
    hello: (things: string) => `Hello! I can help with: ${things}. Choose one, or write what you want to do.`,
    lost: (things: string) =>
      `I did not understand that. I can help with: ${things}. Choose one, or say it in other words.`,
    found: 'This may help:',
    file: (name: string) =>
      `I got the file “${name}” and have not used it yet. What is it? Choose the file once more in the dialog.`,
  },
} satisfies Record<Locale, object>;

const GREETING =
  /^(?:你好|您好|大家好|早上?好?|上午好|下午好|晚上好|在吗|嗨|哈[喽啰罗]|hi|hello|hey|good (?:morning|afternoon|evening))(?![a-z])/i;

/** What of Slack's event counts here. */
interface Said {
  user: string;
  channel: string;
  text: string;
  /** Names the message, however often and wherever it is delivered. */
  key: string;
  thread: string | undefined;
  files: string[];
}

/** Answers a plain message to the bot with what it can do for that. What was written is neither kept nor logged. */
export function listenToDirectMessages(glue: Glue): void {
  glue.app.event('message', async ({ event }) => {
    const said = saidIn(event as unknown as Record<string, unknown>, glue.ctx.botUser);
    if (said === undefined || !glue.recent.isNew(`${said.channel} ${said.key}`)) return;
    const say = async (message: Message): Promise<void> => {
      const thread = said.thread === undefined ? {} : { thread_ts: said.thread };
      await glue.ctx.slack.chat.postMessage({ channel: said.channel, ...thread, ...slackBlocks(message) });
    };
    await guarded(glue, 'message', said.user, say, async () => {
      if (!(await isOurs(glue, said))) return;
      const actor = await admit(glue, said.user, 'worker');
      await say(await answerTo(glue, actor, said));
    });
  });
}

/** A message that a person wrote to the bot just now; nothing of edits, joins, other bots and channels. */
export function saidIn(event: Record<string, unknown>, botUser: string): Said | undefined {
  const { channel_type: kind, subtype, user, channel, ts, bot_id: bot, hidden, text, thread_ts: thread } = event;
  if (kind !== 'im' || bot !== undefined || hidden === true) return undefined;
  if (subtype !== undefined && subtype !== 'file_share') return undefined;
  if (typeof user !== 'string' || typeof channel !== 'string' || typeof ts !== 'string') return undefined;
  if (user === botUser || user === SLACKBOT) return undefined;
  const files = Array.isArray(event.files) ? (event.files as { name?: unknown }[]) : [];
  return {
    user,
    channel,
    text: typeof text === 'string' ? text : '',
    key: typeof event.client_msg_id === 'string' ? event.client_msg_id : ts,
    thread: typeof thread === 'string' ? thread : undefined,
    files: files.flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
  };
}

/** Of all processes that are told of a message, one answers. */
async function isOurs({ ctx }: Glue, { channel, key }: Said): Promise<boolean> {
  const claim = `${ctx.config.QUEUE_PREFIX}:answered:${channel}:${key}`;
  return (await ctx.redis.set(claim, '1', 'EX', CLAIM_SECONDS, 'NX')) === 'OK';
}

/** The one short answer: what was asked for, what a file may be, or what there is. */
export async function answerTo(
  glue: Pick<Glue, 'ctx' | 'registry'>,
  actor: Actor,
  { text, files }: Pick<Said, 'text' | 'files'>,
): Promise<Message> {
  const { locale } = actor;
  const say = SAY[locale];
  const takers = takersOf(glue, actor, files);
  const [file] = files;
  if (file !== undefined && takers.length > 0) return offer(say.file(plain(file)), [], buttonsOf(takers, locale));
  const line = withoutMarks(normalise(readableText(text)));
  const isOpen = GREETING.test(line) || asksHelp(line) !== undefined;
  // Behind a greeting only what is named in full: `你好，我要报名培训`.
  const choices = isOpen ? await near(glue, actor, line, 1) : await meant(glue, actor, line);
  if (choices.length > 0) return offer(say.found, linesOf(glue, locale, choices), buttonsOf(choices, locale));
  const open = forEveryone(glue.registry.features);
  const things = open.map(({ feature }) => feature.title[locale]).join(locale === 'zh' ? '、' : ', ');
  return offer((isOpen ? say.hello : say.lost)(things), [], buttonsOf(open, locale));
}

async function meant(glue: Pick<Glue, 'registry'>, actor: Actor, line: string): Promise<Choice[]> {
  if (line === '') return [];
  const typed = route(glue.registry, actor, line);
  if (typed.kind === 'which') return typed.choices.slice(0, BUTTONS);
  const found = await near(glue, actor, line, ALIKE);
  const { choicesFor } = await loaded();
  if (typed.kind !== 'run' || !choicesFor(glue.registry, actor).some((one) => isSame(one, typed.choice))) return found;
  return [typed.choice, ...found.filter((one) => !isSame(one, typed.choice))].slice(0, BUTTONS);
}

/** What is near is loaded with the first message: it carries the tables of sounds. */
const loaded = () => import('./nearest.ts');

async function near(glue: Pick<Glue, 'registry'>, actor: Actor, line: string, from: number): Promise<Choice[]> {
  const { nearest } = await loaded();
  const all = nearest(glue.registry, actor, line);
  // Where something is named, what only sounds like it is left out.
  const least = (all[0]?.score ?? 0) >= 1 ? 1 : from;
  return all
    .filter(({ score }) => score >= least)
    .map(({ choice }) => choice)
    .slice(0, BUTTONS);
}

const isSame = (one: Choice, other: Choice): boolean => one.feature === other.feature && one.command === other.command;

/** What a file may be: first what its name says, then in the order of the features. */
function takersOf({ registry }: Pick<Glue, 'registry'>, actor: Actor, files: string[]): Choice[] {
  const endings = files.map((name) => name.toLowerCase().split('.').at(-1) ?? '');
  const named = normalise(files.join(' '));
  const isNamed = ({ feature: { name, aliases = [], phrases = [] } }: Choice): boolean =>
    [name, ...aliases, ...phrases].some((word) => named.includes(word.toLowerCase()));
  const takers = registry.features
    .flatMap((feature) => (feature.commands ?? []).map((command) => ({ feature, command })))
    .filter(({ command }) => mayRun(actor, command.role) && endings.some((one) => command.files?.includes(one)));
  return [...takers.filter(isNamed), ...takers.filter((one) => !isNamed(one))].slice(0, BUTTONS);
}

/** The features that a worker comes for: those with a command of their own, what one can do oneself first. */
function forEveryone(features: readonly Feature[]): Choice[] {
  const isDone = (feature: Feature) => feature.commands?.some(({ role }) => role === 'worker');
  const own = features.filter(({ directCommands = [] }) => directCommands.length > 0);
  const sorted = [...own.filter(isDone), ...own.filter((feature) => !isDone(feature))];
  return sorted.slice(0, BUTTONS).map((feature) => ({ feature, command: undefined }));
}

function buttonsOf(choices: Choice[], locale: Locale) {
  return choices.map((choice, at) => runButton(choice, locale, at));
}
