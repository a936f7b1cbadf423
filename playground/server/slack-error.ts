/** An error a Web API method answers with, in Slack's words. */
export class SlackError extends Error {
  readonly code: string;
  /** Goes to `response_metadata.messages`. */
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super(details.length > 0 ? `${code}: ${details.join('; ')}` : code);
    this.code = code;
    this.details = details;
  }
}

export const missing = (name: string) =>
  new SlackError('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
