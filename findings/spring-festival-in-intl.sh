#!/usr/bin/env bash
# Node 24.11.1 (ICU 77.1), `Intl` with the Chinese calendar, against tyme4ts 1.5.2 and lunar-javascript 1.7.7.
# The guess: the runtime knows the Chinese calendar, so that no library is needed to find the Spring Festival.
# The behaviour: of the 200 years from 1900 to 2099 three begin on another day than in the two libraries, which agree on
# all of them: 1954 and 2027 a day late, 2030 a day early. The almanac has 6 February 2027 and 3 February 2030.
# What follows: by the law the eve and three days are off; reckoned by Intl everybody works on the eve of 2027 and on the
# third day of 2030, both weekdays.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node@24.11.1 tyme4ts@1.5.2 lunar-javascript@1.7.7
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { LunarDay } = require('tyme4ts');
const { Lunar } = require('lunar-javascript');
console.log('node', process.version, 'icu', process.versions.icu);
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
function byIntl(year) {
  for (let ms = Date.UTC(year, 0, 15); ms < Date.UTC(year, 2, 1); ms += 86_400_000) {
    const part = (type) => chinese.formatToParts(ms).find((one) => one.type === type)?.value;
    if (part('month') === '1' && part('day') === '1') return new Date(ms).toISOString().slice(0, 10);
  }
  return 'none';
}
function byTyme(year) {
  const day = LunarDay.fromYmd(year, 1, 1).getSolarDay();
  return [day.getYear(), day.getMonth(), day.getDay()].map((n) => String(n).padStart(2, '0')).join('-');
}
const byLunar = (year) => Lunar.fromYmd(year, 1, 1).getSolar().toYmd();
const years = Array.from({ length: 200 }, (_, n) => 1900 + n);
const apart = years.filter((year) => byTyme(year) !== byLunar(year));
const seen = years.filter((year) => byIntl(year) !== byTyme(year));
console.log('guess: no year differs');
console.log('seen:  the libraries differ in', apart.length, 'years; Intl differs in');
for (const year of seen) console.log(`       ${year}: ${byTyme(year)} in the libraries, ${byIntl(year)} in Intl`);
process.exit(apart.length === 0 && seen.join() === '1954,2027,2030' ? 0 : 1);
JS
node_modules/.bin/node try.mjs
