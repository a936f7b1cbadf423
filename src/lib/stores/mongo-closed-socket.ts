import { MongoClient } from 'mongodb';
import { Connection } from 'mongodb/lib/cmap/connection.js';
import mongoose from 'mongoose';

const MENDED = Symbol.for('jingying.mongo.closed-socket');

/**
 * Lets a command fail whose socket closes before it is written, like any other on a lost connection.
 *
 * mongodb 7.8 waits for `drain` when a write returns false. A socket that has ended but not told so yet (`close` comes a turn of the
 * event loop later) returns false, too, and never drains: the command waits for ever, beyond all of the driver's time limits. Where it
 * is the monitor's look at the server, the process takes MongoDB for away until it is started again.
 *
 * Holds for all connections of the process; further calls change nothing.
 * @throws when the driver writes in another way: then this module is not needed any more, or has to be read again
 */
export function failOnClosedSockets(): void {
  if (mongoose.mongo.MongoClient !== MongoClient) throw new Error('mongoose has a MongoDB driver of its own');
  const { prototype }: { prototype: Connection & { [MENDED]?: true } } = Connection;
  if (prototype[MENDED]) return;
  const { writeCommand } = prototype;
  if (typeof writeCommand !== 'function') throw new Error('The MongoDB driver has no writeCommand to mend');
  prototype.writeCommand = async function writeUnlessClosed(command, options) {
    const { socket } = this;
    if (socket.destroyed) this.onClose();
    this.throwIfAborted();
    let end = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      end = resolve;
      socket.once('close', end);
    });
    try {
      await Promise.race([writeCommand.call(this, command, options), closed]);
    } finally {
      socket.off('close', end);
    }
  };
  prototype[MENDED] = true;
}
