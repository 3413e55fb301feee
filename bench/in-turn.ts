/** Runs `act` so many times, one after the other: measurements at the same time would disturb each other. */
export async function inTurn<T>(times: number, act: (round: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let round = 0; round < times; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the whole point
    results.push(await act(round));
  }
  return results;
}
