import mongoose, { type Connection } from 'mongoose';

/** A second connection to a database, which remembers what it sends there: `find quiz_cards`. */
export async function countedCommands(db: Connection): Promise<{ db: Connection; taken(): string[]; close(): void }> {
  const { client } = db as unknown as { client: { s: { url: string } } };
  const counted = await mongoose
    .createConnection(client.s.url, { dbName: db.name, monitorCommands: true, autoIndex: false, autoCreate: false })
    .asPromise();
  let commands: string[] = [];
  counted.getClient().on('commandStarted', ({ commandName, command }) => {
    commands.push(`${commandName} ${String(command[commandName])}`);
  });
  return {
    db: counted,
    taken: () => {
      const all = commands.toSorted();
      commands = [];
      return all;
    },
    close: () => void counted.close(),
  };
}
