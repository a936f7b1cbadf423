import type { AnyBlock } from '../../../bot/draw/block-kit.ts';
import { context, cut, plain } from '../../../bot/draw/blocks.ts';
import { type Reader, time } from '../card-views.ts';
import { messages } from '../messages.ts';
import type { LogEntry } from '../model.ts';

const NAME = 40;
const ACTS = 15;

/** What was done with an announcement, and by whom. */
export interface Log {
  acts: LogEntry[];
  /** Names of those who acted. */
  people: Map<string, string>;
}

export function actBlocks(reader: Omit<Reader, 'name'>, { acts, people }: Log): AnyBlock[] {
  const say = messages[reader.locale];
  const lines = acts.slice(-ACTS).map(({ act, by, at, members }) => {
    // Nobody did what was not done.
    const who = act === 'missed' ? [] : [plain(cut(people.get(by) ?? say.somebody, NAME))];
    const what = [time(reader, at), ...who, say.act[act]].join(' ');
    return [what, ...(members === undefined ? [] : [say.people(members)])].join(' · ');
  });
  return lines.length === 0 ? [] : [context([`*${say.acts}*`, ...lines].join('\n'))];
}
