/** What is kept of a member otherwise than the ledger tells it. */
export interface Difference {
  member: string;
  field: string;
  kept: unknown;
  ledger: unknown;
}
