import { prepareForms } from './bot/draw/form/drafts.ts';
import type { Feature } from './bot/feature.ts';
import { prepareDoors } from './bot/slack/door.ts';
import type { Context } from './context.ts';
import { prepareDelivery } from './delivery/model.ts';
import { prepareImports } from './imports/model.ts';
import { prepareCalendar } from './members/calendar/model.ts';
import { prepareClubNames } from './members/clubs/model.ts';
import { prepareLeaves } from './members/leave/model.ts';
import { prepareMembers } from './members/model.ts';
import { prepareRosterChanges } from './members/roster/plan-model.ts';
import { prepareShifts } from './members/shifts/model.ts';
import { prepareParticipation } from './participation/ledger/model.ts';
import { prepareRollups } from './participation/rollups/model.ts';

/**
 * Makes every index; the unique keys are what "once" stands on. Each process does it at its start; twice is once. One part
 * after the other: all at once they want a connection each, more than a busy server opens before the first gives up.
 */
export async function prepare(ctx: Context, features: readonly Feature[]): Promise<void> {
  const kernel = [
    prepareForms,
    prepareDoors,
    prepareMembers,
    prepareCalendar,
    prepareShifts,
    prepareLeaves,
    prepareClubNames,
    prepareRosterChanges,
    prepareParticipation,
    prepareRollups,
    prepareDelivery,
    prepareImports,
  ];
  for (const part of kernel) await part(ctx);
  for (const feature of features) await feature.prepare?.(ctx);
}
