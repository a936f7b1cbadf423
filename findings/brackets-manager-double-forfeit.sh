#!/usr/bin/env bash
# brackets-manager 1.11.1, a cup of four in which both sides of a semi-final forfeit.
# The guess: the winner of the other semi-final is champion, and nobody is second, or those who forfeited share a place.
# The behaviour: the loser of the other semi-final is ranked second; those who forfeited have no rank at all.
# What follows: the prize for the second place goes to a team that never won a match.
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
const manager = new BracketsManager(new InMemoryDatabase());
await manager.create.stage({
  ...{ tournamentId: 0, name: 'Cup', type: 'single_elimination', seeding: ['A', 'B', 'C', 'D'] },
  settings: { seedOrdering: ['inner_outer'] },
});
// A and D stay away; B beats C.
await manager.update.match({ id: 0, opponent1: { forfeit: true }, opponent2: { forfeit: true } });
await manager.update.match({ id: 1, opponent1: { score: 3, result: 'win' }, opponent2: { score: 1 } });
const standings = (await manager.get.finalStandings(0)).map(({ name, rank }) => `${rank} ${name}`);
console.log('guess: 1 B, and no second who has lost in the semi-final');
console.log(`seen:  ${standings.join(', ')}`);
process.exit(standings.join() === '1 B,2 C' ? 0 : 1);
JS
node try.mjs
