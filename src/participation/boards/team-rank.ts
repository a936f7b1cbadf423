import { gather } from '../../lib/lists/gather.ts';
import { boardIndex, type Standing, type Store, standingRows } from '../ledger/model.ts';

interface Level {
  _id: { branch: string; team: string; week: string; points: number };
  members: number;
}

/**
 * The place in the team this week, one more than those with more points, for the standings as they have just been
 * written. All who answer at the same moment share one reading, which the team's index covers.
 * @returns undefined for a member who belongs to no team or has no points in the week
 */
export const weekRankInTeam = gather(async (ctx: Store, own: readonly Standing[]) => {
  const levels = await levelsOf(ctx, own);
  return own.map((standing) => {
    if (standing.branch === undefined || standing.team === undefined || standing.weekPoints <= 0) return undefined;
    const ahead = (levels.get(teamKey(standing)) ?? []).filter((level) => level._id.points > standing.weekPoints);
    return ahead.reduce((rank, level) => rank + level.members, 1);
  });
});

/** How many stand at which points, by team and week. */
async function levelsOf(ctx: Store, own: readonly Standing[]): Promise<Map<string, Level[]>> {
  const inTeams = own.filter((one) => one.branch !== undefined && one.team !== undefined && one.weekPoints > 0);
  if (inTeams.length === 0) return new Map();
  const distinct = (field: 'branch' | 'team' | 'week') => ({ $in: [...new Set(inTeams.map((one) => one[field]))] });
  const found = await standingRows(ctx)
    .aggregate<Level>(
      [
        {
          $match: {
            workspace: ctx.workspace,
            branch: distinct('branch'),
            team: distinct('team'),
            week: distinct('week'),
          },
        },
        {
          $group: {
            _id: { branch: '$branch', team: '$team', week: '$week', points: '$weekPoints' },
            members: { $sum: 1 },
          },
        },
      ],
      { hint: boardIndex('team', 'week') },
    )
    .toArray();
  const levels = new Map<string, Level[]>();
  for (const level of found) {
    const ofTeam = levels.get(teamKey(level._id));
    if (ofTeam === undefined) levels.set(teamKey(level._id), [level]);
    else ofTeam.push(level);
  }
  return levels;
}

function teamKey({ branch, team, week }: Pick<Standing, 'branch' | 'team' | 'week'>): string {
  return JSON.stringify([branch, team, week]);
}
