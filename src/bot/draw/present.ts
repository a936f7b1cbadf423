import type { Locale } from '../../lib/language.ts';
import type { ActionRequest } from '../request.ts';
import { WORDS } from '../text/words.ts';
import type { Message, ModalView } from './block-kit.ts';
import { modal } from './blocks.ts';
import { sendEither, type Twins } from './figures.ts';

type Draw<T> = () => T | Promise<T>;

/** What is shown: as a message, as a modal, or as either. */
export type Presented = (
  | { message: Draw<Message | Twins>; modal?: undefined }
  | { message?: Draw<Message | Twins> | undefined; modal: Draw<ModalView> }
) & {
  /**
   * What becomes of a message that only this person sees, with the button that was pressed. `instead`: it is replaced.
   * `beside`: the answer stands below it. `over`: it stays and a modal opens, unless it is an answer that lives only
   * for the moment, which is replaced.
   */
  onMessage?: 'instead' | 'beside' | 'over';
  /** Of the modal that is made from the message where there is no `modal`. */
  title?: string;
  /** In a modal: `over` opens on top of it, whatever it shows. */
  inModal?: 'instead' | 'over';
  /** From App Home: nothing opens, for the page itself says it when it is drawn again. */
  inHome?: 'nothing';
  /**
   * The `private_metadata` of modals about the same thing: only such a one is replaced, on top of any other it opens.
   */
  about?: string;
};

/**
 * Shows something where the click was.
 *
 * ```ts
 * await present(request, { message: () => listMessage(reader, found), modal: () => listModal(reader, found) });
 * ```
 * | The click was in | It is shown |
 * | --- | --- |
 * | a modal | in its place (see `inModal`, `about`) |
 * | App Home | in a modal that opens (see `inHome`) |
 * | a message that only this person sees | in its place (see `onMessage`); without a `message`, in a modal that opens |
 * | a message that others see too | in a modal that opens; without a `modal` and a `title`, as an answer only this person sees |
 *
 * What is drawn is drawn once, and only for the place where it is shown. Figures go into messages only: a modal has the
 * same in words.
 */
export async function present(request: ActionRequest, shown: Presented): Promise<void> {
  const { ctx, actor, origin } = request;
  const { onMessage = 'instead', about } = shown;
  const view = async (): Promise<ModalView> => {
    if (shown.modal !== undefined) return shown.modal();
    const drawn = await shown.message();
    return asModal(actor.locale, 'plain' in drawn ? drawn.plain : drawn, shown.title);
  };
  if (origin.kind === 'modal') {
    const isReplaced = shown.inModal !== 'over' && (about === undefined || origin.metadata === about);
    return isReplaced ? request.updateModal(await view()) : request.openModal(view);
  }
  if (origin.kind === 'home' && shown.inHome === 'nothing') return;
  const { message } = shown;
  if (origin.kind !== 'message' || message === undefined) return request.openModal(view);
  const send = async (how: (message: Message) => Promise<void>): Promise<void> => {
    const drawn = await message();
    await ('plain' in drawn ? sendEither(ctx, drawn, how) : how(drawn));
  };
  if (isShared(request)) {
    const isAnswer = shown.modal === undefined && shown.title === undefined;
    return isAnswer ? send(request.reply) : request.openModal(view);
  }
  if (onMessage === 'beside') return send(request.reply);
  return onMessage === 'over' && !origin.isEphemeral ? request.openModal(view) : send(request.replace);
}

/** Whether the click was in a message in a channel, even in one that only this person sees there. */
export function isInChannel({ origin }: Pick<ActionRequest, 'origin'>): boolean {
  // A conversation with the bot alone is a `D…`.
  return origin.kind === 'message' && !origin.channel.startsWith('D');
}

/** Whether the click was in a message that others see too. */
function isShared(request: Pick<ActionRequest, 'origin'>): boolean {
  return isInChannel(request) && messageClicked(request) !== undefined;
}

/**
 * The message in which it was clicked, for code that changes it later; undefined for a modal, App Home, and what cannot
 * be found again.
 */
export function messageClicked({ origin }: Pick<ActionRequest, 'origin'>): { channel: string; ts: string } | undefined {
  return origin.kind === 'message' && !origin.isEphemeral ? { channel: origin.channel, ts: origin.ts } : undefined;
}

/** The id of the modal in which it was clicked, which a form on top of it may show again; empty if there is none. */
export function viewBelow({ origin }: Pick<ActionRequest, 'origin'>): string {
  return origin.kind === 'modal' ? origin.viewId : '';
}

/** The `private_metadata` of the modal in which it was clicked; empty if there is none. */
export function metadataBelow({ origin }: Pick<ActionRequest, 'origin'>): string {
  return origin.kind === 'modal' ? origin.metadata : '';
}

/** A message as a modal; a header that says the title again is left out. @param title the bot's name if absent */
export function asModal(
  locale: Locale,
  { blocks }: Pick<Message, 'blocks'>,
  title: string = WORDS.homeTitle[locale],
): ModalView {
  const [first, ...rest] = blocks;
  const isTitle = first?.type === 'header' && first.text.text === title && rest.length > 0;
  return modal({
    callback: 'bot.shown',
    title,
    close: WORDS.close[locale],
    blocks: isTitle ? rest : [...blocks],
  });
}
