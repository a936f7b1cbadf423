import { listenToActions } from './actions.ts';
import type { Glue } from './glue.ts';
import { listenToModals } from './modals.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { listenToSuggestions } from './suggestions.ts';

/** Answers whatever a person touches in Slack, by the registry. */
export function listenToInteractions(glue: Glue): void {
  listenToActions(glue);
  listenToModals(glue);
  listenToShortcuts(glue);
  listenToSuggestions(glue);
}
