import { expect, it } from 'vitest';
import { pickRef } from '../../../src/features/quiz/refs.ts';
import { sourceFiles } from '../../helpers/source-tree.ts';

it('no feature puts a message’s text together by hand', () => {
  const found = sourceFiles('src/features', 'src/members', 'src/participation').flatMap(({ path, text }) =>
    [...text.matchAll(/\{\s*text(?::[^{}]{0,400})?,\s*blocks\b/g)].map(([words]) => `${path}: ${words.slice(0, 60)}`),
  );
  expect(found).toEqual([]);
});

it('buttons of questions that have stood in Slack since before references are read', () => {
  expect(pickRef.read('c|k1|2|3')).toEqual({ of: { kind: 'card', card: 'k1', item: 2 }, chosen: 3 });
  const topic = Buffer.from('安全|生产').toString('base64url');
  const of = { kind: 'practice', mode: 'practice', question: 'q1', nonce: 'n1', score: 0, topic: '安全|生产' };
  expect(pickRef.read(`practice|q1|n1~${topic}|0|1`)).toEqual({ of, chosen: 1 });
});
