/** The one place that reads the time, so that tests and the playground can move it. */
export const clock = {
  /** The present instant. */
  now: (): Date => new Date(),
};
