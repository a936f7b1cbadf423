/** Something to read for a course: under an address, or as a file of the bot's own in Slack. */
export interface Material {
  title: string;
  link: string;
  /** Of the file in Slack. */
  file?: string;
}

export const MOST_MATERIALS = 5;

/** Whether a link may be shown: an address over TLS, without what would end the link in a message. */
export function isMaterialLink(link: string): boolean {
  return /^https:\/\/[^\s<>|]+$/.test(link) && URL.canParse(link);
}
