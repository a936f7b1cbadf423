import { cut, plain } from '../../../bot/draw/blocks.ts';
import type { Shown } from '../card/service/present.ts';
import { placeOf } from '../card/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { type Affairs, fieldNames } from '../pages/session-views.ts';

/** Who has saved what since the form was opened, how it is now, and what to do. @param what the last sentence */
export function conflictNote(reader: Reader, shown: Shown, changes: Affairs['changes'], what: string): string {
  const office = officerMessages[reader.locale];
  const lines = changes.map(({ at, by, fields }) =>
    office.changed(timeOf(reader, at), by === '' ? office.somebody : plain(cut(by, 40)), fieldNames(reader, fields)),
  );
  const now = [topicOf(shown), rangeOf(reader, shown), placeOf(reader, shown)].filter(Boolean).join(' · ');
  return [office.conflict, ...lines, office.conflictNow(now), what].join('\n');
}
