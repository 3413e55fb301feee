// aws-crt's polyfills put themselves where its code looks for them, under `window`, which a worker does not have. Imported before them.
if (!("window" in globalThis)) Object.assign(globalThis, { window: globalThis });
