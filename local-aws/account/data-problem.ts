/** What is wrong with the directory that keeps the state. Its message says all that whoever started the embedded AWS needs to know. */
export class DataProblem extends Error {
  override readonly name = "DataProblem";
}

/** A fault, for the terminal: where it happened, unless that is not in the program. */
export function inWords(error: unknown): string {
  if (error instanceof DataProblem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
