import type { Questions } from '../../../bot/question-sources.ts';
import type { Context } from '../../../context.ts';
import { graduateCertificates } from './certificates.ts';
import { vestCredit } from './exams.ts';
import { followLeavers } from './pairs.ts';
import { lives } from './store.ts';

/** What is due by itself; all of it is found in MongoDB. One step that fails does not hold up the others. */
export async function tick(ctx: Context, questions: Questions): Promise<void> {
  const steps = {
    leavers: () => followLeavers(ctx),
    pairs: () => lives.wake(ctx),
    credit: () => vestCredit(ctx, questions),
    certificates: () => graduateCertificates.tell(ctx, {}),
  };
  for (const [step, run] of Object.entries(steps))
    try {
      await run();
    } catch (error) {
      ctx.log.error({ err: error, step }, 'a part of what is due of mentoring could not be done');
    }
}
