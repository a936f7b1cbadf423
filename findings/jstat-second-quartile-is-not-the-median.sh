#!/usr/bin/env bash
# jstat 1.9.6, the quartiles of a small sample.
# The guess: `quartiles` gives three cut points of one definition, and the second of them is the median of the same library.
# The behaviour: of 1, 2, 3, 4 the median is 2.5 and the second quartile 2: the quartiles are elements of the sample (the lower one at
# each cut), the median is a mean of two. `quantiles` for the same three shares follows a third definition: its middle is the median
# again, and its first and last differ from both.
# What follows: in a ranking with "the middle half of the teams", a team on the edge is in or out by which function was called.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jstat@1.9.6
cat > try.cjs <<'JS'
const { jStat } = require('jstat');
console.log('jstat', require('jstat/package.json').version);
const samples = [[1, 2, 3, 4], [2, 4, 6, 8, 10], [1, 2, 3, 4, 5, 6, 7, 8]];
const seen = samples.map((sample) => [
  jStat.median(sample),
  jStat.quartiles(sample),
  jStat.quantiles(sample, [0.25, 0.5, 0.75]),
]);
console.log('guess: the second quartile is the median: 2.5, 6, 4.5');
for (const [n, [median, quartiles, quantiles]] of seen.entries()) {
  console.log(`seen:  ${samples[n]}: median ${median}, quartiles ${quartiles.join(' ')}, quantiles ${quantiles.join(' ')}`);
}
const expected = [
  [2.5, [1, 2, 3], [1.4375, 2.5, 3.5625]],
  [6, [2, 6, 8], [3.375, 6, 8.625]],
  [4.5, [2, 4, 6], [2.4375, 4.5, 6.5625]],
];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node try.cjs
