import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adviceFor, distributionOf, type Machine } from '../../playground/services/advice.ts';
import { ROOT } from '../helpers/source-tree.ts';

const machine = (osRelease: string, changes: Partial<Machine>): Machine => ({
  platform: 'linux',
  arch: 'x64',
  distribution: distributionOf(osRelease),
  glibc: undefined,
  ...changes,
});
const debian12 = machine('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', { glibc: '2.36' });
const debian13 = machine('ID=debian\nVERSION_ID="13"\n', { glibc: '2.41' });
const ubuntu22 = machine('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', { glibc: '2.35' });
const ubuntu24 = machine('NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', { glibc: '2.39' });
const fedora = machine('NAME="Fedora Linux"\nID=fedora\n', { glibc: '2.40' });
const rocky = machine('ID="rocky"\nID_LIKE="rhel centos fedora"\n', { glibc: '2.34' });
const alpine = machine('ID=alpine\n', {});
const mac = machine('', { platform: 'darwin', arch: 'arm64' });
const intelMac = machine('', { platform: 'darwin', arch: 'x64' });

describe('a machine without what the playground needs', () => {
  it('is told the package of its own system for Redis', () => {
    const commandOf = (one: Machine) => /`([^`]+)`/.exec(adviceFor('redis', one))?.[1];
    expect([debian12, debian13, ubuntu22, ubuntu24].map(commandOf)).toEqual(
      Array(4).fill('sudo apt install redis-server'),
    );
    expect([fedora, rocky].map(commandOf)).toEqual(Array(2).fill('sudo dnf install valkey'));
    expect(commandOf(alpine)).toBe('sudo apk add valkey');
    expect([mac, intelMac].map(commandOf)).toEqual(Array(2).fill('brew install valkey'));
  });

  it('is told why the embedded MongoDB does not run there, and what does', () => {
    for (const one of [ubuntu22, rocky, alpine, intelMac]) {
      expect(adviceFor('mongo', one)).toMatch(
        /^the embedded MongoDB .*, so run `docker compose -f compose\.demo\.yaml up`/,
      );
      expect(adviceFor('both', one)).toBe(adviceFor('mongo', one));
    }
    expect(adviceFor('mongo', ubuntu22)).toContain('this system has 2.35');
    for (const one of [debian12, debian13, ubuntu24, fedora, mac])
      expect(adviceFor('mongo', one)).toMatch(/^run `docker/);
  });
});

describe('compose.demo.yaml', () => {
  const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');
  const demo = read('compose.demo.yaml');

  it('runs the databases of compose.yaml', () => {
    const images = (text: string) => [...text.matchAll(/image: ((?:mongo|valkey)\S*)/g)].map(([, image]) => image);
    expect(images(demo)).toEqual(images(read('compose.yaml')));
    expect(demo).toContain('--maxmemory-policy, noeviction');
  });

  it('builds a stage of the Dockerfile that has what it starts, and starts what the stage starts', () => {
    const dockerfile = read('Dockerfile');
    const [, target = ''] = /target: (\w+)/.exec(demo) ?? [];
    const [, stage = ''] = new RegExp(`FROM build AS ${target}\\n([\\s\\S]*?)\\n\\n`).exec(dockerfile) ?? [];
    const [, command = ''] = /^CMD \[(.*)\]$/m.exec(stage) ?? [];
    const words = (text: string) => text.split(',').map((word) => word.trim().replace(/^["']|["']$/g, ''));
    expect(words(/command: \[(node.*)\]/.exec(demo)?.[1] ?? '')).toEqual(words(command));
    for (const [, path = ''] of stage.matchAll(/^COPY (\S+) /gm))
      expect(read('.dockerignore')).toContain(`\n!${path}\n`);
    // The image that runs in production stays the last one.
    expect(dockerfile.trimEnd().split('\n').at(-1)).toContain('dist/bot.js');
  });

  it('sets variables that the code reads, and publishes the port that it listens on', () => {
    const code = ['playground/start.ts', 'playground/tree/tree.ts', 'playground/tree/workspace.ts']
      .map(read)
      .join('\n');
    const variables = [...demo.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name);
    expect(variables.length).toBe(4);
    for (const name of variables) expect(code).toContain(`process.env.${name}`);
    const [, port = ''] = /'127\.0\.0\.1:(\d+):\d+'/.exec(demo) ?? [];
    expect(demo).toContain(`'127.0.0.1:${port}:${port}'`);
    expect(demo).toContain(`--port, '${port}'`);
  });
});
