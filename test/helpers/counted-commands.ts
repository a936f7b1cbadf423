import mongoose, { type Connection } from 'mongoose';

export interface CountedCommands {
  db: Connection;
  /** What was sent since the last look, in the order of the alphabet. */
  taken(): string[];
  /** How often since the last look something was sent while nothing was under way: the round trips that follow each other. */
  inARow(): number;
  close(): void;
}

/** A second connection to a database, which remembers what it sends there: `find quiz_cards`. */
export async function countedCommands(db: Connection): Promise<CountedCommands> {
  const { client: own } = db as unknown as { client: { s: { url: string } } };
  const counted = await mongoose
    .createConnection(own.s.url, { dbName: db.name, monitorCommands: true, autoIndex: false, autoCreate: false })
    .asPromise();
  let commands: string[] = [];
  let [underWay, rows] = [0, 0];
  const client = counted.getClient();
  client.on('commandStarted', ({ commandName, command }) => {
    commands.push(`${commandName} ${String(command[commandName])}`);
    if (underWay === 0) rows += 1;
    underWay += 1;
  });
  for (const end of ['commandSucceeded', 'commandFailed'] as const) client.on(end, () => (underWay -= 1));
  return {
    db: counted,
    taken: () => {
      const all = commands.toSorted();
      commands = [];
      return all;
    },
    inARow: () => {
      const all = rows;
      rows = 0;
      return all;
    },
    close: () => void counted.close(),
  };
}
