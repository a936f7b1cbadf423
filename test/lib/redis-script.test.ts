import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { connectRedis, type Redis } from '../../src/lib/stores/redis.ts';
import { redisScript } from '../../src/lib/stores/redis-script.ts';

let redis: Redis;
beforeAll(() => {
  redis = connectRedis(inject('redisUrl'));
});
afterAll(() => redis.disconnect());

it('runs a script that Redis has never seen, has seen, and has forgotten in a restart', async () => {
  const mark = newId();
  const add = redisScript(`-- ${mark}\nreturn redis.call('INCRBY', KEYS[1], ARGV[1])`);
  const key = `script-${mark}`;
  expect(await add(redis, [key], [2])).toBe(2);
  expect(await add(redis, [key], [3])).toBe(5);
  await redis.script('FLUSH');
  expect(await add(redis, [key], [4])).toBe(9);
  await redis.del(key);
});

it('says what is wrong in a script, once', async () => {
  const broken = redisScript(`return redis.call('NO-SUCH-COMMAND')`);
  await expect(broken(redis, [])).rejects.toThrow(/unknown command/i);
});
