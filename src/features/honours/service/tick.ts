import { prepareBallots } from '../../../ballots/ballots.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { certificateYears } from '../../../certificates/register.ts';
import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { prepareNotices } from '../../../notices/calendar.ts';
import { certificates, holders, nominees, programmes } from '../model.ts';
import type { FeatureNames } from '../rules/dossier.ts';
import { holderLives } from './awards.ts';
import { nomineesOf } from './calendar.ts';
import { objectionCases } from './cases.ts';
import { honourCertificates } from './certificates.ts';
import { enterScoring, formPanels } from './judging.ts';
import { goOn, lives } from './lives.ts';
import { nomineeLives, prepare } from './nominees.ts';
import { programmesIn } from './programmes.ts';
import { votes } from './votes.ts';

/**
 * What is due of programmes, nominees, objections and terms. Again it adds nothing.
 * @param names what features are called, for the lines of dossiers
 */
export async function tick(ctx: Context, related: Related, names: FeatureNames): Promise<void> {
  // What follows from a decided objection comes before the next phase.
  await objectionCases.tick(ctx);
  await nomineeLives.wake(ctx);
  await votes.wake(ctx);
  await lives.wake(ctx);
  for (const programme of await programmesIn(ctx, 'checking', 'scoring', 'publicity', 'voting')) {
    if (programme.state === 'checking')
      for (const nominee of await nomineesOf(ctx, programme._id)) await prepare(ctx, names, programme, nominee);
    if (programme.state === 'scoring') {
      await enterScoring(ctx, programme);
      await formPanels(ctx, related, programme);
    }
    await goOn(ctx, programme._id);
  }
  await holderLives.wake(ctx);
  await honourCertificates.remind(ctx);
}

/** Makes the indexes. */
export const prepareHonours = async (ctx: Pick<Context, 'db'>): Promise<void> => {
  const own = [programmes, nominees, holders, certificates, certificateYears];
  await Promise.all([makeIndexes(ctx, own), prepareNotices(ctx), prepareBallots(ctx), objectionCases.prepare(ctx)]);
};
