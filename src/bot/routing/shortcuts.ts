import type { MessageShortcut, RespondFn, SlackShortcut } from '@slack/bolt';
import type { Message } from '../draw/block-kit.ts';
import { sentence } from '../draw/sentence.ts';
import type { ShortcutRequest } from '../request.ts';
import { readableText } from '../text/readable-text.ts';
import { WORDS } from '../text/words.ts';
import { admit, type Glue, guarded, localeFor, openModal, slackBlocks } from './glue.ts';

/** Answers the menus of messages and the lightning menu, by the registry. */
export function listenToShortcuts(glue: Glue): void {
  glue.app.shortcut(/^/, async ({ ack, shortcut, respond }) => {
    await ack();
    if (!glue.recent.isNew(`${shortcut.user.id} ${shortcut.callback_id} ${shortcut.action_ts}`)) return;
    await onShortcut(glue, shortcut, respond);
  });
}

async function onShortcut(glue: Glue, chosen: SlackShortcut, respond: RespondFn): Promise<void> {
  const { callback_id: callback, trigger_id: trigger } = chosen;
  const user = chosen.user.id;
  const reply = async (message: Message): Promise<void> => {
    if (chosen.type === 'message_action')
      await respond({ response_type: 'ephemeral', replace_original: false, ...slackBlocks(message) });
    else await glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
  };
  await guarded(glue, callback, user, reply, async () => {
    const shortcut = glue.registry.shortcut(callback);
    if (shortcut === undefined) return reply(sentence(WORDS.gone[await localeFor(glue, user)]));
    const actor = await admit(glue, user, shortcut.role);
    await shortcut.run({
      ctx: glue.ctx,
      actor,
      ...(chosen.type === 'message_action' ? { message: messageOf(chosen) } : {}),
      reply,
      openModal: async (render) => {
        await openModal(glue, actor, trigger, false, callback, render);
      },
      refreshHome: () => glue.publishHome(user),
    });
  });
}

function messageOf({ message, channel }: MessageShortcut): NonNullable<ShortcutRequest['message']> {
  return { text: readableText(message.text ?? ''), channel: channel.id, ts: message.ts, user: message.user };
}
