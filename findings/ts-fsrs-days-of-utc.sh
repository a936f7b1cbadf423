#!/usr/bin/env bash
# ts-fsrs 5.4.2, the days between two answers.
# The guess: a day has passed after about 24 hours, or when the learner's own calendar shows the next day.
# The behaviour: days are counted by the midnights of UTC, which are 08:00 in China. Wrong on Monday 08:30 and right on
# Tuesday 07:45 is the same day, and the stability stays at 0.212; right at 08:15, half an hour later, makes it 1.887. Ten
# minutes over 08:00 are a day, too.
# What follows: whoever answers on the way to work learns nothing by the scheduler's account, day after day.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ts-fsrs@5.4.2
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { createEmptyCard, fsrs, Rating } = require('ts-fsrs');
console.log('ts-fsrs 5.4.2');
// Without the steps of minutes, which are for those who sit down to learn.
const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });
function stability(wrongAt, rightAt) {
  const [first, second] = [wrongAt, rightAt].map((text) => new Date(text));
  const { card } = scheduler.next(createEmptyCard(first), first, Rating.Again);
  return scheduler.next(card, second, Rating.Good).card.stability.toFixed(3);
}
const seen = [
  stability('2026-03-02T08:30:00+08:00', '2026-03-03T07:45:00+08:00'),
  stability('2026-03-02T08:30:00+08:00', '2026-03-03T08:15:00+08:00'),
  stability('2026-03-03T07:55:00+08:00', '2026-03-03T08:05:00+08:00'),
];
console.log('guess: the first two are alike, the third is less');
console.log('seen:  after 23 h 15 min', seen[0], '· after 23 h 45 min', seen[1], '· after 10 min', seen[2]);
process.exit(seen.join() === '0.212,1.887,1.887' ? 0 : 1);
JS
node try.mjs
