import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { DataProblem } from "./data-problem.ts";

/**
 * Makes the directory that is to keep the state, where there is none yet.
 * @throws DataProblem when it cannot be one, or cannot be written.
 */
export function openDataDirectory(directory: string): void {
  try {
    makeDirectory(resolve(directory));
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new DataProblem(`${directory} cannot keep the state: ${cause}. Choose another directory with --data DIR.`);
  }
}

/** One directory at a time: where nothing can be made, as under /proc, Node's recursive mkdir never ends. */
function makeDirectory(path: string): void {
  const found = isDirectory(path);
  if (found) return;
  if (found === false) throw new Error("it is not a directory");
  if (dirname(path) !== path) makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in between.
    if (!isDirectory(path)) throw error;
  }
}

/** Undefined when there is nothing. */
function isDirectory(path: string): boolean | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory();
}
