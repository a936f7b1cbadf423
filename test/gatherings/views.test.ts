import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../playground/server/validate/payload.ts';
import { cut, plain } from '../../src/bot/draw/blocks.ts';
import { gatheringMessages } from '../../src/gatherings/messages.ts';
import { RUNGS } from '../../src/gatherings/rules/ladder.ts';
import { gatheringViews, type Told } from '../../src/gatherings/views.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { COMMANDS, hostileWords } from '../helpers/hostile-words.ts';

describe.each(LOCALES)('in %s', (locale) => {
  const views = gatheringViews('talks', gatheringMessages[locale]);

  it('every notice keeps Slack’s limits and commands nothing, whatever people write', () => {
    fc.assert(
      fc.property(hostileWords(250), hostileWords(400), fc.boolean(), (name, reason, hasSeat) => {
        const words = plain(cut(name, 100));
        const told: Told = { id: 'g1', topic: words, when: '14:00–16:00', start: '14:00', place: words };
        const correction = { by: name, from: undefined, to: 'absent' as const, reason };
        const messages = [
          ...RUNGS.map((rung) => views.reminder(told, rung)),
          views.offer(told, '20:00'),
          views.passed(told),
          views.changed(told, hasSeat, [told.when, told.place]),
          views.cancelled(told, hasSeat, reason),
          views.marked(told, name, 'late', '1'),
          views.absent(told),
          views.corrected(told, correction, hasSeat),
        ];
        for (const { blocks, text } of messages) {
          expect(validateBlocks(blocks, 'message')).toEqual([]);
          expect(text).not.toMatch(COMMANDS);
          expect(text.length).toBeLessThanOrEqual(4_000);
        }
      }),
    );
  });
});
