/** A query that AWS would refuse, and why, in its words. */
export class InvalidQuery extends Error {
  override readonly name = "InvalidQuery";
}
