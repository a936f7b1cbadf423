#!/usr/bin/env bash
# write-excel-file 4.1.1 writes a cell with a formula; read-excel-file 9.3.17, of the same author, and exceljs 4.4.0 read it.
# The guess: the workbook that one writes the other reads: the formula, or what it comes to.
# The behaviour: the cell is written without a stored value. read-excel-file gives null, as for an empty
# cell; exceljs gives the formula and no result. Only a program that computes (Excel, LibreOffice) shows a number.
# What follows: a sheet "recompute it yourself" that is read by a script, or previewed on a phone, is empty just where its figures
# are. A file for people to check needs both, the formula and its value beside it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund write-excel-file@4.1.1 read-excel-file@9.3.17 exceljs@4.4.0
cat > try.mjs <<'JS'
import { createRequire } from 'node:module';
import readWorkbook from 'read-excel-file/node';
import writeWorkbook from 'write-excel-file/node';
const require = createRequire(import.meta.url);
for (const name of ['write-excel-file', 'read-excel-file', 'exceljs']) {
  console.log(name, require(`${name}/package.json`).version);
}
const bytes = await writeWorkbook([
  [{ value: 'hours' }, { value: 'points' }],
  [{ type: Number, value: 3 }, { type: 'Formula', value: '=A2*2' }],
]).toBuffer();
const [{ data }] = await readWorkbook(bytes);
const { Workbook } = require('exceljs');
const workbook = new Workbook();
await workbook.xlsx.load(bytes);
const cell = workbook.worksheets[0].getRow(2).getCell(2).value;
console.log('guess: 6, or =A2*2');
console.log(`seen:  read-excel-file ${JSON.stringify(data[1])}, exceljs ${JSON.stringify(cell)}`);
process.exit(JSON.stringify([data[1], cell]) === '[[3,null],{"formula":"=A2*2"}]' ? 0 : 1);
JS
node try.mjs
