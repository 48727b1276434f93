/** A message of a member of staff. */
export interface Message {
  readonly tenant: string;
  readonly user: string;
  readonly text: string;
}
