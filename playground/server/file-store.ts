import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFile } from './model.ts';
import type { Workspace } from './workspace.ts';

/** The bytes of files: in memory, and in a folder when the workspace is kept. */
export class FileStore {
  readonly #bytes = new Map<string, Buffer>();
  readonly #folder: string | undefined;
  readonly #workspace: Workspace;
  /** Uploads announced by `files.getUploadURLExternal`, by ticket. */
  readonly pending = new Map<string, { id: string; name: string; length: number; isDone: boolean }>();

  constructor(workspace: Workspace, folder?: string) {
    this.#workspace = workspace;
    this.#folder = folder;
  }

  put(id: string, bytes: Buffer) {
    if (this.#folder) {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(join(this.#folder, id), bytes);
    } else this.#bytes.set(id, bytes);
  }

  drop(id: string) {
    this.#bytes.delete(id);
    if (this.#folder) rmSync(join(this.#folder, id), { force: true });
  }

  get(id: string): Buffer | undefined {
    if (!this.#folder) return this.#bytes.get(id);
    try {
      return readFileSync(join(this.#folder, id));
    } catch {
      return undefined;
    }
  }

  /** A file that a person brought; the same one again, as a form is sent with each of its changes, stays one file. */
  create(user: string, upload: { name: string; mimetype: string; content: string }): StoredFile {
    const bytes = Buffer.from(upload.content, 'base64');
    const known = this.#workspace.data.files.find(
      (one) =>
        one.user === user &&
        one.name === upload.name &&
        one.size === bytes.length &&
        one.channels.length === 0 &&
        this.get(one.id)?.equals(bytes),
    );
    if (known) return known;
    const file: StoredFile = {
      id: this.#workspace.newId('F'),
      name: upload.name,
      title: upload.name,
      mimetype: upload.mimetype || 'application/octet-stream',
      size: bytes.length,
      user,
      created: Math.floor(this.#workspace.now() / 1000),
      channels: [],
    };
    this.put(file.id, bytes);
    this.#workspace.data.files.push(file);
    return file;
  }

  clear() {
    this.#bytes.clear();
    this.pending.clear();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}
