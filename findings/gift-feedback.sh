#!/usr/bin/env bash
# gift-pegjs 1.0.2 on `{T#first#second}`.
# The guess: Moodle's GIFT has the feedback for a wrong answer first and that for a right one second, so the feedback of
# a true statement's answer "true" is the second. gift-pegjs names the first of a true statement `trueFeedback`.
# What follows: whoever shows `trueFeedback` to people who answered "true" tells them that they were wrong.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gift-pegjs@1.0.2
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
const { parse } = createRequire(import.meta.url)('gift-pegjs');
const { version } = createRequire(import.meta.url)('gift-pegjs/package.json');
console.log('gift-pegjs', version);
const text = (feedback) => feedback?.text ?? null;
const [isTrue] = parse('Fire burns. {T#you were wrong#you were right}\n');
const [isFalse] = parse('Ice burns. {F#you were wrong#you were right}\n');
const seen = [isTrue, isFalse].map((q) => [q.isTrue, text(q.trueFeedback), text(q.falseFeedback)]);
console.log('guess: true statement  ', 'trueFeedback = you were right');
console.log('seen:  true statement  ', `trueFeedback = ${seen[0][1]}, falseFeedback = ${seen[0][2]}`);
console.log('seen:  false statement ', `trueFeedback = ${seen[1][1]}, falseFeedback = ${seen[1][2]}`);
process.exit(seen[0][1] === 'you were right' ? 1 : 0);
JS
node try.mjs
