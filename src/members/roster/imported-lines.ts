import type { NamelessShift } from '../shifts/use.ts';
import type { Listed } from './plan-model.ts';
import { rightsLine } from './rights-words.ts';
import type { importRoster } from './service.ts';

/** What a command line says of a roster that was imported. @param nameless the shifts of it that have no hours yet @param command the root command, such as `/jy` */
export function importedLines(
  { rows, matched, unmatched, faults, plan: { report } }: Awaited<ReturnType<typeof importRoster>>,
  nameless: readonly Pick<NamelessShift, 'name' | 'people'>[],
  command: string,
): string[] {
  return [
    `${rows} rows, ${matched} matched with members: ${report.added} added, ${report.changed} changed, ${report.same} unchanged.`,
    ...report.rights.first.map((one) => `  rights: ${rightsLine(one).en}`),
    ...moreOf(report.rights, 'people whose rights changed'),
    ...report.withoutOfficer.first.map((branch) => `  left without a branch officer: ${branch}`),
    ...report.absent.first.map((one) => `  not in the file, and keeps rights: ${one.employeeNumber} ${one.name}`),
    ...moreOf(report.absent, 'people who are not in the file and keep rights'),
    ...report.renumbered.first.map((one) => `  new employee number: ${one.name}, ${one.from} to ${one.to}`),
    ...report.near.first.map((one) => `  another spelling? ${one.added}, on file as ${one.known}`),
    ...report.unused.map(({ header }) => `  column not used: ${header}`),
    ...report.passed.map(({ name, why }) => `  sheet not read: ${name} (${why})`),
    ...unmatched.map((row) => `  not in Slack yet: ${row.employeeNumber} ${row.name}`),
    ...report.notes.first.map((note) => `  line ${note.line}: imported without a value: ${note.reason}`),
    ...moreOf(report.notes, 'values not understood'),
    ...faults.map((fault) => `  line ${fault.line}: ${fault.reason}`),
    ...nameless.map(
      ({ name, people }) => `  shift without hours: ${name} (${people} people). Give it hours with ${command} shifts.`,
    ),
    `To undo it within a day: ${command} people log.`,
  ];
}

function moreOf({ count, first }: Listed<unknown>, what: string): string[] {
  return count > first.length ? [`  and ${count - first.length} more ${what}`] : [];
}
