import { readFileSync } from 'node:fs';
import { glibcVersion, isAtLeast } from './private-root.ts';

/** What of a machine decides whether the embedded services run there. */
export interface Machine {
  platform: string;
  arch: string;
  /** `ID` and `ID_LIKE` of /etc/os-release, in lower case; empty where there is none. */
  distribution: readonly string[];
  /** Of the C library; undefined on another one. */
  glibc: string | undefined;
}

/** MongoDB's engine in a Node process needs it, or a newer one. */
export const ENGINE_NEEDS_GLIBC = '2.38';

/** One command with which everything runs elsewhere. */
const CONTAINERS = '`docker compose -f compose.demo.yaml up`';

/** How a Redis or Valkey is installed, by distribution. */
const REDIS: readonly [id: string, command: string][] = [
  ['ubuntu', 'sudo apt install redis-server'],
  ['debian', 'sudo apt install redis-server'],
  ['fedora', 'sudo dnf install valkey'],
  ['rhel', 'sudo dnf install valkey'],
  ['arch', 'sudo pacman -S valkey'],
  ['alpine', 'sudo apk add valkey'],
  ['suse', 'sudo zypper install valkey'],
];

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    distribution: distributionOf(readOsRelease()),
    glibc: process.platform === 'linux' ? glibcVersion() : undefined,
  };
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** @param osRelease the text of /etc/os-release. @returns its own name first, then what it is like */
export function distributionOf(osRelease: string): string[] {
  const field = (name: string): string =>
    new RegExp(`^${name}=["']?([^"'\\n]*)`, 'm').exec(osRelease)?.[1]?.toLowerCase() ?? '';
  return `${field('ID')} ${field('ID_LIKE')}`.split(/\s+/).filter(Boolean);
}

/**
 * What a person does on a machine on which services cannot be started: a package that helps, else the containers.
 * @returns the end of a sentence, without its full stop
 */
export function adviceFor(which: 'mongo' | 'redis' | 'both', machine: Machine): string {
  const lacks = which === 'redis' ? undefined : engineLacks(machine);
  if (lacks !== undefined) return `${lacks}, so run ${CONTAINERS}, or set MONGODB_URI to a running MongoDB`;
  const redis = redisCommand(machine);
  if (which === 'redis' && redis !== undefined)
    return `install it with \`${redis}\`, or set REDIS_URL to a running one`;
  const variables = { mongo: 'MONGODB_URI', redis: 'REDIS_URL', both: 'MONGODB_URI and REDIS_URL' }[which];
  return `run ${CONTAINERS}, or set ${variables} to running servers`;
}

/** Why MongoDB's engine cannot run here; undefined where it can. */
function engineLacks({ platform, arch, glibc, distribution }: Machine): string | undefined {
  if (platform === 'darwin')
    return arch === 'arm64' ? undefined : 'the embedded MongoDB runs on Macs with Apple silicon only';
  if (platform !== 'linux') return 'the embedded MongoDB runs on Linux and macOS only';
  if (arch !== 'x64' && arch !== 'arm64') return `there is no embedded MongoDB for ${arch}`;
  if (glibc === undefined) return 'the embedded MongoDB needs glibc, which this Linux does not have';
  // Debian's own packages bring a newer one.
  if (distribution[0] === 'debian' || isAtLeast(glibc, ENGINE_NEEDS_GLIBC)) return undefined;
  return `the embedded MongoDB needs glibc ${ENGINE_NEEDS_GLIBC} (Ubuntu 24.04, Fedora 39), and this system has ${glibc}`;
}

function redisCommand({ platform, distribution }: Machine): string | undefined {
  if (platform === 'darwin') return 'brew install valkey';
  return REDIS.find(([id]) => distribution.includes(id))?.[1];
}
