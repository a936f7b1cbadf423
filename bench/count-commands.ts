import mongoose from 'mongoose';

/**
 * Loaded before a program (`--import`): counts the commands that its MongoDB driver sends, by name and collection, and
 * tells them to the parent over IPC when asked. Only for counting; the measured processes run without it.
 */
const counts = new Map<string, number>();
const open = mongoose.createConnection.bind(mongoose);

mongoose.createConnection = ((uri: string, options: mongoose.ConnectOptions) => {
  const connection = open(uri, { ...options, monitorCommands: true });
  connection.on('commandStarted', (event: { commandName: string; command: Record<string, unknown> }) => {
    const key = `${event.commandName} ${String(event.command[event.commandName])}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return connection;
}) as typeof mongoose.createConnection;

process.on('message', (asked) => {
  if (asked === 'counts') process.send?.({ counts: Object.fromEntries(counts) });
});
process.channel?.unref();
