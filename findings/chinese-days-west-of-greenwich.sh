#!/usr/bin/env bash
# chinese-days 1.5.7 in a process whose zone lies west of Greenwich.
# The guess: a day given as the text '2026-02-14' is that day, wherever the process runs: China's days off are China's.
# The behaviour: the text is read as midnight in UTC and then cut by the process's zone, where it is still the day
# before. In New York the make-up Saturday 14 February 2026 is a day off of the 13th, and a Monday is a Sunday.
# What follows: a server in America has all of China's days off, and its make-up days, one day late.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chinese-days@1.5.7
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { getDayDetail, isWorkday, getLunarDate } = require('chinese-days');
console.log(
  process.env.TZ,
  JSON.stringify([isWorkday('2026-03-02'), getDayDetail('2026-02-24').date, getLunarDate('2026-02-17').date]),
);
JS
echo 'chinese-days 1.5.7: is Monday 2 March 2026 worked, which day is 24 February, which is 17 February (Spring Festival)?'
right='[true,"2026-02-24","2026-02-17"]'
seen=$(TZ=Asia/Shanghai node try.mjs; TZ=America/New_York node try.mjs)
echo "guess: $right in both zones"
echo "$seen"
[ "$seen" = "Asia/Shanghai $right
America/New_York [false,\"2026-02-23\",\"2026-02-16\"]" ]
