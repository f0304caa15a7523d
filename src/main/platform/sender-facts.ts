/** What is known of who sent a message, before the message is looked at. */
export interface SenderFacts {
  readonly contentsId: number;
  /** null: the frame is gone already. */
  readonly frame: { readonly hasParent: boolean; readonly origin: string } | null;
}
