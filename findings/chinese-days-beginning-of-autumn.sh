#!/usr/bin/env bash
# chinese-days 1.5.7, `getSolarTerms`, against tyme4ts 1.5.2.
# The guess: the 24 solar terms come from one formula, so that either all are right or all are off by a day.
# The behaviour: 立秋 (the beginning of autumn) lies on 27 or 28 August in every year from 1900 to 1999 instead of 7 to 9
# August, behind 处暑, the term that follows it. From 2000 on it is right, and so are the other terms of those years' Augusts.
# What follows: the terms of an August of the 20th century come in the wrong order.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chinese-days@1.5.7 tyme4ts@1.5.2
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { getSolarTerms } = require('chinese-days');
const { SolarTerm } = require('tyme4ts');
console.log('chinese-days', require('chinese-days/package.json').version);
const right = (year, name) => SolarTerm.fromName(year, name).getJulianDay().getSolarDay().getDay();
const said = (year, name) =>
  Number(getSolarTerms(`${year}-08-01`, `${year}-08-31`).find((one) => one.name === name)?.date.slice(8));
const years = Array.from({ length: 200 }, (_, n) => 1900 + n);
const far = years.filter((year) => Math.abs(said(year, '立秋') - right(year, '立秋')) > 1);
const behind = years.filter((year) => said(year, '立秋') > said(year, '处暑'));
console.log('guess: none is more than a day off');
console.log(`seen:  立秋 is in ${far.length} years, ${far[0]} to ${far.at(-1)}; behind 处暑 in ${behind.length}`);
for (const year of [1949, 1999, 2000])
  console.log(`       ${year}: 8 月 ${right(year, '立秋')} 日, said 8 月 ${said(year, '立秋')} 日`);
process.exit(far.length === 100 && far[0] === 1900 && far.at(-1) === 1999 ? 0 : 1);
JS
TZ=UTC node try.mjs
