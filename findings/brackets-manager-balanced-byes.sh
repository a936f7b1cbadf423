#!/usr/bin/env bash
# brackets-manager 1.11.1, single elimination with six seeds, `balanceByes` and the ordering `inner_outer`.
# The guess: two byes go to the two best seeds, as every rule book of a cup has it; balancing spreads them over the halves.
# The behaviour: seed 1 and seed 3 rest, and seed 2 plays seed 6. With the byes written out as nulls behind the seeds, and
# without `balanceByes`, seeds 1 and 2 rest. With five it is seeds 1, 3 and 4 that rest, and seed 2 that plays.
# What follows: the second of the qualifying round plays one match more than the third.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund brackets-manager@1.11.1 brackets-memory-db@1.0.6
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { BracketsManager } = require('brackets-manager');
const { InMemoryDatabase } = require('brackets-memory-db');
console.log('brackets-manager', require('brackets-manager/package.json').version);
async function resting(seeding, settings) {
  const manager = new BracketsManager(new InMemoryDatabase());
  const ordering = { size: 8, seedOrdering: ['inner_outer'] };
  await manager.create.stage({
    ...{ tournamentId: 0, name: 'Cup', type: 'single_elimination', seeding },
    settings: { ...ordering, ...settings },
  });
  const { match, participant, round } = await manager.get.tournamentData(0);
  const first = match.filter((one) => one.round_id === round[0].id);
  const alone = first.flatMap(({ opponent1, opponent2 }) =>
    opponent1 === null ? [opponent2] : opponent2 === null ? [opponent1] : [],
  );
  return alone.map((one) => Number(participant.find(({ id }) => id === one.id).name)).sort();
}
const seeds = (count) => Array.from({ length: count }, (_, n) => String(n + 1));
const balanced = [await resting(seeds(6), { balanceByes: true }), await resting(seeds(5), { balanceByes: true })];
const written = [await resting([...seeds(6), null, null], {}), await resting([...seeds(5), null, null, null], {})];
console.log('guess: of six the seeds 1, 2 rest, of five 1, 2, 3');
console.log(`seen:  balanceByes: of six ${balanced[0]}, of five ${balanced[1]}`);
console.log(`       byes written out: of six ${written[0]}, of five ${written[1]}`);
process.exit(JSON.stringify([balanced, written]) === '[[[1,3],[1,3,4]],[[1,2],[1,2,3]]]' ? 0 : 1);
JS
node try.mjs
