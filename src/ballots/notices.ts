import { formReaderOf } from '../bot/draw/form/modal.ts';
import { message } from '../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../bot/feature.ts';
import { clock } from '../lib/clock.ts';
import type { Bilingual } from '../lib/language.ts';
import type { Ballots } from './ballots.ts';
import { messages } from './messages.ts';
import { ballotRefs } from './refs.ts';
import { isOpen } from './rules/ballot.ts';
import { shownBallot } from './showing.ts';
import { ballotBlocks, type ShownBallot } from './views.ts';

type Lead = 'askLead' | 'remindLead' | 'resultLead' | 'tieLead' | 'tieOthersLead' | 'offLead';

/** Why a notice of a ballot is dropped, in words. */
export const ballotDropReasons: Record<string, Bilingual> = {
  'ballot-over': { zh: '投票已经截止或者取消', en: 'the vote was over or cancelled' },
  voted: { zh: '已经投票', en: 'they had voted' },
};

const ALL = { things: ['ballot'] };
/** What the copies of these notices follow. */
export const ballotFollows: Record<string, Follows> = {
  ballotAsk: ALL,
  ballotRemind: ALL,
  ballotResult: ALL,
  ballotTie: ALL,
  ballotOff: ALL,
};

export const ballotNoticeTitles: Record<string, Bilingual> = {
  ballotAsk: { zh: '请投票', en: 'Please vote' },
  ballotRemind: { zh: '投票提醒', en: 'Voting reminder' },
  ballotResult: { zh: '投票结果', en: 'Result of a vote' },
};

/**
 * The notices of a feature’s ballots: that voting has begun, a reminder to people who have not voted, the result; and to who
 * called the vote, a tie or that it could not be opened.
 */
export function ballotNotices(of: Ballots): Record<string, NoticeRenderer> {
  const refs = ballotRefs(of.feature);
  const to =
    (lead: Lead, needs: (shown: ShownBallot) => string | undefined): NoticeRenderer =>
    async ({ ctx, recipient, params, isSent }) => {
      const one = await of.lives.find(ctx, params.of ?? '');
      if (one === undefined || recipient === undefined) return { drop: 'ballot-over' };
      const shown = await shownBallot(ctx, of, recipient, one, true);
      const drop = isSent ? undefined : needs(shown);
      if (drop !== undefined) return { drop };
      const isStill = lead === 'resultLead' || needs(shown) === undefined;
      const own: Lead = lead === 'tieLead' && !shown.mayDecideTie ? 'tieOthersLead' : lead;
      const said = isStill ? messages[recipient.locale][own] : undefined;
      return message(ballotBlocks(formReaderOf(recipient), refs, shown, said));
    };
  const toVote = ({ one, row }: ShownBallot): string | undefined => {
    if (!isOpen(one, clock.now())) return 'ballot-over';
    return row?.hasVoted === true ? 'voted' : undefined;
  };
  return {
    ballotAsk: to('askLead', toVote),
    ballotRemind: to('remindLead', toVote),
    ballotResult: to('resultLead', ({ one }) => (one.state === 'closed' ? undefined : 'ballot-over')),
    ballotTie: to('tieLead', ({ one }) => (one.outcome?.tie === undefined ? 'ballot-over' : undefined)),
    ballotOff: to('offLead', ({ one }) => (one.calledOff === undefined ? 'ballot-over' : undefined)),
  };
}
