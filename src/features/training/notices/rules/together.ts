/*
 * A seat given back in a camp is one on each of its dates: what follows on all of them comes within moments, and is told in one
 * message. Each instant belongs to one stretch of time, and the message of a stretch is drawn when nothing can come into it any more.
 */

const STRETCH_MS = 30_000;
/** So much later may be written what was decided at an instant. */
const WRITING_MS = 30_000;

/** Names the stretch to which an instant belongs. */
export const stretchOf = (at: Date): string => Math.floor(at.getTime() / STRETCH_MS).toString(36);

/** From when on the stretch of an instant is complete. */
export const completeAt = (at: Date): Date =>
  new Date((Math.floor(at.getTime() / STRETCH_MS) + 1) * STRETCH_MS + WRITING_MS);
