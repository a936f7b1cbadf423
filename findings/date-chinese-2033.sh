#!/usr/bin/env bash
# date-chinese 2.1.4 in the lunar year of 2033, against tyme4ts 1.5.2 and lunar-javascript 1.7.7.
# The guess: a library that computes the calendar from astronomy has at most one leap month in a lunar year, as the rule
# of the calendar wants it, and in 2033 the one behind the eleventh month.
# The behaviour: it has two, a leap seventh month from 25 August and a leap eleventh from 22 December without an eleventh
# before it. From 25 August to 21 December all months are one too low.
# What follows: days off reckoned with it have the Mid-Autumn Festival of 2033 on 7 October, a month late.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund date-chinese@2.1.4 tyme4ts@1.5.2 lunar-javascript@1.7.7
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { CalendarChinese } = require('date-chinese');
const { SolarDay } = require('tyme4ts');
const { Solar } = require('lunar-javascript');
console.log('date-chinese', require('date-chinese/package.json').version);
const calendar = new CalendarChinese();
const firsts = { 'date-chinese': new Map(), tyme4ts: new Map(), 'lunar-javascript': new Map() };
const keep = (name, month, day) => {
  if (!firsts[name].has(month)) firsts[name].set(month, day);
};
let feast;
// 31 January 2033 to 18 February 2034: that lunar year.
for (let ms = Date.UTC(2033, 0, 31); ms < Date.UTC(2034, 1, 19); ms += 86_400_000) {
  const day = new Date(ms).toISOString().slice(0, 10);
  const [year, month, date] = day.split('-').map(Number);
  calendar.fromGregorian(year, month, date);
  const [, , lunarMonth, isLeap, lunarDay] = calendar.get();
  keep('date-chinese', isLeap ? -lunarMonth : lunarMonth, day);
  if (lunarMonth === 8 && !isLeap && lunarDay === 15) feast = day;
  keep('tyme4ts', SolarDay.fromYmd(year, month, date).getLunarDay().getMonth(), day);
  keep('lunar-javascript', Solar.fromYmd(year, month, date).getLunar().getMonth(), day);
}
const leaps = (name) => [...firsts[name]].filter(([month]) => month < 0).map(([month, day]) => `${-month} from ${day}`);
console.log('guess: one leap month');
for (const name of Object.keys(firsts)) console.log(`seen:  ${name}: leap ${leaps(name).join(' and ')}`);
console.log(`       the 15th of the eighth month is ${feast} by date-chinese`);
const same = leaps('tyme4ts').join() === leaps('lunar-javascript').join();
process.exit(same && leaps('tyme4ts').join() === '11 from 2033-12-22' && leaps('date-chinese').length === 2 ? 0 : 1);
JS
TZ=UTC node try.mjs
