import { createHash, createHmac, hkdfSync } from "node:crypto";

/**
 * The client's side of SRP as Cognito speaks it, made from the specification alone: what the embedded AWS computes is checked against this.
 */

// RFC 5054 appendix A, 3072-bit group, written out so that a slip in the server's prime would show.
export const prime = BigInt(
  `0x${[
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B",
    "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6",
    "49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D",
    "670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718",
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D",
    "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C",
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
  ].join("")}`,
);

/** What the server asks with; `secretBlock` is decoded already. */
interface SrpChallenge {
  /** Hexadecimal. */
  readonly salt: string;
  /** Hexadecimal. */
  readonly B: string;
  readonly poolName: string;
  readonly userId: string;
  readonly secretBlock: Buffer;
  readonly timestamp: string;
}

/** `a`: the client's private value. */
export function srpClient(password: string, a: bigint) {
  const A = pow(2n, a);
  return {
    /** `SRP_A`, in hexadecimal. */
    A: A.toString(16),
    claim: ({ salt, B: hexB, poolName, userId, secretBlock, timestamp }: SrpChallenge): Buffer => {
      const B = BigInt(`0x${hexB}`);
      const u = integer(hash(signed(A), signed(B)));
      const inner = hash(Buffer.from(`${poolName}${userId}:${password}`));
      const x = integer(hash(signed(BigInt(`0x${salt}`)), inner));
      const k = integer(hash(signed(prime), signed(2n)));
      const S = pow((((B - k * pow(2n, x)) % prime) + prime) % prime, a + u * x);
      const key = Buffer.from(hkdfSync("sha256", signed(S), signed(u), "Caldera Derived Key", 16));
      return createHmac("sha256", key).update(poolName).update(userId).update(secretBlock).update(timestamp).digest();
    },
  };
}

/** The two's complement of a positive number, in as few bytes as hold it. */
function signed(n: bigint): Buffer {
  const length = Math.floor(n.toString(2).length / 8) + 1;
  return Buffer.from(n.toString(16).padStart(length * 2, "0"), "hex");
}

function hash(...parts: readonly Buffer[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}

function integer(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString("hex")}`);
}

function pow(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  const half = pow((base * base) % prime, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % prime : half;
}
