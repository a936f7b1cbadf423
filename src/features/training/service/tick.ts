import type { Context } from '../../../context.ts';
import { trainingCertificates } from '../certificate/service/certified.ts';
import { certifyWaiting } from '../certificate/service/certify.ts';
import { finishWaves } from '../change/service/waves.ts';
import { askForTrainers } from '../course/service/handover.ts';
import { publishWaiting } from '../course/service/publish.ts';
import { planDigests } from '../digest/service.ts';
import { gathered } from '../seats/service/seats.ts';
import { bookUnbookedStudies } from '../study/service/book.ts';
import { tellStudyEnds } from '../study/service/ends.ts';
import { remindStudies } from '../study/service/remind.ts';

const { bookUnbooked, wake } = gathered;

/** One after the other, each for itself. */
const STEPS: readonly ((ctx: Context) => Promise<unknown>)[] = [
  ...[publishWaiting, finishWaves, bookUnbooked, bookUnbookedStudies, certifyWaiting],
  ...[trainingCertificates.remind, tellStudyEnds, remindStudies, askForTrainers, wake, planDigests],
];

/**
 * What is due by itself: what has not been told, offers whose time is over, reminders, the end of attendance. All of it is
 * found in MongoDB, so that nothing is lost with Redis or in a night without a worker.
 */
export async function tick(ctx: Context): Promise<void> {
  for (const step of STEPS)
    try {
      await step(ctx);
    } catch (error) {
      // What is due of sessions must not wait for a certificate that cannot be made.
      ctx.log.error({ err: error, step: step.name }, 'a part of what is due of training could not be done');
    }
}
