declare global {
  // Not every browser has it.
  var trustedTypes: TrustedTypes | undefined;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

/**
 * Where the host enforces Trusted Types, a worker may be started from our own origin and from nowhere else.
 * @see https://developer.mozilla.org/docs/Web/API/Trusted_Types_API
 */
export function allowOwnScripts(): void {
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => {
      const { origin, href } = new URL(url, document.baseURI);
      if (origin !== location.origin) throw new TypeError(`Not a script of this console: ${origin}`);
      return href;
    },
  });
}
