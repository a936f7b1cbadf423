/**
 * Ends a child process in order when its parent is gone, however it went: the parent starts it with an IPC channel
 * (`stdio: […, 'ipc']`) and `--import ./playground/end-with-parent.ts`.
 */
const GRACE_MS = 15_000;

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a program alive that is done.
  process.channel.unref();
}
