import type { Context } from '../../context.ts';
import { inThread } from '../../lib/thread.ts';
import { UserError } from '../routing/errors.ts';
import { downloadSlackFile } from './file.ts';

/** How the files of one kind are read. */
interface FileKind {
  /** Where the function is that reads the bytes: a constant, `const READ = new URL('./read.ts', …)`, which the build follows. */
  module: URL;
  name: string;
  /** A larger file is refused before it is read. */
  maxBytes: number;
  /** From the thread an error comes with its fields, but without its class: gives it its own back. `UserError` has it. */
  revive?(error: Error): Error | undefined;
}

type Read = (bytes: Uint8Array, ...more: never[]) => unknown;
type More<F extends Read> = Parameters<F> extends [Uint8Array, ...infer Rest] ? Rest : never;

/** Reads files in a thread beside this one: tens of thousands of rows take a second, and nobody who clicks waits for it. */
export interface FileReader<F extends Read> {
  /**
   * A file that was sent in Slack.
   * @param file as a `file_input` gives it
   * @param more what the function takes besides the bytes
   * @throws UserError when the file cannot be had, and what the function throws
   */
  read(ctx: Pick<Context, 'slack' | 'config' | 'log'>, file: string, ...more: More<F>): Promise<Awaited<ReturnType<F>>>;
  /** Bytes that are at hand. @throws what the function throws */
  readBytes(bytes: Uint8Array, ...more: More<F>): Promise<Awaited<ReturnType<F>>>;
}

export function fileReader<F extends Read>({ module, name, maxBytes, revive }: FileKind): FileReader<F> {
  const readBytes = async (bytes: Uint8Array, ...more: More<F>): Promise<Awaited<ReturnType<F>>> => {
    try {
      const read = await inThread(module, name, ...([bytes, ...more] as unknown as never[]));
      return read as Awaited<ReturnType<F>>;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.name === 'UserError') throw new UserError((error as UserError).said);
      throw revive?.(error) ?? error;
    }
  };
  return {
    readBytes,
    read: (ctx, file, ...more) => downloadSlackFile(ctx, file, maxBytes).then(({ bytes }) => readBytes(bytes, ...more)),
  };
}
