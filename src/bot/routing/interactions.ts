import { listenToDirectMessages } from '../typed/direct-messages.ts';
import { listenToActions } from './actions.ts';
import type { Glue } from './glue.ts';
import { listenToModals } from './modals.ts';
import { listenToSuggestions } from './options.ts';
import { listenToShortcuts } from './shortcuts.ts';

/** Answers whatever a person touches in Slack, and what they write to the bot, by the registry. */
export function listenToInteractions(glue: Glue): void {
  listenToActions(glue);
  listenToModals(glue);
  listenToShortcuts(glue);
  listenToSuggestions(glue);
  listenToDirectMessages(glue);
}
