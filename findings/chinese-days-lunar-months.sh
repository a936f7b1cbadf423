#!/usr/bin/env bash
# chinese-days 1.5.7, `getLunarDate`, against tyme4ts 1.5.2 and lunar-javascript 1.7.7.
# The guess: a table of lunar months that is right in one year is right in all that it covers.
# The behaviour: 120 days between 1901 and 2099 are one lunar day off, in four months whose neighbour has the wrong
# length: 22 July to 20 August 1933, 15 July to 13 August and 12 September to 11 October 1996, 30 April to 29 May 2060.
# What follows: a birthday by the lunar calendar of somebody born in the summer of 1996 is greeted on the wrong day.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chinese-days@1.5.7 tyme4ts@1.5.2 lunar-javascript@1.7.7
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { getLunarDate } = require('chinese-days');
const { SolarDay } = require('tyme4ts');
const { Solar } = require('lunar-javascript');
console.log('chinese-days', require('chinese-days/package.json').version);
const DAY = 86_400_000;
const spans = [];
let count = 0;
let apart = 0;
for (let ms = Date.UTC(1901, 1, 20); ms <= Date.UTC(2099, 11, 31); ms += DAY) {
  const day = new Date(ms).toISOString().slice(0, 10);
  const [year, month, date] = day.split('-').map(Number);
  const tyme = SolarDay.fromYmd(year, month, date).getLunarDay();
  const right = [tyme.getYear(), tyme.getMonth(), tyme.getDay()].join('/');
  const other = Solar.fromYmd(year, month, date).getLunar();
  if (right !== [other.getYear(), other.getMonth(), other.getDay()].join('/')) apart += 1;
  const found = getLunarDate(day);
  const said = [found.lunarYear, found.isLeap ? -found.lunarMon : found.lunarMon, found.lunarDay].join('/');
  if (said === right) continue;
  count += 1;
  const last = spans.at(-1);
  if (last !== undefined && ms - last.ms === DAY) Object.assign(last, { ms, to: day });
  else spans.push({ ms, from: day, to: day, right, said });
}
console.log('guess: no day differs');
console.log(`seen:  ${count} days differ; the two other libraries differ on ${apart}`);
for (const { from, to, right, said } of spans) console.log(`       ${from} to ${to}: ${from} is ${right}, said ${said}`);
const wanted = '1933-07-22 1933-08-20,1996-07-15 1996-08-13,1996-09-12 1996-10-11,2060-04-30 2060-05-29';
process.exit(apart === 0 && count === 120 && spans.map(({ from, to }) => `${from} ${to}`).join() === wanted ? 0 : 1);
JS
TZ=UTC node try.mjs
