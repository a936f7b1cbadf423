import type { WorkspaceState } from '../protocol.ts';
import { readableText } from './readable-text.ts';

/** All that one person has before them, for the message of a failed test. */
export function sceneOf(state: WorkspaceState): string {
  const places = state.conversations.flatMap((place) => {
    const messages = (state.messages[place.id] ?? []).slice(-5);
    return messages.length === 0
      ? []
      : [
          `— ${place.name} —`,
          ...messages.map((one) => `${one.user}${one.ephemeralFor ? ' (only you)' : ''}: ${readableText(one)}`),
        ];
  });
  const modals = state.modals.map((one) => `— modal —\n${readableText(one)}`);
  return (
    [...places, ...(state.home ? [`— home —\n${readableText(state.home)}`] : []), ...modals].join('\n') || '(nothing)'
  );
}
