import mongoose from 'mongoose';

/**
 * Loaded before a program (`--import`): counts the commands that its MongoDB driver sends, by name and collection, and
 * tells them to the parent over IPC when asked. Only for counting; the measured processes run without it.
 */
const counts = new Map<string, number>();
/** Under the same names: ms from the command to its answer, summed. */
const took = new Map<string, number>();
const names = new Map<number, string>();
const open = mongoose.createConnection.bind(mongoose);

const add = (to: Map<string, number>, name: string, value: number): void =>
  void to.set(name, (to.get(name) ?? 0) + value);

mongoose.createConnection = ((uri: string, options: mongoose.ConnectOptions) => {
  const connection = open(uri, { ...options, monitorCommands: true });
  connection.on('commandStarted', ({ commandName, command, requestId }: Started) => {
    const of = commandName === 'getMore' ? command.collection : command[commandName];
    const name = `${commandName} ${String(of)}`;
    names.set(requestId, name);
    add(counts, name, 1);
  });
  connection.on('commandSucceeded', ({ requestId, duration }: { requestId: number; duration: number }) => {
    add(took, names.get(requestId) ?? '', duration);
    names.delete(requestId);
  });
  return connection;
}) as typeof mongoose.createConnection;

interface Started {
  commandName: string;
  command: Record<string, unknown>;
  requestId: number;
}

process.on('message', (asked) => {
  if (asked === 'counts') process.send?.({ counts: Object.fromEntries(counts), took: Object.fromEntries(took) });
});
process.channel?.unref();
