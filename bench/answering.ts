/**
 * Makes a program of the bench answer what its parent asks over IPC, until it is told to end. What goes wrong ends it.
 * @param answer the report of what was asked; undefined: that is not for this program
 */
export function answering(answer: (asked: string) => Promise<unknown> | undefined, close: () => Promise<void>): void {
  process.on('message', (message) => {
    answer(String(message))?.then(
      (report) => process.send?.(report),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('SIGTERM', () => void close().then(() => process.exit(0)));
  // Listening for messages must outlast the start: the parent says when it is over.
  process.channel?.ref();
  process.send?.({ ready: true });
}
