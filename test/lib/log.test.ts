import { Schema } from 'mongoose';
import { expect, inject, it } from 'vitest';
import { errorForLog } from '../../src/lib/log.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

const SECRET = '陈小梅 "E1003"';
const NO_NUMBER = SECRET as unknown as number;

it('keeps people’s words out of what an error says', async () => {
  const db = await connectMongo(inject('mongoUri'), `log-${process.pid}`);
  try {
    const people = db.model('people', new Schema({ name: String, age: Number }).index({ name: 1 }, { unique: true }));
    await people.createIndexes();
    await people.create({ name: SECRET });
    const faults = await Promise.all([
      people.create({ name: SECRET }).catch((error: unknown) => error),
      people.find({ age: NO_NUMBER }).catch((error: unknown) => error),
      people.create({ name: '李强', age: NO_NUMBER }).catch((error: unknown) => error),
      new Response(SECRET).json().catch((error: unknown) => error),
    ]);
    for (const fault of faults) {
      expect(fault).toBeInstanceOf(Error);
      const logged = JSON.stringify(errorForLog(fault));
      expect(logged).toContain('[hidden]');
      expect(logged).not.toMatch(/陈小梅|E1003/);
    }
    expect(errorForLog(faults[0])).toMatchObject({ code: 11_000, message: expect.stringContaining('dup key') });
  } finally {
    await db.dropDatabase();
    await db.close();
  }
});

it('leaves our own sentences and the stack whole', () => {
  const said = errorForLog(new Error('No worker knows the job "quiz.draw"'));
  expect(said.message).toBe('No worker knows the job "quiz.draw"');
  expect(said.stack).toContain('log.test.ts');
});
