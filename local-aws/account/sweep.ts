const often = 1000;

/** Sweeps at every thousandth call, so that a table which only gets more entries does not grow for ever, and no call pays for it alone. */
export function sweeper(sweep: () => void): () => void {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls % often === 0) sweep();
  };
}
