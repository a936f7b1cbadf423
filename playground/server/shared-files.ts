import type { Hub } from './hub.ts';
import type { StoredConversation, StoredFile } from './model.ts';
import { SlackError } from './slack-error.ts';
import { isFields } from './validate/schema.ts';

/** The kinds of pictures that an image block takes from a file of the workspace. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif'];

/** The files that image blocks name, each with its pointer. */
function* namedFiles(value: unknown, at: string): Generator<[id: string, at: string]> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* namedFiles(one, `${at}/${index}`);
  } else if (isFields(value)) {
    if (isFields(value.slack_file)) yield [String(value.slack_file.id ?? ''), `${at}/slack_file`];
    for (const [name, one] of Object.entries(value)) if (name !== 'slack_file') yield* namedFiles(one, `${at}/${name}`);
  }
}

/**
 * The pictures of blocks, which the bot must be able to see itself.
 * @throws SlackError in Slack's words, `invalid slack file`
 */
export function picturesIn(hub: Hub, blocks: unknown, at = '/blocks', code = 'invalid_blocks'): StoredFile[] {
  return [...namedFiles(blocks, at)].map(([id, pointer]) => {
    const file = hub.workspace.data.files.find((one) => one.id === id);
    const isSeen =
      file?.user === hub.identity.botUserId ||
      file?.channels.some((channel) => hub.workspace.isMember(channel, hub.identity.botUserId));
    if (!file || !isSeen || !PICTURES.includes(file.mimetype))
      throw new SlackError(code, [`[ERROR] invalid slack file [json-pointer:${pointer}]`]);
    return file;
  });
}

/** The bot's own files to which a message links: it shares them where it may unfurl. */
export function linkedFiles(hub: Hub, message: { text: string; blocks: unknown }): StoredFile[] {
  const words = JSON.stringify([message.text, message.blocks]);
  const links = words.matchAll(/\/files\/U[A-Z0-9]+\/(F[A-Z0-9]+)\//g);
  const ids = new Set([...links].map(([, id]) => id));
  return hub.workspace.data.files.filter((one) => ids.has(one.id) && one.user === hub.identity.botUserId);
}

/** The bot's own files by their ids. @throws SlackError for any other */
export function ownFiles(hub: Hub, ids: unknown): StoredFile[] {
  return (Array.isArray(ids) ? ids : []).map((id) => {
    const file = hub.workspace.file(String(id));
    if (file.user !== hub.identity.botUserId) throw new SlackError('file_not_found');
    return file;
  });
}

/**
 * Lets those who read a place see the files of a message: the pictures of its blocks, and those that stand below it.
 * @returns the ids of those below
 */
export function shareFiles(
  hub: Hub,
  place: StoredConversation,
  message: { blocks: unknown },
  below: readonly StoredFile[],
): string[] {
  for (const file of [...picturesIn(hub, message.blocks), ...below])
    if (!file.channels.includes(place.id)) file.channels.push(place.id);
  return below.map((one) => one.id);
}

/** Whether one of the person's views shows the picture. */
export function isInViews(hub: Hub, user: string, file: StoredFile): boolean {
  const views = [...hub.workspace.stack(user), hub.workspace.homeOf(user)];
  return views.some((view) => [...namedFiles(view?.body.blocks, '')].some(([id]) => id === file.id));
}
