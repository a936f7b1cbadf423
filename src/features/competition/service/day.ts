import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';

/** The day that it is now, in the house’s zone. */
export const today = (ctx: Pick<Context, 'config'>): string => dayOf(clock.now(), ctx.config.TIMEZONE);
