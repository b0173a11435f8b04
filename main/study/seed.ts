/** The seed of a showing: the same after a crash, new after a review and after an undo. */
import { createHash } from "node:crypto";

/** 32 hexadecimal digits. `reviewsEver` counts review events of the card, undone ones too; `salt` is the installation's. */
export function showingSeed(cardId: string, reviewsEver: number, salt: string): string {
  return createHash("sha256")
    .update(JSON.stringify([cardId, reviewsEver, salt]))
    .digest("hex")
    .slice(0, 32);
}
