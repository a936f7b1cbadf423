import type { PlaygroundClient } from '../../playground/client.ts';
import { message, modal, PHONE, type Photograph, type Size } from './photograph.ts';

const TALL: Size = { ...PHONE, height: 720, scale: 1 };

/** The bracket of the arena that has its champion, as members of either language see it. */
export async function arena(
  play: PlaygroundClient,
  photograph: Photograph,
  readers: { zh: string; en: string },
): Promise<void> {
  for (const [user, file, word] of [
    [readers.zh, 'arena-phone.png', '胜出'],
    [readers.en, 'arena-en-phone.png', 'won it'],
  ] as const) {
    const person = play.as(user);
    await person.command('/jy', 'arena');
    // The newest stands first; the other one is over.
    await person.click('arena.open:1', { message: await message(person, 'arena.open:1') });
    await modal(person, 'arena.bracket');
    await person.click('arena.bracket', { in: 'modal' });
    await modal(person, 'arena.bracket:round');
    await photograph(person, file, TALL, word);
    await person.closeModal(true);
  }
}
