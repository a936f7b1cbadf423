#!/usr/bin/env bash
# simple-statistics 7.8.8 and 7.12.0, `quantile` and `interquartileRange` of the same samples.
# The guess: a minor version gives the same quartiles of the same numbers.
# The behaviour: it moved to another definition. Of 1 to 8 the quartiles were 2.5 and 6.5 and are 2.75 and 6.25, the range between
# them was 4 and is 3.5. The median stayed.
# What follows: a ranking or a limit computed with quartiles is another one after an update, and a year's report cannot be recomputed
# with the version of the next. Whoever publishes such figures names the definition and keeps it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund before@npm:simple-statistics@7.8.8 after@npm:simple-statistics@7.12.0
cat > try.cjs <<'JS'
const samples = [[1, 2, 3, 4], [1, 2, 3, 4, 5, 6, 7, 8], [3, 6, 7, 8, 8, 9, 10, 13, 15, 16, 20]];
const of = (name) => {
  const { quantile, interquartileRange } = require(name);
  console.log('simple-statistics', require(`${name}/package.json`).version);
  return samples.map((sample) => [...[0.25, 0.5, 0.75].map((share) => quantile(sample, share)), interquartileRange(sample)]);
};
const before = of('before');
const after = of('after');
console.log('guess: the same quartiles, and the same range between them');
for (const n of samples.keys()) console.log(`seen:  ${samples[n]}: ${before[n].join(' ')}, then ${after[n].join(' ')}`);
const expected = [
  [[1.5, 2.5, 3.5, 2], [2.5, 4.5, 6.5, 4], [7, 9, 15, 8]],
  [[1.75, 2.5, 3.25, 1.5], [2.75, 4.5, 6.25, 3.5], [7.5, 9, 14, 6.5]],
];
process.exit(JSON.stringify([before, after]) === JSON.stringify(expected) ? 0 : 1);
JS
node try.cjs
