import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificateNumber } from '../../../src/certificates/number.ts';
import { verifiedLines, verify } from '../../../src/certificates/verify.ts';
import { type Certificate, certificates } from '../../../src/features/training/certificate/model.ts';
import { trainingCertificates } from '../../../src/features/training/certificate/service/certified.ts';
import { certify } from '../../../src/features/training/certificate/service/certify.ts';
import { attendances, courses, sessions } from '../../../src/features/training/model.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { actor } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, sessionOf } from '../classroom.ts';
import { attends, courseWith, openWithCertificates } from './certified.ts';

const { admin, officer, chen } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWithCertificates('2027-03-15T09:00:00+08:00');
});
afterAll(() => work.close());

describe('certificates of a whole course', { timeout: 120_000 }, () => {
  it('come with the last date that is held, also when the one that was missing is cancelled', async () => {
    const days = ['2027-03-16', '2027-03-17', '2027-03-18'];
    const made = await courseWith(work, '特训', days, [officer]);
    const course = made[0]?.course ?? '';
    await courses(work.ctx).updateOne({ _id: course }, { $set: { terms: { needed: 'all', certificate: {} } } });
    const second = { locale: 'en' as const, words: { topic: 'Special training', about: 'Bring your pass.' } };
    await sessions(work.ctx).updateMany({ course }, { $set: { second } });
    for (const [nth, one] of made.slice(0, 2).entries()) {
      await work.moveTo(`${days[nth]}T14:00:00+08:00`);
      await attends(work, officer, one._id);
      await work.moveTo(`${days[nth]}T17:10:00+08:00`);
      await tick(work.ctx);
    }
    const mine = () => certificates(work.ctx).find({ course }).lean<Certificate[]>();
    expect(await mine()).toEqual([]);
    await cancelAsSeen(work, await actor(work, admin), made[2]?._id ?? '', '讲师生病', false);
    await tick(work.ctx);
    expect(await mine()).toMatchObject([{ member: officer, from: days[0], to: days[1], minutes: 240 }]);
    const [certificate] = await mine();
    expect(certificate).not.toHaveProperty('until');
    expect(certificate?.second).toEqual({ locale: 'en', words: { topic: 'Special training' } });
    const verified = await verify(work.ctx, [trainingCertificates], certificate?.number ?? '');
    const lines = LOCALES.map((locale) => verifiedLines(locale, verified, (words) => words).join('\n'));
    expect(lines).toEqual([expect.stringContaining('特训'), expect.stringContaining('Special training')]);
  });

  it('have numbers of their own, fifty at once and in any number of processes', async () => {
    const { workspace } = work.ctx;
    const [made] = await courseWith(work, '五十人', ['2027-03-19'], [chen]);
    const { _id, course = '', startsAt } = made ?? (await sessionOf(work, ''));
    await courses(work.ctx).updateOne({ _id: course }, { $set: { terms: { needed: 'one', certificate: {} } } });
    const people = Array.from({ length: 50 }, (_, nth) => `U0FIFTY${nth}`);
    await attendances(work.ctx).create(
      people.map((member) => ({
        workspace,
        session: _id,
        member,
        at: startsAt,
        mark: 'present' as const,
        settled: true,
        wrong: 0,
        corrections: [],
      })),
    );
    await Promise.all([...people, ...people].map((one) => certify(work.ctx, course, [one])));
    const numbers = (await certificates(work.ctx).find({ course }).lean<Certificate[]>()).map((one) => one.number);
    expect(new Set(numbers).size).toBe(50);
    for (const one of numbers) expect(readCertificateNumber(one)).toEqual({ number: one });
  });
});
