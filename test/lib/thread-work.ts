export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: string;
  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

export function refuse(code: string): never {
  throw new Refusal(code);
}

/** Works for so long without a pause. */
export function busy(ms: number): number {
  const until = performance.now() + ms;
  while (performance.now() < until);
  return ms;
}

/** Ends its thread, and never answers. */
export function die(): Promise<never> {
  setImmediate(() => {
    throw new Error('gone');
  });
  return new Promise(() => {});
}
