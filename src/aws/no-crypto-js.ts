/**
 * Stands in for crypto-js, which only aws-crt's own URL signer uses: ours signs instead, and 137 kB stay at home (aws-crt.config.ts).
 * @throws Error always.
 */
function unused(): never {
  throw new Error("aws-crt was asked to sign a URL. Ours are signed by presign.ts.");
}

export { unused as HmacSHA256, unused as SHA256 };
