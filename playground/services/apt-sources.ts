import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mirror {
  uri: string;
  keyring: string;
}

interface Entry {
  uri: string;
  suites: string[];
  signedBy: string | undefined;
}

const KEYRINGS = ['/usr/share/keyrings/debian-archive-keyring.gpg', '/usr/share/keyrings/debian-archive-keyring.pgp'];

/** The mirror from which this machine gets Debian itself, by its own configuration; nothing where it is no Debian. */
export function findMirror(folder = '/etc/apt', keyrings: readonly string[] = KEYRINGS): Mirror | undefined {
  const entries = readEntries(folder).filter(
    (entry) => !entry.suites.some((suite) => /security|updates\//.test(suite)),
  );
  const entry = entries.find((candidate) => /\/debian\/?$/.test(candidate.uri)) ?? entries[0];
  const own = entry?.signedBy?.startsWith('/') ? [entry.signedBy] : [];
  const keyring = [...keyrings, ...own].find((file) => existsSync(file));
  return entry && keyring ? { uri: entry.uri, keyring } : undefined;
}

function readEntries(folder: string): Entry[] {
  const parts = join(folder, 'sources.list.d');
  const files = [
    join(folder, 'sources.list'),
    ...(existsSync(parts)
      ? readdirSync(parts)
          .sort()
          .map((name) => join(parts, name))
      : []),
  ];
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      if (file.endsWith('.sources')) return readDeb822(readFileSync(file, 'utf8'));
      return file.endsWith('.list') ? readOneLine(readFileSync(file, 'utf8')) : [];
    });
}

const isDebian = (suites: string[]): boolean =>
  suites.some((suite) => /^(stable|testing|sid|buster|bullseye|bookworm|trixie|forky)$/.test(suite));

/** `deb [options] URI SUITE COMPONENT…` */
export function readOneLine(text: string): Entry[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s+(.*)$/.exec(line);
    if (!match) return [];
    const [, options = '', uri = '', suite = '', components = ''] = match;
    if (!isDebian([suite]) || !/\bmain\b/.test(components)) return [];
    return [{ uri, suites: [suite], signedBy: /signed-by=(\S+)/i.exec(options)?.[1] }];
  });
}

/** Paragraphs of `Field: value`, as in `debian.sources`. */
export function readDeb822(text: string): Entry[] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const lines = paragraph.split('\n').filter((line) => !line.startsWith('#'));
    const field = (name: string): string =>
      lines
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim() ?? '';
    const suites = field('suites').split(/\s+/);
    if (field('enabled').toLowerCase() === 'no' || !/\bdeb\b/.test(field('types'))) return [];
    if (!isDebian(suites) || !/\bmain\b/.test(field('components'))) return [];
    return field('uris')
      .split(/\s+/)
      .filter(Boolean)
      .map((uri) => ({ uri, suites, signedBy: field('signed-by') || undefined }));
  });
}
