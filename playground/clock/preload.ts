/**
 * Makes a program follow the playground's clock:
 * `PLAYGROUND_CLOCK=/path/of/the/hub.sock node --import ./before/clock.mjs bot.js`.
 * The program starts when the time is known. When the hub is lost, the last shift stays.
 */
import { connect, type Socket } from 'node:net';
import { installMovableDate } from './shift-date.ts';

const address = process.env.PLAYGROUND_CLOCK;
if (address) await follow(address);

function follow(path: string): Promise<void> {
  const movable = installMovableDate();
  return new Promise((resolve, reject) => {
    let rest = '';
    const socket: Socket = connect(path);
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { turn, offset } = JSON.parse(line) as { turn: number; offset: number };
        movable.setOffset(offset);
        socket.write(`${JSON.stringify({ ack: turn })}\n`);
        // Only now: until the time is known, the connection has to keep the program alive.
        socket.unref();
        resolve();
      }
    });
    socket.on('error', (error) => reject(new Error(`The playground's clock does not answer: ${error.message}`)));
    socket.on('close', () => reject(new Error("The playground's clock does not answer.")));
  });
}
