import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../../playground/client.ts';
import { auditPage } from '../../src/members/audit.ts';
import { rosterRows } from '../../src/members/model.ts';
import { importRoster } from '../../src/members/roster/service.ts';
import { has, modalOf, says } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-11-18T10:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const teamOf = async (employeeNumber: string) => (await rosterRows(work.ctx).findOne({ employeeNumber }).lean())?.team;
const imports = async () => (await auditPage(work.ctx, 1, 50)).rows.filter(({ kind }) => kind === 'import').length;

async function previewed(csv: string): Promise<void> {
  const admin = work.slack.as(PEOPLE.admin);
  await admin.command('/jy', 'people import');
  await modalOf(admin, says('名册'), 'the dialog');
  await admin.attach('名册文件', fileOf('roster.csv', csv));
  await admin.submit();
  await modalOf(admin, says('改动 1 人'), 'the preview');
}

describe('a preview of a roster at the front door', { timeout: 90_000 }, () => {
  it('that is not true any more is shown again, and counts only when that is confirmed', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await previewed('工号,姓名,班组\nQH1004,李强,一班\n');
    await importRoster(work.ctx, new TextEncoder().encode('工号,姓名,班组\nQH1004,李强,二班\n'), 'cli');
    await admin.submit();
    await modalOf(admin, says('预览之后名册已经变了'), 'that it is stale');
    expect(await teamOf('QH1004')).toBe('二班');
    await admin.submit();
    await modalOf(admin, says('导入 1 人'), 'the result');
    expect(await teamOf('QH1004')).toBe('一班');
    await admin.closeModal(true);
  });

  it('confirmed three times over is one import', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await previewed('工号,姓名,班组\nQH1004,李强,三班\n');
    const before = await imports();
    await admin.submit();
    await modalOf(admin, says('导入 1 人'), 'the result');
    await work.slack.redeliver();
    await work.restart();
    await work.slack.redeliver();
    await admin.closeModal(true);
    await admin.command('/jy', 'people log');
    await admin.until(
      ({ messages }) =>
        Object.values(messages)
          .flat()
          .find((one) => has('people.undo')(one)),
      'the log',
    );
    expect(await imports()).toBe(before + 1);
    expect(await teamOf('QH1004')).toBe('三班');
  });
});
