import { setTimeout as sleep } from 'node:timers/promises';
import type { PlainTextOption } from '@slack/types';
import { cut, LIMITS } from '../draw/blocks.ts';
import { readPrints } from '../draw/form/touched.ts';
import type { OptionSource } from '../feature.ts';
import { UserError } from './errors.ts';
import { admit, type Glue } from './glue.ts';

/** Slack shows an error after 3 s; until then the answer has to travel too. */
const OPTIONS_PATIENCE_MS = 2_500;
/** Slack takes no longer value. */
const VALUE = 150;

/** Answers what is typed into external selects, by the registry: in time, and with nothing rather than with an error. */
export function listenToSuggestions(glue: Glue): void {
  glue.app.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ ack, payload }) => {
    const source = glue.registry.optionSource(payload.action_id);
    const late = sleep(OPTIONS_PATIENCE_MS, undefined, { ref: false });
    const { metadata } = readPrints(payload.view?.private_metadata ?? '');
    const found =
      source === undefined
        ? []
        : await Promise.race([
            suggested(glue, payload.user.id, source, payload.action_id, payload.value, metadata),
            late,
          ]);
    if (found === undefined) glue.ctx.log.warn({ what: payload.action_id }, 'options came too late');
    await ack({ options: found ?? [] });
  });
}

async function suggested(
  glue: Glue,
  user: string,
  source: OptionSource,
  what: string,
  typed: string,
  metadata: string,
): Promise<PlainTextOption[]> {
  try {
    const actor = await admit(glue, user, source.role);
    return shown(await source.search({ ctx: glue.ctx, actor, query: typed.normalize('NFKC').trim(), metadata }));
  } catch (error) {
    // People who can't choose are offered nothing.
    if (!(error instanceof UserError)) glue.ctx.log.error({ err: error, what }, 'options could not be found');
    return [];
  }
}

/** What Slack takes of it: one option that it refuses would cost all of them. */
function shown(options: PlainTextOption[]): PlainTextOption[] {
  const seen = new Set<string>();
  return options
    .filter(({ value = '', text }) => {
      const isTaken = value !== '' && value.length <= VALUE && text.text.trim() !== '' && !seen.has(value);
      seen.add(value);
      return isTaken;
    })
    .slice(0, LIMITS.selectOptions)
    .map((one) => ({ ...one, text: { ...one.text, text: cut(one.text.text, LIMITS.option) } }));
}
